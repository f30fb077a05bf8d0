// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportbuilder.h"

#include "core/report/inlining.h"
#include "core/report/names.h"
#include "core/report/reportchecks.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace mxlens {

namespace {

// Members by which a report is recognised.
constexpr std::uint32_t reportMembers = 0u | ReportMember::OrganizationName
    | ReportMember::DateRange | ReportMember::ContactInfo | ReportMember::ReportId
    | ReportMember::Policies;
// Members of an element of policies.
constexpr std::uint32_t policyMembers = insidePolicyMembers | ReportMember::Policy
    | ReportMember::Summary | ReportMember::FailureDetails;

constexpr std::uint32_t failureMembers = ReportMember::ResultType | ReportMember::SendingMtaIp
    | ReportMember::ReceivingMxHostname | ReportMember::ReceivingIp
    | ReportMember::FailedSessionCount;

std::uint32_t bitOf(ReportMember member)
{
    return 0u | member;
}

} // namespace

ReportBuilder::ReportBuilder(const ParseLimits& limits, Finished finished)
    : m_limits(limits)
    , m_finished(std::move(finished))
{
}

void ReportBuilder::beginDocument(std::size_t bytes)
{
    m_rows = 0;
    m_mostRows = m_limits.rows;
    m_mostOfDocument = m_limits.rows + bytes / m_limits.bytesPerRow;
    beginValue();
}

void ReportBuilder::beginValue()
{
    m_frames.clear();
    m_capture.clear();
    m_match = {};
    m_depth = 0;
    m_complete = false;
    m_tooDeep = false;
    m_strangers = 0;
    m_memory.beginDocument();
}

// ---- structure ----

bool ReportBuilder::enter(char bracket)
{
    if (++m_depth > m_limits.jsonDepth) {
        m_tooDeep = true;
        return false;
    }
    if (tooManyRows())
        return false;
    if (m_capture.open()) {
        m_capture.begin(bracket);
        return true;
    }
    const bool object = bracket == '{';
    if (m_frames.empty()) {
        if (object)
            beginReport();
        else
            open(Place::ReportArray, ReportMember::Unknown);
    } else if (inObject()) {
        object ? startObjectMember() : startArrayMember();
    } else if (object && m_frames.back().place == Place::ReportArray) {
        beginReport();
    } else if (object && m_frames.back().place == Place::Policies) {
        beginEntry();
    } else if (object && m_frames.back().place == Place::FailureDetails) {
        beginFailure();
    } else {
        m_capture.clear();
        m_capture.begin(bracket);
    }
    return true;
}

MXLENS_INLINE void ReportBuilder::closeFrame()
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    switch (frame.place) {
    case Place::Report:
        return finishReport(frame);
    case Place::DateRange:
        return noteMissing(
            frame.seen | frame.seenAlias, ReportMember::StartDatetime | ReportMember::EndDatetime);
    case Place::Summary:
        return noteMissing(frame.seen | frame.seenAlias,
            ReportMember::SuccessfulCount | ReportMember::FailureCount);
    case Place::PolicyEntry:
        // {} where a list belongs is an empty list.
        if (!m_frames.back().single || m_entrySeen != 0)
            finishEntry(m_entry, m_entrySeen);
        m_policy = &m_topLevel;
        m_place = {};
        return;
    case Place::FailureDetail:
        return finishFailure(frame);
    case Place::Texts:
        if ((frame.member == ReportMember::MxHost ? m_policy->mxHostCount : m_policy->lineCount)
            == 0)
            m_emptyLists |= bitOf(frame.member);
        return;
    default:
        return;
    }
}

bool ReportBuilder::leave(char bracket)
{
    --m_depth;
    if (m_capture.open()) {
        m_capture.end(bracket);
        if (!m_capture.open())
            oddValue(m_capture.text());
        return true;
    }
    do { // an array that was left out around an object closes with it
        closeFrame();
    } while (!m_frames.empty() && m_frames.back().single);
    m_complete = m_frames.empty();
    return true;
}

void ReportBuilder::open(Place place, ReportMember member, bool single)
{
    m_frames.push_back({ place, objectAt(place), member, single });
}

void ReportBuilder::startObjectMember()
{
    const ReportMember member = m_match.member;
    switch (member) {
    case ReportMember::DateRange:
        return open(Place::DateRange, member);
    case ReportMember::Policy:
        m_notesBefore = m_log.notes();
        return open(Place::Policy, member);
    case ReportMember::Summary:
        return open(Place::Summary, member);
    case ReportMember::Policies:
        note(DeviationCode::WrongType, member, "object", "a list of one");
        open(Place::Policies, member, true);
        return beginEntry();
    case ReportMember::FailureDetails:
        note(DeviationCode::WrongType, member, "object", "a list of one");
        open(Place::FailureDetails, member, true);
        return beginFailure();
    default:
        m_capture.clear();
        m_capture.begin('{');
    }
}

void ReportBuilder::startArrayMember()
{
    const ReportMember member = m_match.member;
    switch (member) {
    case ReportMember::Policies:
        return open(Place::Policies, member);
    case ReportMember::FailureDetails:
        return open(Place::FailureDetails, member);
    case ReportMember::PolicyString:
        m_policy->firstLine = static_cast<std::uint32_t>(m_report.policyLines.size());
        m_policy->lineCount = 0;
        return open(Place::Texts, member);
    case ReportMember::MxHost:
        m_policy->firstMxHost = static_cast<std::uint32_t>(m_report.mxHosts.size());
        m_policy->mxHostCount = 0;
        return open(Place::Texts, member);
    default:
        m_capture.clear();
        m_capture.begin('[');
    }
}

void ReportBuilder::beginReport()
{
    m_mostRows = std::min(m_mostOfDocument, m_rows + m_limits.rows);
    ++m_rows;
    open(Place::Report, ReportMember::Unknown);
    m_report.clear();
    m_log.begin(m_report);
    m_place = {};
    m_entry = {};
    m_topLevel = {};
    m_topLevelSeen = 0;
    m_emptyLists = 0;
    m_policy = &m_topLevel;
    m_policyEvidence = false;
}

void ReportBuilder::finishReport(const Frame& frame)
{
    if (m_topLevelSeen != 0) {
        m_place.topLevelPolicy = true;
        m_place.policy = static_cast<int>(m_report.policies.size());
        finishEntry(m_topLevel, m_topLevelSeen);
    }
    m_place = {};
    const std::uint32_t seen = frame.seen | frame.seenAlias;
    // One key could be anybody's; two are a report, and so is one policy with its members.
    if (std::popcount(seen & reportMembers) < 2 && !m_policyEvidence) {
        ++m_strangers;
        return;
    }
    noteMissing(seen, reportMembers & ~bitOf(ReportMember::Policies));
    if (m_report.policies.empty())
        note(DeviationCode::NoPolicies, ReportMember::Policies);
    checkDateRange(m_report, m_log);
    m_finished(m_report, m_log, !m_frames.empty());
}

void ReportBuilder::beginEntry()
{
    ++m_rows;
    open(Place::PolicyEntry, ReportMember::Unknown);
    m_entry = {};
    m_entrySeen = 0;
    m_policy = &m_entry;
    forgetPolicyBytes();
    m_place = {};
    m_place.policy = static_cast<int>(m_report.policies.size());
}

void ReportBuilder::finishEntry(Policy& policy, std::uint32_t seen)
{
    m_policyEvidence |= (seen & policyMembers) != 0;
    noteMissing(seen, ReportMember::PolicyType | ReportMember::Summary);
    const PolicyType type = policyTypeOf(policy.type);
    if (type != PolicyType::NoPolicyFound)
        noteMissingList(seen, ReportMember::PolicyString);
    if (type == PolicyType::Sts)
        noteMissingList(seen, ReportMember::MxHost);
    m_emptyLists = 0;
    const bool clean = checkPolicy(policy, m_report, m_log, m_place, m_policyKnown);
    if (clean && !m_policyBytes.empty())
        m_memory.learn(m_policyBytes, policy, m_policyMembers, m_report);
    m_report.policies.push_back(policy);
    forgetPolicyBytes();
}

// What was read is not, or not only, a policy object that is known by its bytes.
void ReportBuilder::forgetPolicyBytes()
{
    m_policyBytes = {};
    m_policyKnown = false;
    m_policy->serial = 0;
    m_policy->mode = {}; // is worked out at the end
}

void ReportBuilder::beginFailure()
{
    ++m_rows;
    open(Place::FailureDetail, ReportMember::Unknown);
    m_place.failure = static_cast<int>(m_policy->failureCount);
    m_failure = {};
}

void ReportBuilder::finishFailure(const Frame& frame)
{
    const std::uint32_t seen = frame.seen | frame.seenAlias;
    if (!m_frames.back().single || seen != 0)
        addFailure(m_failure, seen);
    m_place.failure = -1;
}

// At the place that m_place.failure says.
void ReportBuilder::addFailure(FailureDetail& failure, std::uint32_t seen)
{
    noteMissing(seen, failureMembers);
    const FailureDetail* const before
        = m_report.failures.empty() ? nullptr : &m_report.failures.back();
    checkFailure(failure, before, m_log, m_place);
    if (m_policy->failureCount == 0)
        m_policy->firstFailure = static_cast<std::uint32_t>(m_report.failures.size());
    ++m_policy->failureCount;
    m_report.failures.push_back(failure);
}

void ReportBuilder::noteMissing(std::uint32_t seen, std::uint32_t wanted)
{
    for (std::uint32_t missing = wanted & ~seen; missing != 0; missing &= missing - 1)
        note(DeviationCode::MissingMember, static_cast<ReportMember>(std::countr_zero(missing)));
}

// A list that the policy type asks for must be there and hold something.
void ReportBuilder::noteMissingList(std::uint32_t seen, ReportMember member)
{
    noteMissing(seen, bitOf(member));
    if ((m_emptyLists & bitOf(member)) != 0)
        note(DeviationCode::EmptyText, member);
}

void ReportBuilder::note(
    DeviationCode code, ReportMember member, std::string_view written, std::string_view madeOf)
{
    m_log.note(code, member, m_place, written, madeOf);
}

std::uint32_t& ReportBuilder::policySeen()
{
    return m_policy == &m_entry ? m_entrySeen : m_topLevelSeen;
}

// ---- keys ----

ReportObject ReportBuilder::objectAt(Place place)
{
    switch (place) {
    case Place::DateRange:
        return ReportObject::DateRange;
    case Place::PolicyEntry:
        return ReportObject::PolicyEntry;
    case Place::Policy:
        return ReportObject::Policy;
    case Place::Summary:
        return ReportObject::Summary;
    case Place::FailureDetail:
        return ReportObject::FailureDetail;
    default:
        return ReportObject::Report;
    }
}

bool ReportBuilder::key(std::string_view key)
{
    if (m_capture.open()) {
        m_capture.key(key);
        return true;
    }
    Frame& frame = m_frames.back();
    const ReportObject object = frame.object;
    m_match = findMember(object, key);
    if (m_match.member == ReportMember::Unknown) {
        m_key = key;
        return true;
    }
    if (!m_match.alias) {
        m_expected[static_cast<std::size_t>(object)][static_cast<std::size_t>(frame.last)]
            = { quotedKeyOf(m_match.member), m_match.member };
        frame.last = m_match.member;
    }
    return knownKey(frame, key);
}

bool ReportBuilder::keyAsExpected()
{
    Frame& frame = m_frames.back();
    const auto object = static_cast<std::size_t>(frame.object);
    m_match = { m_expected[object][static_cast<std::size_t>(frame.last)].member, false };
    frame.last = m_match.member;
    return knownKey(frame, {});
}

bool ReportBuilder::knownKey(Frame& frame, std::string_view key)
{
    const ReportMember member = m_match.member;
    const std::uint32_t bit = bitOf(member);
    if (m_match.alias && (frame.seen & bit) != 0) {
        // The right key has spoken already: this one is kept as an unknown member.
        m_match.member = ReportMember::Unknown;
        m_key = key;
        return true;
    }
    if (((m_match.alias ? frame.seenAlias : frame.seen) & bit) != 0)
        note(DeviationCode::DuplicateMember, member);
    else if (m_match.alias)
        note(DeviationCode::AliasKey, member, key);
    (m_match.alias ? frame.seenAlias : frame.seen) |= bit;

    const bool ofPolicy = frame.place == Place::Policy || frame.place == Place::PolicyEntry
        || (frame.place == Place::Report && (bit & policyMembers) != 0);
    if (ofPolicy)
        policySeen() |= bit;
    if (frame.place == Place::PolicyEntry && (bit & insidePolicyMembers) != 0)
        forgetPolicyBytes();
    if (frame.place == Place::PolicyEntry && (bit & insidePolicyMembers) != 0
        && !m_place.flattened) {
        note(DeviationCode::FlattenedPolicy, ReportMember::Policy);
        m_place.flattened = true;
    }
    return true;
}

} // namespace mxlens
