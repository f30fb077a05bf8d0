// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"

#include "core/query/matcher.h"

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

} // namespace

Selection select(const Snapshot& snapshot, const Filter& filter, std::stop_token stop)
{
    Selection selection;
    Matcher matcher(snapshot, filter);
    PartSelector selector(snapshot, matcher, selection);
    for (const std::uint32_t part : snapshot.inputOrder()) {
        if (stop.stop_requested())
            break;
        selector.run(part);
    }
    return selection;
}

} // namespace mxlens
