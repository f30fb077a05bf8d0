// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/totals.h"

#include "core/query/daysums.h"
#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"
#include "core/query/spellings.h"
#include "core/query/treesums.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

// Its reports: [begin, end).
void countSource(const Snapshot::Part& part, std::uint32_t row, std::uint32_t begin,
    std::uint32_t end, Totals& totals)
{
    const auto& sources = part.segment->sources;
    if (sources.outcome[row] == SourceOutcome::NotAReport) {
        ++totals.notReportSources;
        return;
    }
    if (sources.outcome[row] == SourceOutcome::Unreadable) {
        ++totals.unreadableSources;
        return;
    }
    std::size_t duplicates = 0;
    for (std::uint32_t report = begin; report < end; ++report)
        duplicates += (*part.marks)[report] == ReportMark::Duplicate;
    totals.duplicates += duplicates;
    ++(duplicates == end - begin ? totals.duplicateSources : totals.reportSources);
}

void countSources(const Snapshot& snapshot, const Selection& selection, Totals& totals)
{
    totals.sources = selection.sources.size();
    forEachRun<SourceRows>(
        snapshot, selection.sources, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const NumberView first = part.segment->sources.firstReport.view();
            for (std::size_t i = begin; i < end; ++i) {
                const std::uint32_t row = selection.sources[i] - part.firstSource;
                countSource(part, row, first[row], first[row + 1], totals);
            }
        });
}

/// Notes ids, of which there are few.
class FewIds {
public:
    FewIds() { m_last.fill(noId); }

    void add(StringId id)
    {
        StringId& last = m_last[id % m_last.size()];
        if (last == id)
            return;
        last = id;
        m_ids[id] = 1;
    }
    std::size_t size() const { return m_ids.size(); }

private:
    static constexpr StringId noId = 0xFFFFFFFF;
    std::array<StringId, 64> m_last; ///< That came last, of some each.
    NumberMap<char> m_ids;
};

void countReports(const Snapshot& snapshot, const Selection& selection, Totals& totals)
{
    const auto& organizations = snapshot.kept<Organizations>();
    FewIds reporters;
    totals.reports = selection.reports.size();
    const auto count
        = [&](const Snapshot::Part& part, const NumberView& deviations, std::uint32_t row) {
              const auto& reports = part.segment->reports;
              reporters.add(organizations.of(reports.organization[row]));
              if (deviations[row] != deviations[row + 1] || (*part.marks)[row] != ReportMark::None)
                  ++totals.reportsWithDeviations;
              const Day day = reports.day[row];
              if (day == noDay)
                  return;
              totals.firstDay = totals.firstDay == noDay ? day : std::min(totals.firstDay, day);
              totals.lastDay = totals.lastDay == noDay ? day : std::max(totals.lastDay, day);
          };
    forEachRun<ReportRows>(
        snapshot, selection.reports, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const NumberView deviations = part.segment->reports.firstDeviation.view();
            for (std::size_t i = begin; i < end; ++i)
                count(part, deviations, selection.reports[i] - part.firstReport);
        });
    totals.reporters = reporters.size();
}

std::size_t policiesWithUnknownCounts(const Snapshot& snapshot, const Selection& selection)
{
    std::size_t count = 0;
    forEachRun<PolicyRows>(
        snapshot, selection.policies, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const Segment::Policies& policies = part.segment->policies;
            if (policies.successful.allKnown() && policies.failed.allKnown())
                return;
            for (std::size_t i = begin; i < end; ++i) {
                const std::size_t row = selection.policies[i] - part.firstPolicy;
                count += !policies.successful[row].known() || !policies.failed[row].known();
            }
        });
    return count;
}

// Sources and reports, side by side where there are many.
Totals countRows(const Snapshot& snapshot, const Selection& selection)
{
    Totals ofSources, totals;
    const auto count = [&](std::size_t what) {
        if (what == 0) {
            countReports(snapshot, selection, totals);
        } else {
            countSources(snapshot, selection, ofSources);
            ofSources.unknownCounts = policiesWithUnknownCounts(snapshot, selection);
        }
    };
    if (selection.reports.size() > rowsOfShare) {
        inParallel(2, count);
    } else {
        count(0);
        count(1);
    }
    totals.sources = ofSources.sources;
    totals.reportSources = ofSources.reportSources;
    totals.notReportSources = ofSources.notReportSources;
    totals.unreadableSources = ofSources.unreadableSources;
    totals.duplicateSources = ofSources.duplicateSources;
    totals.duplicates = ofSources.duplicates;
    totals.unknownCounts = ofSources.unknownCounts;
    return totals;
}

// What the headline says about policies.
class TotalSums {
public:
    explicit TotalSums(const Snapshot& snapshot)
        : m_ofReport(snapshot)
    {
    }

    void add(const ReportGroup& group)
    {
        for (const DomainFigures& domain : m_ofReport.byDomain(group)) {
            if (domain.domain != 0)
                m_domains[domain.domain] = 1;
            m_figures += domain.figures;
        }
    }
    void merge(const TotalSums& other)
    {
        for (const auto& entry : other.m_domains.entries())
            m_domains[entry.key] = 1;
        m_figures += other.m_figures;
    }
    std::size_t domains() const { return m_domains.size(); }
    const SessionFigures& figures() const { return m_figures; }

private:
    ReportFigures m_ofReport;
    NumberMap<char> m_domains;
    SessionFigures m_figures;
};

// The tree without anything else.
class OnlyTree {
public:
    OnlyTree(const Snapshot& snapshot, const DetailPlaces& places, const Selection& selection,
        const ReportShare& share)
        : m_figures(snapshot)
        , m_tree(snapshot, places, selection, share, {})
    {
    }

    void add(const ReportGroup& group) { m_tree.add(m_figures.byDomain(group)); }
    void merge(const OnlyTree& other) { m_tree.merge(other.m_tree); }
    const TreeSums& tree() const { return m_tree; }

private:
    ReportFigures m_figures;
    TreeSums m_tree;
};

// Tree and days in one go: reports are looked at once.
class OverviewSums {
public:
    OverviewSums(const Snapshot& snapshot, const DetailPlaces& places, const Selection& selection,
        const ReportShare& share, const std::stop_token& stop)
        : m_figures(snapshot)
        , m_tree(snapshot, places, selection, share, stop)
    {
    }

    void add(const ReportGroup& group)
    {
        const std::vector<DomainFigures>& domains = m_figures.byDomain(group);
        m_tree.add(domains);
        SessionFigures sum;
        for (const DomainFigures& domain : domains)
            sum += domain.figures;
        m_days.add(group, sum);
    }
    void merge(const OverviewSums& other)
    {
        m_tree.merge(other.m_tree);
        m_days.merge(other.m_days);
    }
    const TreeSums& tree() const { return m_tree; }
    const DaySums& days() const { return m_days; }

private:
    ReportFigures m_figures;
    TreeSums m_tree;
    DaySums m_days;
};

} // namespace

SessionFigures reportFigures(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t from, std::uint32_t to)
{
    // Most reports are about one domain, whose policies need no sorting.
    const auto& policies = segment.policies;
    DomainTally tally;
    bool oneDomain = true;
    for (std::uint32_t row = from; row < to && oneDomain; ++row) {
        oneDomain = policies.domainKey[row] == policies.domainKey[from];
        tally.add(policyTypeOf(snapshot.text(policies.type[row])), policies.successful[row],
            policies.failed[row]);
    }
    if (oneDomain)
        return from < to ? tally.figures() : SessionFigures();
    ReportGroup group;
    group.report.segment = &segment;
    for (std::uint32_t row = from; row < to; ++row)
        group.policies.push_back(row);
    return ReportFigures(snapshot).sum(group);
}

Totals totals(const Snapshot& snapshot, const Selection& selection)
{
    Totals totals = countRows(snapshot, selection);
    const auto sums = sumsOverReports(
        snapshot, selection, {}, [&](const ReportShare&) { return TotalSums(snapshot); });
    totals.figures = sums.figures();
    totals.domains = sums.domains();
    return totals;
}

std::vector<DomainNode> domainTree(const Snapshot& snapshot, const Selection& selection)
{
    const auto& places = snapshot.kept<DetailPlaces>();
    const auto sums = sumsOverReports(snapshot, selection, {},
        [&](const ReportShare& share) { return OnlyTree(snapshot, places, selection, share); });
    return treeOf(snapshot, sums.tree());
}

Overview overview(const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    Overview overview;
    overview.totals = countRows(snapshot, selection);
    const auto& places = snapshot.kept<DetailPlaces>();
    const auto sums = sumsOverReports(snapshot, selection, stop, [&](const ReportShare& share) {
        return OverviewSums(snapshot, places, selection, share, stop);
    });
    for (const auto& [domain, figures] : sums.tree().domains().entries()) {
        overview.totals.figures += figures;
        overview.totals.domains += domain != 0;
    }
    overview.tree = treeOf(snapshot, sums.tree());
    overview.days = sums.days().inOrder();
    return overview;
}

} // namespace mxlens
