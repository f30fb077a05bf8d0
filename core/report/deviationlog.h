// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/members.h"
#include "core/report/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Cuts text to at most bytes without breaking a UTF-8 character.
std::string_view shortened(std::string_view text, std::size_t bytes = 200);

/// Notes deviations in a report. The same departure of the same member in many places is one entry
/// with a count, so that 5,000 details without an address stay one line.
class DeviationLog final {
public:
    /// Where a member stands: the numbers of its policy and failure detail, or -1.
    struct Place {
        int policy = -1;
        int failure = -1;
        /// The report has its policy members at the top, without `policies` (drafts).
        bool topLevelPolicy = false;
        bool flattened = false;
    };

    /// Begins a new report.
    void begin(Report& report);

    /// Notes a departure of a member.
    void note(DeviationCode code, ReportMember member, const Place& place,
        std::string_view written = {}, std::string_view madeOf = {});
    /// Notes a departure of something that is no member: a key, a header, the document.
    void noteField(DeviationCode code, std::string_view field, std::string_view written = {},
        std::string_view madeOf = {});

    /// How many departures were noted since the program began: by it one can see whether one came.
    std::size_t notes() const { return m_notes; }

    /// Path of a member: `policies[0].policy.mx-host`.
    static std::string pathOf(ReportMember member, const Place& place);

private:
    struct Known {
        DeviationCode code;
        ReportMember member;
        std::string field;
        std::size_t index;
    };
    static void writePath(ReportMember member, const Place& place, std::string& path);
    void add(DeviationCode code, std::string_view field, std::string_view written,
        std::string_view madeOf);

    std::size_t m_notes = 0;
    Report* m_report = nullptr;
    std::vector<Known> m_known;
    std::string m_path; ///< Of the member at hand; kept for its room.
};

} // namespace mxlens
