// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/detailbalance.h"

#include "core/report/resulttype.h"

namespace mxlens {

namespace {

/// Failures of one domain in one report, as its summaries and as its details say.
struct Sides {
    DomainTally summaries;
    DomainTally details;
    bool complete = true; ///< Every detail has a count.
};

/// Collects the policies of one report after the other.
class Collector final {
public:
    explicit Collector(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    void add(const RowPlace& policy)
    {
        const Segment::Policies& policies = policy.segment->policies;
        const std::uint32_t report = policies.report[policy.row];
        if (policy.segment != m_segment || report != m_report)
            closeReport();
        m_segment = policy.segment;
        m_report = report;
        // What nobody counted has no rest, and what its details say is none either.
        if (!policies.failed[policy.row].known())
            return;
        const PolicyType type = policyTypeOf(m_snapshot.text(policies.type[policy.row]));
        Sides& sides = m_sides[policies.domainKey[policy.row]];
        sides.summaries.add(type, {}, policies.failed[policy.row]);
        Count sum = Count::zero();
        for (std::uint32_t row = policies.firstFailure[policy.row];
             row < policies.firstFailure[policy.row + 1]; ++row) {
            const Count count = policy.segment->failures.count[row];
            sum += count;
            sides.complete = sides.complete && count.known();
        }
        sides.details.add(type, {}, sum);
    }

    std::map<std::string, DetailBalance> take()
    {
        closeReport();
        return std::move(m_balances);
    }

private:
    void closeReport()
    {
        for (const auto& [domain, sides] : m_sides) {
            const std::int64_t rest = sides.summaries.figures().failed.valueOr(0)
                - sides.details.figures().failed.valueOr(0);
            // A detail without a count may be about any rest, but makes no overlap smaller.
            if (rest == 0 || (rest > 0 && !sides.complete))
                continue;
            DetailBalance& balance = m_balances[std::string(m_snapshot.text(domain))];
            (rest > 0 ? balance.notDetailed : balance.overlap) += Count(rest > 0 ? rest : -rest);
        }
        m_sides.clear();
    }

    const Snapshot& m_snapshot;
    const Segment* m_segment = nullptr;
    std::uint32_t m_report = 0;
    std::map<StringId, Sides> m_sides;
    std::map<std::string, DetailBalance> m_balances;
};

} // namespace

std::map<std::string, DetailBalance> detailBalances(
    const Snapshot& snapshot, const Selection& selection)
{
    Collector collector(snapshot);
    for (const RowId id : selection.policies)
        collector.add(snapshot.policy(id));
    return collector.take();
}

} // namespace mxlens
