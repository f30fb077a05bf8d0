// SPDX-License-Identifier: GPL-3.0-or-later
// What a ReportBuilder takes in one go, in place of the events of its tokens.
#include "core/report/quickpair.h"
#include "core/report/reportbuilder.h"
#include "core/report/reportchecks.h"

namespace mxlens {

namespace {

// Depth that a policy object adds: itself and its lists.
constexpr int policyDepth = 2;

} // namespace

bool ReportBuilder::atPolicy() const
{
    // Report, policies, element: where an array stands around the report, there is one more.
    return m_match.member == ReportMember::Policy && m_frames.size() == 3 && !m_capture.open()
        && m_frames.back().place == Place::PolicyEntry && (m_entrySeen & insidePolicyMembers) == 0
        && m_depth + policyDepth <= m_limits.jsonDepth;
}

std::size_t ReportBuilder::knownPolicy(std::string_view rest)
{
    const PolicyMemory::Entry* const known = m_memory.find(rest);
    if (!known)
        return 0;
    m_entry.type = known->policy.type;
    m_entry.mode = known->policy.mode;
    m_entry.domain = known->policy.domain;
    m_entry.serial = known->policy.serial;
    m_entry.firstLine = static_cast<std::uint32_t>(m_report.policyLines.size());
    m_entry.lineCount = static_cast<std::uint32_t>(known->lines.size());
    m_entry.firstMxHost = static_cast<std::uint32_t>(m_report.mxHosts.size());
    m_entry.mxHostCount = static_cast<std::uint32_t>(known->mxHosts.size());
    m_report.policyLines.insert(
        m_report.policyLines.end(), known->lines.begin(), known->lines.end());
    m_report.mxHosts.insert(m_report.mxHosts.end(), known->mxHosts.begin(), known->mxHosts.end());
    m_rows += known->lines.size() + known->mxHosts.size();
    m_entrySeen |= known->seen;
    m_policyKnown = true;
    return known->bytes.size();
}

void ReportBuilder::policyEnds(std::string_view bytes)
{
    if (m_capture.open() || m_frames.back().place != Place::Policy || m_policy != &m_entry
        || m_log.notes() != m_notesBefore || m_emptyLists != 0)
        return;
    m_policyBytes = bytes;
    m_policyMembers = m_entrySeen & insidePolicyMembers;
}

std::size_t ReportBuilder::quickObject(std::string_view rest)
{
    if (m_capture.open() || m_depth >= m_limits.jsonDepth || tooManyRows())
        return 0;
    switch (m_frames.back().place) {
    case Place::FailureDetails:
        return quickFailure(rest);
    case Place::PolicyEntry:
        return m_match.member == ReportMember::Summary ? quickCounts(rest) : 0;
    case Place::Report:
        return m_match.member == ReportMember::DateRange ? quickRange(rest) : 0;
    default:
        return 0;
    }
}

std::size_t ReportBuilder::quickRange(std::string_view rest)
{
    QuickDateRange range;
    const std::size_t length = quickDateRange(rest, range);
    if (length > 0) {
        m_report.start = dateFromText(range.start, m_log, ReportMember::StartDatetime, m_place);
        m_report.end = dateFromText(range.end, m_log, ReportMember::EndDatetime, m_place);
    }
    return length;
}

std::size_t ReportBuilder::quickCounts(std::string_view rest)
{
    QuickSummary summary;
    const std::size_t length = quickSummary(rest, summary);
    if (length > 0) {
        m_policy->successfulSessions = summary.successful;
        m_policy->failedSessions = summary.failed;
    }
    return length;
}

std::size_t ReportBuilder::quickFailure(std::string_view rest)
{
    m_failure = {};
    const std::size_t length = m_quick.read(rest, m_failure);
    if (length == 0)
        return 0;
    ++m_rows;
    m_place.failure = static_cast<int>(m_policy->failureCount);
    addFailure(m_failure, m_quick.seen());
    m_place.failure = -1;
    return length;
}

} // namespace mxlens
