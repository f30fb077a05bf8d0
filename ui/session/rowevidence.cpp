// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rowevidence.h"

#include <utility>

namespace mxlens {

namespace {

/// One bit for each row of a table.
class RowSet final {
public:
    explicit RowSet(RowId count)
        : m_bits(count)
    {
    }

    void add(RowId id)
    {
        if (id < m_bits.size())
            m_bits[id] = true;
    }
    bool has(RowId id) const { return id < m_bits.size() && m_bits[id]; }

private:
    std::vector<bool> m_bits;
};

std::vector<RowId> kept(const std::vector<RowId>& rows, const RowSet& wanted)
{
    std::vector<RowId> result;
    for (const RowId id : rows) {
        if (wanted.has(id))
            result.push_back(id);
    }
    return result;
}

} // namespace

bool RowEvidence::holdsIn(const Snapshot& other) const
{
    return snapshot && &snapshot->pool() == &other.pool();
}

Selection narrowedTo(const RowEvidence& evidence, const Snapshot& snapshot,
    const Selection& selection, const Selection& around, const std::stop_token& stop)
{
    if (!evidence.holdsIn(snapshot) || stop.stop_requested())
        return {};
    RowSet failures(snapshot.failureCount());
    for (const RowId id : evidence.failures)
        failures.add(id);
    Selection result;
    result.failures = kept(selection.failures, failures);
    RowSet policies(snapshot.policyCount());
    for (const RowId id : result.failures)
        policies.add(snapshot.policyOfFailure(id));
    for (const RowId id : evidence.policies)
        policies.add(id);
    result.policies = kept(around.policies, policies);
    RowSet reports(snapshot.reportCount());
    for (const RowId id : result.policies)
        reports.add(snapshot.reportOfPolicy(id));
    result.reports = kept(around.reports, reports);
    RowSet sources(snapshot.sourceCount());
    for (const RowId id : result.reports)
        sources.add(snapshot.sourceOfReport(id));
    result.sources = kept(around.sources, sources);
    return result;
}

} // namespace mxlens
