// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/evidence.h"

#include "core/diagnosis/batch.h"
#include "core/diagnosis/denseindex.h"
#include "core/policy/mxpattern.h"
#include "core/query/grouping.h"
#include "core/query/spellings.h"

#include <algorithm>

namespace mxlens {

namespace {

/// A failure detail on its way to its group.
struct Detail {
    Count count;
    Count likely; ///< count or, where it is unknown, what the summary leaves for it.
    Day day = noDay;
    StringId organization = 0;
    RowId report = 0;
    RowId failure = 0;
    PolicyType type = PolicyType::Other;
    AppliedPolicy applied = AppliedPolicy::Unknown;
};

/// Collects the details of one report after the other.
class Collector final {
public:
    Collector(const Snapshot& snapshot, const Selection& selection, const ReportShare& share,
        Evidence& result)
        : m_snapshot(snapshot)
        , m_selected(snapshot, selection, share)
        , m_applied(snapshot)
        , m_organizations(snapshot.kept<Organizations>())
        , m_result(result)
    {
    }

    void add(const ReportGroup& group)
    {
        const Segment& segment = *group.report.segment;
        const Snapshot::Part& part = m_snapshot.parts()[group.report.segmentIndex];
        Detail detail;
        detail.day = segment.reports.day[group.report.row];
        detail.organization = m_organizations.of(segment.reports.organization[group.report.row]);
        detail.report = part.firstReport + group.report.row;
        for (const std::uint32_t policy : group.policies) {
            const auto failures = m_selected.of(group.report.segmentIndex, policy);
            if (failures.empty())
                continue;
            detail.type = m_applied.typeOf(segment.policies.type[policy]);
            detail.applied = m_applied.of(segment.policies, policy);
            Count likely;
            for (const RowId failure : failures) {
                const std::uint32_t row = failure - part.firstFailure;
                detail.count = segment.failures.count[row];
                detail.failure = failure;
                if (!detail.count.known() && !likely.known())
                    likely = likelyOf(segment, policy);
                detail.likely = detail.count.known() ? detail.count : likely;
                if (detail.count != Count::zero())
                    m_batch.add(groupOf(segment, policy, row), detail);
            }
        }
        if (m_batch.full())
            flush();
    }

    /// Hands what is collected to the groups; to be called at the end, too.
    void flush()
    {
        m_batch.flush([this](std::uint32_t index, const Detail& detail) { keep(index, detail); });
    }

private:
    // Details of one report and group come one behind the other.
    void keep(std::uint32_t index, const Detail& detail)
    {
        std::vector<RowId>& rows = *m_rows[index];
        std::vector<Observation>& observations = m_result.groups[index].observations;
        const bool isNew = observations.empty() || observations.back().report != detail.report;
        if (isNew) {
            Observation& added = observations.emplace_back();
            added.day = detail.day;
            added.organization = detail.organization;
            added.report = detail.report;
            added.rows = &rows;
            added.begin = static_cast<std::uint32_t>(rows.size());
            m_sum = {};
            m_likely = {};
        }
        rows.push_back(detail.failure);
        m_sum.add(detail.type, detail.count);
        m_likely.add(detail.type, detail.likely);
        Observation& observation = observations.back();
        observation.failed = m_sum.sum();
        observation.likely = static_cast<double>(m_likely.sum().valueOr(1));
        observation.applied |= appliedBit(detail.applied);
        observation.end = static_cast<std::uint32_t>(rows.size());
    }

    // What the summary of a policy leaves for each of its details that has no count.
    static Count likelyOf(const Segment& segment, std::uint32_t policy)
    {
        const std::uint32_t begin = segment.policies.firstFailure[policy];
        const std::uint32_t end = segment.policies.firstFailure[policy + 1];
        std::int64_t rest = segment.policies.failed[policy].valueOr(0);
        std::int64_t unknown = 0;
        for (std::uint32_t row = begin; row < end; ++row) {
            const Count count = segment.failures.count[row];
            rest = std::max<std::int64_t>(0, rest - count.valueOr(0));
            unknown += count.known() ? 0 : 1;
        }
        return Count(std::max<std::int64_t>(1, rest / std::max<std::int64_t>(1, unknown)));
    }

    std::uint32_t groupOf(const Segment& segment, std::uint32_t policy, std::uint32_t row)
    {
        const Cause cause = causeOf(segment, policy, row);
        const StringId domain = segment.policies.domainKey[policy];
        const StringId mx = isPolicyHostCause(cause) ? 0 : segment.failures.mxKey[row];
        const std::uint32_t index = m_groups.of({ domain, mx, static_cast<std::uint32_t>(cause) });
        if (index == m_result.groups.size()) {
            m_result.groups.push_back({ domain, cause, mx, {} });
            m_rows.push_back(&m_result.rows.emplace_back());
        }
        return index;
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
    const Organizations& m_organizations;
    Evidence& m_result;
    std::vector<std::vector<RowId>*> m_rows; ///< Of each group.
    Batch<Detail> m_batch;
    FailedSum m_sum, m_likely; ///< Of the observation added last.
    DenseIndex m_groups, m_words, m_covers;
    std::vector<Cause> m_causes; ///< By index of m_words.
    std::vector<bool> m_covered; ///< By index of m_covers.
};

/// Puts together what was collected from neighbouring shares, as if it had been collected in one
/// go. A report lies in one share alone.
Evidence joined(std::vector<Evidence>& parts)
{
    Evidence result;
    DenseIndex index;
    std::vector<std::vector<EvidenceGroup*>> sameGroups; // Of each part that has it.
    for (Evidence& part : parts) {
        for (EvidenceGroup& group : part.groups) {
            const std::uint32_t place
                = index.of({ group.domain, group.mx, static_cast<std::uint32_t>(group.cause) });
            if (place == result.groups.size()) {
                result.groups.push_back({ group.domain, group.cause, group.mx, {} });
                sameGroups.emplace_back();
            }
            sameGroups[place].push_back(&group);
        }
        result.rows.splice(result.rows.end(), part.rows);
    }
    inStretches(result.groups.size(), [&](std::size_t i) {
        std::size_t count = 0;
        for (const EvidenceGroup* const group : sameGroups[i])
            count += group->observations.size();
        std::vector<Observation>& observations = result.groups[i].observations;
        observations.reserve(count);
        for (EvidenceGroup* const group : sameGroups[i]) {
            std::ranges::copy(group->observations, std::back_inserter(observations));
            group->observations = {};
        }
    });
    return result;
}

} // namespace

Evidence collectEvidence(const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const std::vector<ReportShare> shares = reportShares(snapshot, selection);
    std::vector<Evidence> parts(shares.size());
    inParallel(shares.size(), [&](std::size_t i) {
        Collector collector(snapshot, selection, shares[i], parts[i]);
        forEachReport(snapshot, selection, shares[i], stop,
            [&collector](const ReportGroup& group) { collector.add(group); });
        collector.flush();
    });
    return parts.size() > 1 ? joined(parts) : std::move(parts.front());
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
