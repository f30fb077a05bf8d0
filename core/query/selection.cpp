// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"

#include "core/query/matcher.h"
#include "core/query/parallel.h"

#include <cstddef>
#include <numeric>

namespace mxlens {

namespace {

// Applies a filter to one part of a snapshot and appends to a selection.
class PartSelector {
public:
    PartSelector(const Snapshot& snapshot, Matcher& matcher, Selection& selection)
        : m_snapshot(snapshot)
        , m_matcher(matcher)
        , m_selection(selection)
    {
    }

    void run(std::uint32_t partIndex)
    {
        m_part = &m_snapshot.parts()[partIndex];
        m_partIndex = partIndex;
        const auto& sources = m_part->segment->sources;
        for (std::uint32_t row = 0; row < sources.name.size(); ++row) {
            const RowPlace place{ m_part->segment.get(), partIndex, row };
            bool in = false;
            if (sources.firstReport[row] == sources.firstReport[row + 1])
                in = m_matcher.sourceIsIn(place);
            for (std::uint32_t report = sources.firstReport[row];
                 report < sources.firstReport[row + 1]; ++report)
                in |= takeReport(report);
            if (in)
                m_selection.sources.push_back(m_part->firstSource + row);
        }
    }

private:
    // Whether the report is in. The rows of a duplicate are looked at, never taken.
    bool takeReport(std::uint32_t row)
    {
        const RowPlace place{ m_part->segment.get(), m_partIndex, row };
        if (!m_matcher.enterReport(place))
            return false;
        const bool take = m_snapshot.mark(place) != ReportMark::Duplicate;
        const auto& reports = m_part->segment->reports;
        const std::uint32_t begin = reports.firstPolicy[row];
        const std::uint32_t end = reports.firstPolicy[row + 1];
        bool in = begin == end && m_matcher.reportIsInByItself();
        for (std::uint32_t policy = begin; policy < end; ++policy)
            in |= takePolicy(policy, take);
        if (in && take)
            m_selection.reports.push_back(m_part->firstReport + row);
        return in;
    }

    bool takePolicy(std::uint32_t row, bool take)
    {
        if (!m_matcher.enterPolicy(row))
            return false;
        const auto& policies = m_part->segment->policies;
        bool in = false;
        for (std::uint32_t failure = policies.firstFailure[row];
             failure < policies.firstFailure[row + 1]; ++failure) {
            if (!m_matcher.failureIsIn(failure))
                continue;
            in = true;
            if (take)
                m_selection.failures.push_back(m_part->firstFailure + failure);
        }
        in = m_matcher.policyIsIn(in);
        if (in && take)
            m_selection.policies.push_back(m_part->firstPolicy + row);
        return in;
    }

    const Snapshot& m_snapshot;
    Matcher& m_matcher;
    Selection& m_selection;
    const Snapshot::Part* m_part = nullptr;
    std::uint32_t m_partIndex = 0;
};

// Appends numbers first, first + 1 and so on.
void appendRange(std::vector<RowId>& rows, RowId first, std::size_t count)
{
    const std::size_t size = rows.size();
    rows.resize(size + count);
    std::iota(rows.begin() + static_cast<std::ptrdiff_t>(size), rows.end(), first);
}

// What no filter leaves of a part: everything but the rows of duplicates.
void takeAll(const Snapshot::Part& part, Selection& selection)
{
    const Segment& segment = *part.segment;
    appendRange(selection.sources, part.firstSource, segment.sources.name.size());
    const auto reports = static_cast<std::uint32_t>(segment.reports.key.size());
    for (std::uint32_t begin = 0; begin < reports;) {
        if ((*part.marks)[begin] == ReportMark::Duplicate) {
            ++begin;
            continue;
        }
        std::uint32_t end = begin + 1;
        while (end < reports && (*part.marks)[end] != ReportMark::Duplicate)
            ++end;
        const std::uint32_t firstPolicy = segment.reports.firstPolicy[begin];
        const std::uint32_t endPolicy = segment.reports.firstPolicy[end];
        const std::uint32_t firstFailure = segment.policies.firstFailure[firstPolicy];
        const std::uint32_t endFailure = segment.policies.firstFailure[endPolicy];
        appendRange(selection.reports, part.firstReport + begin, end - begin);
        appendRange(selection.policies, part.firstPolicy + firstPolicy, endPolicy - firstPolicy);
        appendRange(
            selection.failures, part.firstFailure + firstFailure, endFailure - firstFailure);
        begin = end;
    }
}

// Lists of parts as one, in their order.
std::vector<RowId> joined(const std::vector<Selection>& parts, std::vector<RowId> Selection::*list)
{
    std::size_t count = 0;
    for (const Selection& part : parts)
        count += (part.*list).size();
    std::vector<RowId> rows;
    rows.reserve(count);
    for (const Selection& part : parts)
        rows.insert(rows.end(), (part.*list).begin(), (part.*list).end());
    return rows;
}

} // namespace

Selection select(const Snapshot& snapshot, const Filter& filter, std::stop_token stop)
{
    Selection selection;
    const std::vector<std::uint32_t>& order = snapshot.inputOrder();
    if (filter.empty()) {
        selection.sources.reserve(snapshot.sourceCount());
        selection.reports.reserve(snapshot.reportCount());
        selection.policies.reserve(snapshot.policyCount());
        selection.failures.reserve(snapshot.failureCount());
        for (const std::uint32_t part : order)
            takeAll(snapshot.parts()[part], selection);
        return selection;
    }
    KnownTexts known(filter.terms.size(), snapshot.pool().size());
    KnownTexts knownAddresses(filter.terms.size(), snapshot.addresses().size());
    std::vector<Selection> parts(order.size());
    inParallel(order.size(), [&](std::size_t i) {
        if (stop.stop_requested())
            return;
        Matcher matcher(snapshot, filter, known, knownAddresses);
        PartSelector(snapshot, matcher, parts[i]).run(order[i]);
    });
    selection.sources = joined(parts, &Selection::sources);
    selection.reports = joined(parts, &Selection::reports);
    selection.policies = joined(parts, &Selection::policies);
    selection.failures = joined(parts, &Selection::failures);
    return selection;
}

} // namespace mxlens
