// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/totals.h"

#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/rowruns.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

void countSource(const Snapshot::Part& part, std::uint32_t row, Totals& totals)
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
    const std::uint32_t begin = sources.firstReport[row];
    const std::uint32_t end = sources.firstReport[row + 1];
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
            for (std::size_t i = begin; i < end; ++i)
                countSource(part, selection.sources[i] - part.firstSource, totals);
        });
}

void countReports(const Snapshot& snapshot, const Selection& selection, Totals& totals)
{
    NumberMap<char> reporters;
    totals.reports = selection.reports.size();
    const auto count = [&](const Snapshot::Part& part, std::uint32_t row) {
        const auto& reports = part.segment->reports;
        reporters[reports.organization[row]] = 1;
        if (reports.firstDeviation[row] != reports.firstDeviation[row + 1]
            || (*part.marks)[row] != ReportMark::None)
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
            for (std::size_t i = begin; i < end; ++i)
                count(part, selection.reports[i] - part.firstReport);
        });
    totals.reporters = reporters.size();
}

// Collects the failures of MX and result types below domains. MX are told apart by domain and
// name, result types by MX and name.
class DetailSums {
public:
    struct Sum {
        std::uint32_t parent = 0; ///< Id of the domain, or number of the MX.
        StringId name = 0;
        Count failed;
    };

    DetailSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
        : m_snapshot(snapshot)
        , m_selected(snapshot, selection, share)
    {
    }

    void add(const ReportGroup& group, PolicyTypes& types)
    {
        const auto& policies = group.report.segment->policies;
        bool sts = false;
        bool tlsa = false;
        for (const std::uint32_t policy : group.policies) {
            const PolicyType type = types.of(policies.type[policy]);
            sts |= type == PolicyType::Sts;
            tlsa |= type == PolicyType::Tlsa;
        }
        if (sts && tlsa)
            addTwice(group, types);
        else
            addOnce(group);
    }

    void merge(const DetailSums& other)
    {
        std::vector<std::uint32_t> mxs;
        for (const Sum& sum : other.m_mxs) {
            mxs.push_back(mxNumber(sum.parent, sum.name));
            m_mxs[mxs.back()].failed += sum.failed;
        }
        for (const Sum& sum : other.m_types)
            m_types[typeNumber(mxs[sum.parent], sum.name)].failed += sum.failed;
    }

    const std::vector<Sum>& mxs() const { return m_mxs; }
    const std::vector<Sum>& resultTypes() const { return m_types; }

private:
    std::uint32_t numberOf(NumberMap<std::uint32_t>& numbers, std::vector<Sum>& sums,
        std::uint32_t parent, StringId name)
    {
        std::uint32_t& number = numbers[pairKey(parent, name)];
        if (number == 0) {
            sums.push_back({ parent, name, {} });
            number = static_cast<std::uint32_t>(sums.size());
        }
        return number - 1;
    }
    std::uint32_t mxNumber(StringId domain, StringId mx)
    {
        return numberOf(m_mxNumbers, m_mxs, domain, mx);
    }
    std::uint32_t typeNumber(std::uint32_t mx, StringId type)
    {
        return numberOf(m_typeNumbers, m_types, mx, type);
    }

    // Nothing in the report is counted twice: the sums are plain ones.
    void addOnce(const ReportGroup& group)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        for (const std::uint32_t policy : group.policies) {
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                const std::uint32_t mx = mxNumber(policies.domainKey[policy], failures.mxKey[row]);
                m_mxs[mx].failed += failures.count[row];
                m_types[typeNumber(mx, failures.resultType[row])].failed += failures.count[row];
            }
        }
    }

    // Within one report sts and tlsa are the same sessions, so the larger of the two counts.
    void addTwice(const ReportGroup& group, PolicyTypes& types)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        NumberMap<DomainTally> byMx;
        NumberMap<DomainTally> byType;
        for (const std::uint32_t policy : group.policies) {
            const PolicyType type = types.of(policies.type[policy]);
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                const std::uint32_t mx = mxNumber(policies.domainKey[policy], failures.mxKey[row]);
                byMx[mx].add(type, {}, failures.count[row]);
                byType[typeNumber(mx, failures.resultType[row])].add(type, {}, failures.count[row]);
            }
        }
        for (const auto& [mx, tally] : byMx.entries())
            m_mxs[mx].failed += tally.figures().failed;
        for (const auto& [number, tally] : byType.entries())
            m_types[number].failed += tally.figures().failed;
    }

    const Snapshot& m_snapshot;
    SelectedFailures m_selected;
    NumberMap<std::uint32_t> m_mxNumbers, m_typeNumbers;
    std::vector<Sum> m_mxs, m_types;
};

// Everything that the tree shows.
class TreeSums {
public:
    TreeSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
        : m_figures(snapshot)
        , m_details(snapshot, selection, share)
    {
    }

    void add(const ReportGroup& group)
    {
        for (const DomainFigures& domain : m_figures.byDomain(group))
            m_domains[domain.domain] += domain.figures;
        m_details.add(group, m_figures.types());
    }
    void merge(const TreeSums& other)
    {
        for (const auto& [domain, figures] : other.m_domains.entries())
            m_domains[domain] += figures;
        m_details.merge(other.m_details);
    }
    const NumberMap<SessionFigures>& domains() const { return m_domains; }
    const DetailSums& details() const { return m_details; }

private:
    ReportFigures m_figures;
    NumberMap<SessionFigures> m_domains;
    DetailSums m_details;
};

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

// The MX nodes of a domain without their order, and result types in it.
std::vector<MxNode> mxNodes(const Snapshot& snapshot, const DetailSums& sums)
{
    std::vector<MxNode> nodes;
    nodes.reserve(sums.mxs().size());
    for (const DetailSums::Sum& mx : sums.mxs())
        nodes.push_back({ std::string(snapshot.text(mx.name)), mx.failed, {} });
    for (const DetailSums::Sum& type : sums.resultTypes())
        nodes[type.parent].resultTypes.push_back(
            { std::string(snapshot.text(type.name)), type.failed });
    for (MxNode& node : nodes)
        std::sort(node.resultTypes.begin(), node.resultTypes.end(),
            [](const ResultTypeNode& a, const ResultTypeNode& b) {
                return a.failed != b.failed ? a.failed > b.failed : a.resultType < b.resultType;
            });
    return nodes;
}

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
    Totals totals;
    countSources(snapshot, selection, totals);
    countReports(snapshot, selection, totals);
    const auto sums = sumsOverReports(
        snapshot, selection, {}, [&](const ReportShare&) { return TotalSums(snapshot); });
    totals.figures = sums.figures();
    totals.domains = sums.domains();
    return totals;
}

std::vector<DomainNode> domainTree(const Snapshot& snapshot, const Selection& selection)
{
    const TreeSums sums = sumsOverReports(snapshot, selection, {},
        [&](const ReportShare& share) { return TreeSums(snapshot, selection, share); });
    const DetailSums& details = sums.details();
    std::vector<DomainNode> tree;
    NumberMap<std::size_t> places;
    for (const auto& [domain, sum] : sums.domains().entries()) {
        places[domain] = tree.size();
        tree.push_back({ std::string(snapshot.text(static_cast<StringId>(domain))), sum, {} });
    }
    std::vector<MxNode> nodes = mxNodes(snapshot, details);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        tree[places[details.mxs()[i].parent]].mxs.push_back(std::move(nodes[i]));
    for (DomainNode& node : tree)
        std::sort(node.mxs.begin(), node.mxs.end(), [](const MxNode& a, const MxNode& b) {
            return a.failed != b.failed ? a.failed > b.failed : a.mx < b.mx;
        });
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
