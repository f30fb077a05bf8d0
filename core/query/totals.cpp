// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/totals.h"

#include "core/query/grouping.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace mxlens {

namespace {

void countSources(const Snapshot& snapshot, const Selection& selection, Totals& totals)
{
    totals.sources = selection.sources.size();
    for (const RowId id : selection.sources) {
        const RowPlace place = snapshot.source(id);
        const auto& sources = place.segment->sources;
        if (sources.outcome[place.row] == SourceOutcome::NotAReport) {
            ++totals.notReportSources;
            continue;
        }
        if (sources.outcome[place.row] == SourceOutcome::Unreadable) {
            ++totals.unreadableSources;
            continue;
        }
        std::size_t duplicates = 0;
        const std::uint32_t begin = sources.firstReport[place.row];
        const std::uint32_t end = sources.firstReport[place.row + 1];
        for (std::uint32_t row = begin; row < end; ++row) {
            if (snapshot.mark({ place.segment, place.segmentIndex, row }) == ReportMark::Duplicate)
                ++duplicates;
        }
        totals.duplicates += duplicates;
        ++(duplicates == end - begin ? totals.duplicateSources : totals.reportSources);
    }
}

void countReports(const Snapshot& snapshot, const Selection& selection, Totals& totals)
{
    std::unordered_set<StringId> reporters;
    totals.reports = selection.reports.size();
    for (const RowId id : selection.reports) {
        const RowPlace place = snapshot.report(id);
        const auto& reports = place.segment->reports;
        reporters.insert(reports.organization[place.row]);
        if (reports.firstDeviation[place.row] != reports.firstDeviation[place.row + 1]
            || snapshot.mark(place) != ReportMark::None)
            ++totals.reportsWithDeviations;
        const Day day = reports.day[place.row];
        if (day == noDay)
            continue;
        totals.firstDay = totals.firstDay == noDay ? day : std::min(totals.firstDay, day);
        totals.lastDay = totals.lastDay == noDay ? day : std::max(totals.lastDay, day);
    }
    totals.reporters = reporters.size();
}

// Failures by domain, MX and result type while they are collected.
struct MxSums {
    Count failed;
    std::map<StringId, Count> resultTypes;
};
struct DomainSums {
    SessionFigures figures;
    std::map<StringId, MxSums> mxs;
};

void addDetails(const Snapshot& snapshot, const ReportGroup& group, SelectedFailures& selected,
    std::map<StringId, DomainSums>& sums)
{
    const auto& policies = group.report.segment->policies;
    const auto& failures = group.report.segment->failures;
    // Within one report sts and tlsa are the same sessions, so the larger of the two counts.
    std::map<std::pair<StringId, StringId>, DomainTally> byMx;
    std::map<std::array<StringId, 3>, DomainTally> byType;
    for (const std::uint32_t policy : group.policies) {
        const PolicyType type = policyTypeOf(snapshot.text(policies.type[policy]));
        const StringId domain = policies.domainKey[policy];
        for (const std::uint32_t row : selected.of(group.report.segmentIndex, policy)) {
            const StringId mx = failures.mxKey[row];
            byMx[{ domain, mx }].add(type, {}, failures.count[row]);
            byType[{ domain, mx, failures.resultType[row] }].add(type, {}, failures.count[row]);
        }
    }
    for (const auto& [key, tally] : byMx)
        sums[key.first].mxs[key.second].failed += tally.figures().failed;
    for (const auto& [key, tally] : byType)
        sums[key[0]].mxs[key[1]].resultTypes[key[2]] += tally.figures().failed;
}

MxNode nodeOf(const Snapshot& snapshot, StringId mx, const MxSums& sums)
{
    MxNode node{ std::string(snapshot.text(mx)), sums.failed, {} };
    for (const auto& [type, failed] : sums.resultTypes)
        node.resultTypes.push_back({ std::string(snapshot.text(type)), failed });
    std::sort(node.resultTypes.begin(), node.resultTypes.end(),
        [](const ResultTypeNode& a, const ResultTypeNode& b) {
            return a.failed != b.failed ? a.failed > b.failed : a.resultType < b.resultType;
        });
    return node;
}

} // namespace

SessionFigures reportFigures(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t from, std::uint32_t to)
{
    ReportGroup group;
    group.report.segment = &segment;
    for (std::uint32_t row = from; row < to; ++row)
        group.policies.push_back(row);
    return figuresOf(snapshot, group);
}

Totals totals(const Snapshot& snapshot, const Selection& selection)
{
    Totals totals;
    countSources(snapshot, selection, totals);
    countReports(snapshot, selection, totals);
    std::unordered_set<StringId> domains;
    std::vector<DomainFigures> ofReport;
    forEachReport(snapshot, selection, {}, [&](const ReportGroup& group) {
        figuresByDomain(snapshot, group, ofReport);
        for (const DomainFigures& domain : ofReport) {
            domains.insert(domain.domain);
            totals.figures += domain.figures;
        }
    });
    domains.erase(0);
    totals.domains = domains.size();
    return totals;
}

std::vector<DomainNode> domainTree(const Snapshot& snapshot, const Selection& selection)
{
    std::map<StringId, DomainSums> sums;
    SelectedFailures selected(snapshot, selection);
    std::vector<DomainFigures> ofReport;
    forEachReport(snapshot, selection, {}, [&](const ReportGroup& group) {
        figuresByDomain(snapshot, group, ofReport);
        for (const DomainFigures& domain : ofReport)
            sums[domain.domain].figures += domain.figures;
        addDetails(snapshot, group, selected, sums);
    });
    std::vector<DomainNode> tree;
    for (const auto& [domain, content] : sums) {
        DomainNode node{ std::string(snapshot.text(domain)), content.figures, {} };
        for (const auto& [mx, mxSums] : content.mxs)
            node.mxs.push_back(nodeOf(snapshot, mx, mxSums));
        std::sort(node.mxs.begin(), node.mxs.end(), [](const MxNode& a, const MxNode& b) {
            return a.failed != b.failed ? a.failed > b.failed : a.mx < b.mx;
        });
        tree.push_back(std::move(node));
    }
    std::sort(tree.begin(), tree.end(), [](const DomainNode& a, const DomainNode& b) {
        if (a.figures.failed != b.figures.failed)
            return a.figures.failed > b.figures.failed;
        if (a.figures.sessions != b.figures.sessions)
            return a.figures.sessions > b.figures.sessions;
        return a.domain < b.domain;
    });
    return tree;
}

} // namespace mxlens
