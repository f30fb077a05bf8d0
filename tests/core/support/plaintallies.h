// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/totals.h"
#include "core/report/names.h"
#include "tests/core/support/plainmxtrend.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

// Totals and trends by maps of texts, report by report on one thread: what those of core/query are
// compared with.
namespace mxlens::testing {
/// One spelling for all that differ in case alone: that of most rows that count, of equal ones the
/// first.
class PlainSpellings final {
public:
    void add(std::string_view text) { ++m_rows[lowered(text)][std::string(text)]; }
    /// Of a text that was added.
    const std::string& of(std::string_view text) const
    {
        const auto& spellings = m_rows.at(lowered(text));
        return std::max_element(spellings.begin(), spellings.end(),
            [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    }

private:
    std::map<std::string, std::map<std::string, int>> m_rows;
};

inline PlainSpellings plainOrganizations(const Snapshot& snapshot)
{
    PlainSpellings spellings;
    for (const Snapshot::Part& part : snapshot.parts()) {
        const IdColumn& column = part.segment->reports.organization;
        for (std::size_t row = 0; row < column.size(); ++row) {
            if ((*part.marks)[row] != ReportMark::Duplicate)
                spellings.add(snapshot.text(column[row]));
        }
    }
    return spellings;
}

inline PlainSpellings plainResultTypes(const Snapshot& snapshot)
{
    PlainSpellings spellings;
    for (const Snapshot::Part& part : snapshot.parts()) {
        const Segment& segment = *part.segment;
        for (std::size_t row = 0; row < segment.failures.policy.size(); ++row) {
            const std::uint32_t report = segment.policies.report[segment.failures.policy[row]];
            if ((*part.marks)[report] != ReportMark::Duplicate)
                spellings.add(snapshot.text(segment.failures.resultType[row]));
        }
    }
    return spellings;
}

// Failures by domain, MX and result type while they are collected.
struct MxSums {
    Count failed;
    std::map<std::string, Count> resultTypes;
};
struct DomainSums {
    SessionFigures figures;
    std::map<StringId, MxSums> mxs;
};

inline void plainAddDetails(const Snapshot& snapshot, const ReportGroup& group,
    const PlainSpellings& resultTypes, PlainSelectedFailures& selected,
    std::map<StringId, DomainSums>& sums)
{
    const auto& policies = group.report.segment->policies;
    const auto& failures = group.report.segment->failures;
    // Within one report sts and tlsa are the same sessions, so the larger of the two counts.
    std::map<std::pair<StringId, StringId>, DomainTally> byMx;
    std::map<std::tuple<StringId, StringId, std::string>, DomainTally> byType;
    for (const std::uint32_t policy : group.policies) {
        const PolicyType type = policyTypeOf(snapshot.text(policies.type[policy]));
        const StringId domain = policies.domainKey[policy];
        for (const std::uint32_t row : selected.of(group.report.segmentIndex, policy)) {
            const StringId mx = failures.mxKey[row];
            byMx[{ domain, mx }].add(type, {}, failures.count[row]);
            byType[{ domain, mx, resultTypes.of(snapshot.text(failures.resultType[row])) }].add(
                type, {}, failures.count[row]);
        }
    }
    for (const auto& [key, tally] : byMx)
        sums[key.first].mxs[key.second].failed += tally.figures().failed;
    for (const auto& [key, tally] : byType)
        sums[std::get<0>(key)].mxs[std::get<1>(key)].resultTypes[std::get<2>(key)]
            += tally.figures().failed;
}

inline MxNode plainNodeOf(const Snapshot& snapshot, StringId mx, const MxSums& sums)
{
    MxNode node{ std::string(snapshot.text(mx)), sums.failed, {} };
    for (const auto& [type, failed] : sums.resultTypes)
        node.resultTypes.push_back({ type, failed });
    std::sort(node.resultTypes.begin(), node.resultTypes.end(),
        [](const ResultTypeNode& a, const ResultTypeNode& b) {
            return a.failed != b.failed ? a.failed > b.failed : a.resultType < b.resultType;
        });
    return node;
}

inline std::vector<DomainNode> plainDomainTree(const Snapshot& snapshot, const Selection& selection)
{
    std::map<StringId, DomainSums> sums;
    const PlainSpellings resultTypes = plainResultTypes(snapshot);
    PlainSelectedFailures selected(snapshot, selection);
    std::vector<DomainFigures> ofReport;
    plainForEachReport(snapshot, selection, {}, [&](const ReportGroup& group) {
        plainFiguresByDomain(snapshot, group, ofReport);
        for (const DomainFigures& domain : ofReport)
            sums[domain.domain].figures += domain.figures;
        plainAddDetails(snapshot, group, resultTypes, selected, sums);
    });
    std::vector<DomainNode> tree;
    for (const auto& [domain, content] : sums) {
        DomainNode node{ std::string(snapshot.text(domain)), content.figures, {} };
        for (const auto& [mx, mxSums] : content.mxs)
            node.mxs.push_back(plainNodeOf(snapshot, mx, mxSums));
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

constexpr Timestamp longestDay = 25 * 3600; // DESIGN.md section 3, rule 1

// Figures by day and text.
class PlainTrendTable {
public:
    void add(Day day, std::string_view key, const SessionFigures& figures)
    {
        m_figures[{ day, std::string(key) }] += figures;
    }

    std::vector<PlainTrendRow> rows() const
    {
        std::vector<PlainTrendRow> rows;
        rows.reserve(m_figures.size());
        for (const auto& [key, figures] : m_figures)
            rows.push_back({ key.first, key.second, figures });
        return rows;
    }

private:
    std::map<std::pair<Day, std::string>, SessionFigures> m_figures;
};

inline Day plainDayOf(const RowPlace& report)
{
    return report.segment->reports.day[report.row];
}

inline void plainAddByDomain(
    const Snapshot& snapshot, const ReportGroup& group, PlainTrendTable& table)
{
    std::vector<DomainFigures> domains;
    plainFiguresByDomain(snapshot, group, domains);
    for (const DomainFigures& domain : domains)
        table.add(plainDayOf(group.report), snapshot.text(domain.domain), domain.figures);
}

// Failures of each result type: per report and domain the larger of sts and tlsa.
inline void plainAddByResultType(const Snapshot& snapshot, const ReportGroup& group,
    const PlainSpellings& resultTypes, PlainSelectedFailures& selected, PlainTrendTable& table)
{
    const auto& policies = group.report.segment->policies;
    const auto& failures = group.report.segment->failures;
    std::map<std::pair<std::string, StringId>, DomainTally> tallies;
    for (const std::uint32_t policy : group.policies) {
        const PolicyType type = policyTypeOf(snapshot.text(policies.type[policy]));
        const StringId domain = policies.domainKey[policy];
        for (const std::uint32_t row : selected.of(group.report.segmentIndex, policy))
            tallies[{ resultTypes.of(snapshot.text(failures.resultType[row])), domain }].add(
                type, {}, failures.count[row]);
    }
    for (const auto& [key, tally] : tallies)
        table.add(plainDayOf(group.report), key.first, { {}, {}, tally.figures().failed });
}

inline std::vector<PlainTrendRow> plainTrend(
    const Snapshot& snapshot, const Selection& selection, TrendBy by, std::stop_token stop)
{
    if (by == TrendBy::Mx)
        return plainMxTrend(snapshot, selection, stop);
    PlainTrendTable table;
    const PlainSpellings organizations = plainOrganizations(snapshot);
    const PlainSpellings resultTypes = plainResultTypes(snapshot);
    PlainSelectedFailures selected(snapshot, selection);
    plainForEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        const bool dated = plainDayOf(group.report) != noDay;
        if (by == TrendBy::ResultType) {
            PlainTrendTable none;
            plainAddByResultType(snapshot, group, resultTypes, selected, dated ? table : none);
        } else if (dated && by == TrendBy::Domain) {
            plainAddByDomain(snapshot, group, table);
        } else if (dated) {
            const auto& reports = group.report.segment->reports;
            const StringId written = reports.organization[group.report.row];
            table.add(plainDayOf(group.report), organizations.of(snapshot.text(written)),
                plainFiguresOf(snapshot, group));
        }
    });
    return table.rows();
}

inline std::vector<DayFigures> plainDailyFigures(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    std::map<Day, DayFigures> days;
    plainForEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        const Day day = plainDayOf(group.report);
        if (day == noDay)
            return;
        const auto& reports = group.report.segment->reports;
        const Timestamp start = reports.start[group.report.row];
        const Timestamp end = reports.end[group.report.row];
        DayFigures& figures = days[day];
        figures.day = day;
        figures.figures += plainFiguresOf(snapshot, group);
        figures.longRange |= start != noTimestamp && end != noTimestamp && end - start > longestDay;
    });
    std::vector<DayFigures> result;
    result.reserve(days.size());
    for (const auto& [day, figures] : days)
        result.push_back(figures);
    return result;
}

} // namespace mxlens::testing
