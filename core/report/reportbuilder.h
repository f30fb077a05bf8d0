// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/deviationlog.h"
#include "core/report/jsoncapture.h"
#include "core/report/members.h"
#include "core/report/parselimits.h"
#include "core/report/policymemory.h"
#include "core/report/quickfailure.h"
#include "core/report/report.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Takes the events of a JSON tokenizer and makes reports of them. It knows the schema and its
/// aliases; it never fails: what does not fit is noted and passed over. One document at a time,
/// one thread.
///
/// Every event returns false when the document is nested deeper or has more rows than its limits;
/// the tokenizer stops then.
class ReportBuilder final {
public:
    /// Called when a report is whole. inArray: the document is an array of reports.
    using Finished = std::function<void(Report& report, DeviationLog& log, bool inArray)>;

    ReportBuilder(const ParseLimits& limits, Finished finished);

    /// Begins a new document.
    void beginDocument(std::size_t bytes);
    /// Begins the next value of a document that has several.
    void beginValue();

    bool null();
    bool boolean(bool value);
    /// A number: its text, its value as a count (negative numbers are unknown), and whether it was
    /// written with a fraction or an exponent.
    bool number(std::string_view text, Count count, bool fraction);
    /// stable: the text outlives the report, so that it need not be copied, and holds no control
    /// character.
    bool string(std::string_view value, bool stable = false);
    bool startObject();
    bool key(std::string_view key);
    /// The member that probably comes next, by what came in objects like this one before: its key
    /// in quotes, as RFC 8460 has it. Empty where nothing is expected.
    std::string_view expectedKey() const
    {
        if (m_capture.open())
            return {};
        const Frame& frame = m_frames.back();
        return m_expected[static_cast<std::size_t>(frame.object)]
                         [static_cast<std::size_t>(frame.last)]
                             .quotedKey;
    }
    /// In place of key(), when the key that was expected is there.
    bool keyAsExpected();
    bool endObject();
    bool startArray();
    bool endArray();

    /// Whether the value that comes next is the policy object of an element of policies.
    bool atPolicy() const;
    /// Takes the policy object that rest begins with, if its bytes are known, in place of its
    /// events: how long it is, or 0.
    std::size_t knownPolicy(std::string_view rest);
    /// Takes the object that rest begins with, if it is an element of failure-details, a date-range
    /// or a summary as nearly all are written, in place of its events: how long it is, or 0.
    std::size_t quickObject(std::string_view rest);
    /// Says that the policy object whose events came last is these bytes; before its endObject().
    void policyEnds(std::string_view bytes);

    /// Whether the first value of the document is complete.
    bool complete() const { return m_complete; }
    /// Whether the nesting limit stopped it.
    bool tooDeep() const { return m_tooDeep; }
    /// Whether the limit on rows stopped it.
    bool tooManyRows() const { return m_rows > m_mostRows; }
    /// Objects met where a report could have been that are none.
    std::size_t strangers() const { return m_strangers; }

private:
    enum class Place : std::uint8_t {
        ReportArray,
        Report,
        DateRange,
        Policies,
        PolicyEntry,
        Policy,
        Summary,
        Texts, // policy-string or mx-host, by Frame::member
        FailureDetails,
        FailureDetail,
    };
    // An object or array that is open.
    struct Frame {
        Place place;
        ReportObject object; // whose keys it has, if it is an object
        ReportMember member = ReportMember::Unknown; // the member that opened it
        bool single = false; // stands for an array that was left out around an object
        std::uint32_t seen = 0; // members met under RFC 8460's key, a bit each
        std::uint32_t seenAlias = 0; // members met under an alias
        ReportMember last = ReportMember::Unknown; // the member met last under RFC 8460's key
    };

    bool knownKey(Frame& frame, std::string_view key);
    bool enter(char bracket);
    bool leave(char bracket);
    bool inObject() const
    {
        const Place place = m_frames.back().place;
        return place != Place::ReportArray && place != Place::Policies && place != Place::Texts
            && place != Place::FailureDetails;
    }
    static ReportObject objectAt(Place place);
    static ReportMember parentOf(Place place);
    bool valueEnds();
    void startObjectMember();
    void startArrayMember();
    void open(Place place, ReportMember member, bool single = false);
    void closeFrame();

    void textMember(ReportMember member, std::string_view text);
    void textsMember(ReportMember member, std::string_view text);
    void listElement(ReportMember member, std::string_view text);
    void oddValue(std::string_view json);

    void beginReport();
    void finishReport(const Frame& frame);
    void beginEntry();
    void beginFailure();
    void finishEntry(Policy& policy, std::uint32_t seen);
    void forgetPolicyBytes();
    void finishFailure(const Frame& frame);
    std::size_t quickFailure(std::string_view rest);
    std::size_t quickRange(std::string_view rest);
    std::size_t quickCounts(std::string_view rest);
    void addFailure(FailureDetail& failure, std::uint32_t seen);
    void noteMissing(std::uint32_t seen, std::uint32_t wanted);
    void noteMissingList(std::uint32_t seen, ReportMember member);
    void note(DeviationCode code, ReportMember member, std::string_view written = {},
        std::string_view madeOf = {});

    std::string_view keep(std::string_view text);
    std::string_view* textOf(ReportMember member);
    Count* countOf(ReportMember member);
    std::uint32_t& policySeen();

    const ParseLimits m_limits;
    Finished m_finished;
    Report m_report;
    DeviationLog m_log;
    DeviationLog::Place m_place;
    JsonCapture m_capture;
    std::vector<Frame> m_frames;
    Policy m_entry; ///< The element of policies that is being read.
    Policy m_topLevel; ///< The policy of a draft report, which stands in the report itself.
    Policy* m_policy = nullptr; ///< One of the two.
    std::uint32_t m_entrySeen = 0;
    std::uint32_t m_topLevelSeen = 0;
    std::uint32_t m_emptyLists = 0; ///< Members of the policy at hand that were [].
    PolicyMemory m_memory;
    bool m_policyKnown = false; ///< The policy at hand came from the memory.
    std::string_view m_policyBytes; ///< A policy object that may be remembered ...
    std::uint32_t m_policyMembers = 0; ///< ... with these members.
    std::size_t m_notesBefore = 0; ///< Notes when it began.
    bool m_stable = false; ///< The text at hand need not be copied.
    FailureDetail m_failure;
    QuickFailure m_quick;
    MemberMatch m_match; ///< What the last key stands for ...
    std::string m_key; ///< ... and the key itself.
    /// For each object and the member met last in it: which one came then, the last time.
    struct Expected {
        std::string_view quotedKey;
        ReportMember member = ReportMember::Unknown;
    };
    std::array<std::array<Expected, memberCount>, reportObjectCount> m_expected{};
    int m_depth = 0;
    bool m_policyEvidence = false;
    bool m_complete = false;
    bool m_tooDeep = false;
    std::size_t m_rows = 0; ///< Of the document; see ParseLimits::rows.
    std::size_t m_mostRows = 0; ///< As many may be so far.
    std::size_t m_mostOfDocument = 0;
    std::size_t m_strangers = 0;
};

} // namespace mxlens
