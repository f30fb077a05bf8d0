// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/trend.h"

#include "core/query/daysums.h"
#include "core/query/grouping.h"
#include "core/query/mxtrend.h"
#include "core/query/spellings.h"
#include "core/query/trendrows.h"

namespace mxlens {

namespace {

Day dayOfReport(const RowPlace& report)
{
    return report.segment->reports.day[report.row];
}

// Failures of each result type: per report and domain the larger of sts and tlsa.
class ResultTypeSums {
public:
    ResultTypeSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
        : m_snapshot(snapshot)
        , m_selected(snapshot, selection, share)
        , m_types(snapshot)
        , m_spellings(snapshot.kept<ResultTypes>())
    {
    }

    void add(const ReportGroup& group, DayTable<SessionFigures>& table)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        const Day day = dayOfReport(group.report);
        // One policy counts nothing twice.
        const bool plain = group.policies.size() == 1;
        for (const std::uint32_t policy : group.policies) {
            const PolicyType type = m_types.of(policies.type[policy]);
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const StringId result = m_spellings.of(failures.resultType[id - first]);
                const Count count = failures.count[id - first];
                if (!plain)
                    tallyOf(policies.domainKey[policy], result).add(type, {}, count);
                else if (day != noDay)
                    table.of(day, result).failed += count;
            }
        }
        if (day != noDay) {
            for (const Tally& tally : m_tallies)
                table.of(day, tally.result).failed += tally.sum.figures().failed;
        }
        m_tallies.clear();
        if (m_places.size() > 0)
            m_places = {};
    }

private:
    struct Tally {
        StringId domain = 0;
        StringId result = 0;
        DomainTally sum;
    };

    DomainTally& tallyOf(StringId domain, StringId result)
    {
        // A report names a handful of them; one that names very many is looked up.
        if (m_tallies.size() < 32) {
            for (Tally& tally : m_tallies) {
                if (tally.domain == domain && tally.result == result)
                    return tally.sum;
            }
        } else {
            if (m_places.size() == 0) {
                for (std::size_t i = 0; i < m_tallies.size(); ++i)
                    m_places[pairKey(m_tallies[i].domain, m_tallies[i].result)] = i + 1;
            }
            std::size_t& place = m_places[pairKey(domain, result)];
            if (place != 0)
                return m_tallies[place - 1].sum;
            place = m_tallies.size() + 1;
        }
        return m_tallies.emplace_back(Tally{ domain, result, {} }).sum;
    }

    const Snapshot& m_snapshot;
    SelectedFailures m_selected;
    PolicyTypes m_types;
    const ResultTypes& m_spellings;
    std::vector<Tally> m_tallies;
    NumberMap<std::size_t> m_places;
};

// The table of a trend that is split by anything but MX.
class TrendSums {
public:
    TrendSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share,
        TrendBy by, const DayTableShape& shape)
        : m_by(by)
        , m_organizations(snapshot.kept<Organizations>())
        , m_figures(snapshot)
        , m_results(snapshot, selection, share)
        , m_table(shape)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = dayOfReport(group.report);
        if (m_by == TrendBy::ResultType) {
            m_results.add(group, m_table);
        } else if (day != noDay && m_by == TrendBy::Domain) {
            for (const DomainFigures& domain : m_figures.byDomain(group))
                m_table.add(day, domain.domain, domain.figures);
        } else if (day != noDay) {
            const auto& reports = group.report.segment->reports;
            m_table.of(day, m_organizations.of(reports.organization[group.report.row]))
                += m_figures.sum(group);
        }
    }
    DayTable<SessionFigures>& table() { return m_table; }

private:
    TrendBy m_by;
    const Organizations& m_organizations;
    ReportFigures m_figures;
    ResultTypeSums m_results;
    DayTable<SessionFigures> m_table;
};

// The days without anything else.
class OnlyDays {
public:
    explicit OnlyDays(const Snapshot& snapshot)
        : m_figures(snapshot)
    {
    }

    void add(const ReportGroup& group)
    {
        if (dayOfReport(group.report) != noDay)
            m_days.add(group, m_figures.sum(group));
    }
    void merge(const OnlyDays& other) { m_days.merge(other.m_days); }
    const DaySums& days() const { return m_days; }

private:
    ReportFigures m_figures;
    DaySums m_days;
};

} // namespace

std::vector<TrendRow> trend(
    const Snapshot& snapshot, const Selection& selection, TrendBy by, std::stop_token stop)
{
    if (by == TrendBy::Mx)
        return mxTrend(snapshot, selection, stop);
    const DayTableShape shape = trendShape(snapshot, selection, by);
    auto sums = sumsOfShares(snapshot, selection, stop,
        [&](const ReportShare& share) { return TrendSums(snapshot, selection, share, by, shape); });
    using Table = DayTable<SessionFigures>;
    std::vector<Table*> tables;
    for (auto& sum : sums)
        tables.push_back(&sum->table());
    return Table::rowsOf<TrendRow>(tables, [&shape] {
        return [&shape](Day day, std::uint32_t rank, const SessionFigures& figures, DayMarks) {
            return trendRow(shape, day, rank, figures);
        };
    });
}

std::vector<DayFigures> dailyFigures(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const auto sums = sumsOverReports(
        snapshot, selection, stop, [&](const ReportShare&) { return OnlyDays(snapshot); });
    return sums.days().inOrder();
}

std::vector<MxDayFigures> mxDailyFigures(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    return mxDays(snapshot, selection, mx, stop);
}

} // namespace mxlens
