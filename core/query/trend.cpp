// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trend.h"

#include "core/query/grouping.h"
#include "core/query/mxtrend.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace mxlens {

namespace {

constexpr Timestamp longestDay = 25 * 3600; // DESIGN.md section 3, rule 1

// Figures by day and text, collected under one number each.
class TrendTable {
public:
    void add(Day day, StringId key, const SessionFigures& figures)
    {
        m_figures[static_cast<std::uint64_t>(static_cast<std::uint32_t>(day)) << 32 | key]
            += figures;
    }

    std::vector<TrendRow> rows(const Snapshot& snapshot) const
    {
        std::vector<TrendRow> rows;
        rows.reserve(m_figures.size());
        for (const auto& [key, figures] : m_figures)
            rows.push_back({ static_cast<Day>(static_cast<std::uint32_t>(key >> 32)),
                std::string(snapshot.text(static_cast<StringId>(key))), figures });
        std::sort(rows.begin(), rows.end(), [](const TrendRow& a, const TrendRow& b) {
            return a.day != b.day ? a.day < b.day : a.key < b.key;
        });
        return rows;
    }

private:
    std::unordered_map<std::uint64_t, SessionFigures> m_figures;
};

Day dayOfReport(const RowPlace& report)
{
    return report.segment->reports.day[report.row];
}

void addByDomain(const Snapshot& snapshot, const ReportGroup& group, TrendTable& table)
{
    std::vector<DomainFigures> domains;
    figuresByDomain(snapshot, group, domains);
    for (const DomainFigures& domain : domains)
        table.add(dayOfReport(group.report), domain.domain, domain.figures);
}

// Failures of each result type: per report and domain the larger of sts and tlsa.
void addByResultType(const Snapshot& snapshot, const ReportGroup& group, SelectedFailures& selected,
    TrendTable& table)
{
    const auto& policies = group.report.segment->policies;
    const auto& failures = group.report.segment->failures;
    std::map<std::pair<StringId, StringId>, DomainTally> tallies;
    for (const std::uint32_t policy : group.policies) {
        const PolicyType type = policyTypeOf(snapshot.text(policies.type[policy]));
        const StringId domain = policies.domainKey[policy];
        for (const std::uint32_t row : selected.of(group.report.segmentIndex, policy))
            tallies[{ failures.resultType[row], domain }].add(type, {}, failures.count[row]);
    }
    for (const auto& [key, tally] : tallies)
        table.add(dayOfReport(group.report), key.first, { {}, {}, tally.figures().failed });
}

} // namespace

std::vector<TrendRow> trend(
    const Snapshot& snapshot, const Selection& selection, TrendBy by, std::stop_token stop)
{
    if (by == TrendBy::Mx)
        return mxTrend(snapshot, selection, stop);
    TrendTable table;
    SelectedFailures selected(snapshot, selection);
    forEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        const bool dated = dayOfReport(group.report) != noDay;
        if (by == TrendBy::ResultType) {
            TrendTable none;
            addByResultType(snapshot, group, selected, dated ? table : none);
        } else if (dated && by == TrendBy::Domain) {
            addByDomain(snapshot, group, table);
        } else if (dated) {
            const auto& reports = group.report.segment->reports;
            table.add(dayOfReport(group.report), reports.organization[group.report.row],
                figuresOf(snapshot, group));
        }
    });
    return table.rows(snapshot);
}

std::vector<DayFigures> dailyFigures(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    std::map<Day, DayFigures> days;
    forEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        const Day day = dayOfReport(group.report);
        if (day == noDay)
            return;
        const auto& reports = group.report.segment->reports;
        const Timestamp start = reports.start[group.report.row];
        const Timestamp end = reports.end[group.report.row];
        DayFigures& figures = days[day];
        figures.day = day;
        figures.figures += figuresOf(snapshot, group);
        figures.longRange |= start != noTimestamp && end != noTimestamp && end - start > longestDay;
    });
    std::vector<DayFigures> result;
    result.reserve(days.size());
    for (const auto& [day, figures] : days)
        result.push_back(figures);
    return result;
}

std::vector<MxDayFigures> mxDailyFigures(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    return mxDays(snapshot, selection, mx, stop);
}

} // namespace mxlens
