// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/evidence.h"

#include "core/diagnosis/denseindex.h"
#include "core/policy/mxpattern.h"
#include "core/query/grouping.h"

#include <algorithm>

namespace mxlens {

namespace {

/// Collects the details of one report after the other.
class Collector final {
public:
    Collector(const Snapshot& snapshot, const Selection& selection, Evidence& result)
        : m_snapshot(snapshot)
        , m_selected(snapshot, selection)
        , m_applied(snapshot)
        , m_result(result)
    {
    }

    void add(const ReportGroup& group)
    {
        for (const std::uint32_t policy : group.policies) {
            for (const std::uint32_t row : m_selected.of(group.report.segmentIndex, policy))
                addDetail(group.report, policy, row);
        }
    }

private:
    void addDetail(const RowPlace& report, std::uint32_t policy, std::uint32_t row)
    {
        const Segment& segment = *report.segment;
        const Count count = segment.failures.count[row];
        if (count == Count::zero())
            return;
        const Cause cause = causeOf(segment, policy, row);
        const StringId mx = isPolicyHostCause(cause) ? 0 : segment.failures.mxKey[row];
        const std::uint32_t index = m_groups.of(
            { segment.policies.domainKey[policy], mx, static_cast<std::uint32_t>(cause) });
        if (index == m_result.groups.size()) {
            m_result.groups.push_back({ segment.policies.domainKey[policy], cause, mx, {} });
            m_result.rows.emplace_back();
        }
        const Snapshot::Part& part = m_snapshot.parts()[report.segmentIndex];
        std::vector<RowId>& rows = m_result.rows[index];
        std::vector<Observation>& observations = m_result.groups[index].observations;
        const RowId reportId = part.firstReport + report.row;
        if (observations.empty() || observations.back().report != reportId) {
            Observation& added = observations.emplace_back();
            added.day = segment.reports.day[report.row];
            added.organization = segment.reports.organization[report.row];
            added.report = reportId;
            added.rows = &rows;
            added.begin = static_cast<std::uint32_t>(rows.size());
        }
        rows.push_back(part.firstFailure + row);
        observations.back().end = static_cast<std::uint32_t>(rows.size());
        observations.back().add(m_applied.typeOf(segment.policies.type[policy]),
            m_applied.of(segment.policies, policy), count);
    }

    Cause causeOf(const Segment& segment, std::uint32_t policy, std::uint32_t row)
    {
        const StringId type = segment.failures.resultType[row];
        const StringId reason = segment.failures.reason[row];
        const std::uint32_t index = m_words.of({ type, reason, 0 });
        if (index == m_causes.size())
            m_causes.push_back(causeOfWords(m_snapshot.text(type), m_snapshot.text(reason)));
        const Cause cause = m_causes[index];
        // What reporters write where an MX is not in the policy at all (RFC 8460 section 4.3.1).
        const bool general
            = cause == Cause::ValidationFailure || cause == Cause::CertificateHostMismatch;
        return general && !covered(segment, policy, segment.failures.mxKey[row])
            ? Cause::MxNotInPolicy
            : cause;
    }

    bool covered(const Segment& segment, std::uint32_t policy, StringId mx)
    {
        const auto& policies = segment.policies;
        if (mx == 0 || m_applied.typeOf(policies.type[policy]) != PolicyType::Sts)
            return true;
        const std::uint32_t index
            = m_covers.of({ policies.mxHosts[policy], policies.policyText[policy], mx });
        if (index == m_covered.size())
            m_covered.push_back(policyCovers(m_snapshot.text(policies.mxHosts[policy]),
                m_snapshot.text(policies.policyText[policy]), m_snapshot.text(mx)));
        return m_covered[index];
    }

    const Snapshot& m_snapshot;
    SelectedFailures m_selected;
    AppliedPolicies m_applied;
    Evidence& m_result;
    DenseIndex m_groups, m_words, m_covers;
    std::vector<Cause> m_causes; ///< By index of m_words.
    std::vector<bool> m_covered; ///< By index of m_covers.
};

} // namespace

void Observation::add(PolicyType type, AppliedPolicy policy, Count failed)
{
    (type == PolicyType::Sts ? sts : type == PolicyType::Tlsa ? tlsa : rest) += failed;
    applied |= 1u << static_cast<unsigned>(policy);
}

Evidence collectEvidence(const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    Evidence result;
    Collector collector(snapshot, selection, result);
    forEachReport(snapshot, selection, std::move(stop),
        [&collector](const ReportGroup& group) { collector.add(group); });
    return result;
}

bool policyCovers(std::string_view mxHosts, std::string_view policyText, std::string_view mx)
{
    // Some reporters give one policy for each MX; its text still names them all.
    std::vector<std::string> patterns = mxPatternsOf(mxHosts, policyText);
    std::ranges::move(mxPatternsOf({}, policyText), std::back_inserter(patterns));
    return patterns.empty() || std::ranges::any_of(patterns, [mx](const std::string& pattern) {
        return mxPatternMatches(pattern, mx);
    });
}

} // namespace mxlens
