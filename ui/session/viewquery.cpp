// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/viewquery.h"

#include "core/report/names.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mxlens {

namespace {

FilterTerm exactTerm(FilterKey key, const std::string& text)
{
    FilterTerm term;
    term.key = key;
    FilterPattern pattern;
    pattern.text = lowered(text);
    term.patterns.push_back(std::move(pattern));
    return term;
}

FilterTerm dayTerm(FilterKey key, Day day)
{
    FilterTerm term;
    term.key = key;
    term.day = day;
    return term;
}

Day lastDayIn(const Snapshot& snapshot)
{
    Day last = noDay;
    for (const Snapshot::Part& part : snapshot.parts()) {
        for (const Day day : part.segment->reports.day)
            last = std::max(last, day);
    }
    return last;
}

/// The filters that the parts of an answer are made with.
struct Filters {
    Filter period; ///< Filter text and "last N days".
    Filter tree; ///< period and the selected days.
    Filter scope; ///< period and the chosen domain.
    Filter table; ///< Everything.
};

Filters filtersOf(const ViewQuery& query)
{
    Filters filters;
    filters.period = query.filter;
    if (query.lastDays > 0) {
        const Day last = lastDayIn(*query.snapshot);
        if (last != noDay)
            filters.period.terms.push_back(dayTerm(FilterKey::After, last - query.lastDays + 1));
    }
    filters.scope = filters.period;
    if (!query.domain.empty())
        filters.scope.terms.push_back(exactTerm(FilterKey::Domain, query.domain));
    filters.tree = filters.period;
    filters.table = filters.scope;
    for (Filter* filter : { &filters.tree, &filters.table }) {
        if (query.from)
            filter->terms.push_back(dayTerm(FilterKey::After, *query.from));
        if (query.to)
            filter->terms.push_back(dayTerm(FilterKey::Before, *query.to));
    }
    if (query.mx && !query.mx->empty())
        filters.table.terms.push_back(exactTerm(FilterKey::Mx, *query.mx));
    if (!query.resultType.empty())
        filters.table.terms.push_back(exactTerm(FilterKey::Result, query.resultType));
    return filters;
}

/// Leaves the failures that name no MX, and the policies and reports that hold them: the filter
/// text has no word for "absent".
void keepWithoutMx(const Snapshot& snapshot, Selection& selection)
{
    std::erase_if(selection.failures, [&snapshot](RowId id) {
        const RowPlace place = snapshot.failure(id);
        return !snapshot.text(place.segment->failures.mxKey[place.row]).empty();
    });
    std::vector<RowId> policies, reports;
    for (const RowId failure : selection.failures) {
        const RowId policy = snapshot.policyOfFailure(failure);
        if (policies.empty() || policies.back() != policy)
            policies.push_back(policy);
        const RowId report = snapshot.reportOfPolicy(policy);
        if (reports.empty() || reports.back() != report)
            reports.push_back(report);
    }
    selection.policies = std::move(policies);
    selection.reports = std::move(reports);
}

/// Failures of the chosen MX by day, from the details that the tables show. Per report the
/// larger of sts and tlsa (rule 3).
std::map<Day, Count> failuresByDay(
    const Snapshot& snapshot, const Selection& selection, Count& total)
{
    std::map<Day, Count> days;
    std::size_t at = 0;
    while (at < selection.failures.size()) {
        const RowId report
            = snapshot.reportOfPolicy(snapshot.policyOfFailure(selection.failures[at]));
        DomainTally tally;
        for (; at < selection.failures.size(); ++at) {
            const RowId policy = snapshot.policyOfFailure(selection.failures[at]);
            if (snapshot.reportOfPolicy(policy) != report)
                break;
            const RowPlace policyPlace = snapshot.policy(policy);
            const RowPlace place = snapshot.failure(selection.failures[at]);
            tally.add(
                policyTypeOf(snapshot.text(policyPlace.segment->policies.type[policyPlace.row])),
                Count(), place.segment->failures.count[place.row]);
        }
        const Count failed = tally.figures().failed;
        total += failed;
        const RowPlace place = snapshot.report(report);
        days[place.segment->reports.day[place.row]] += failed;
    }
    days.erase(noDay);
    return days;
}

/// Sessions of the policies that cover the chosen MX, by day; of the whole domain where the
/// failures name no MX.
std::vector<TrendPoint> coveringByDay(
    const ViewQuery& query, const Selection& selection, const std::stop_token& stop)
{
    std::vector<TrendPoint> points;
    std::map<Day, bool> longRange;
    for (const DayFigures& day : dailyFigures(*query.snapshot, selection, stop)) {
        longRange[day.day] = day.longRange;
        if (query.mx->empty())
            points.push_back({ day.day, { day.figures.sessions, {}, {} }, day.longRange });
    }
    if (query.mx->empty())
        return points;
    for (const MxDayFigures& day : mxDailyFigures(*query.snapshot, selection, *query.mx, stop))
        points.push_back({ day.day, { day.covering.sessions, {}, {} }, longRange[day.day] });
    return points;
}

void addMxTrend(const ViewQuery& query, const Filters& filters, ViewAnswer& answer,
    const Selection& scope, const std::stop_token& stop)
{
    answer.trendOfMx = true;
    answer.trend = coveringByDay(query, scope, stop);
    Filter narrow = filters.scope;
    if (!query.mx->empty())
        narrow.terms.push_back(exactTerm(FilterKey::Mx, *query.mx));
    if (!query.resultType.empty())
        narrow.terms.push_back(exactTerm(FilterKey::Result, query.resultType));
    Selection failing = select(*query.snapshot, narrow, stop);
    if (query.mx->empty())
        keepWithoutMx(*query.snapshot, failing);
    Count total;
    std::map<Day, Count> failures = failuresByDay(*query.snapshot, failing, total);
    for (TrendPoint& point : answer.trend) {
        const auto found = failures.find(point.day);
        point.figures.failed = Count::zero();
        if (found != failures.end()) {
            point.figures.failed = found->second;
            failures.erase(found);
        }
    }
    for (const auto& [day, failed] : failures)
        answer.trend.push_back({ day, { {}, {}, failed }, false });
    std::sort(answer.trend.begin(), answer.trend.end(),
        [](const TrendPoint& a, const TrendPoint& b) { return a.day < b.day; });
}

void addMxFigures(const ViewQuery& query, ViewAnswer& answer)
{
    const auto inDays = [&query](Day day) {
        return (!query.from || day >= *query.from) && (!query.to || day <= *query.to);
    };
    for (const TrendPoint& point : answer.trend) {
        if (!inDays(point.day))
            continue;
        answer.mxFailed += point.figures.failed;
        answer.coveringSessions += point.figures.sessions;
    }
}

/// `source: detail` of the first source that could not be read; empty without one.
std::string firstUnreadableIn(const Snapshot& snapshot, const std::vector<RowId>& sources)
{
    for (const RowId id : sources) {
        const RowPlace place = snapshot.source(id);
        const Segment::Sources& columns = place.segment->sources;
        if (columns.outcome[place.row] == SourceOutcome::Unreadable)
            return snapshot.sourceText(place) + ": "
                + std::string(snapshot.text(columns.detail[place.row]));
    }
    return {};
}

TableRows rowsOf(const Snapshot& snapshot, RowKind kind, std::vector<RowId> found, SortKey key,
    const std::stop_token& stop)
{
    TableRows rows;
    rows.sort = key;
    rows.shown = sortedRows(snapshot, kind, found, key, stop);
    rows.found = std::make_shared<const std::vector<RowId>>(std::move(found));
    return rows;
}

} // namespace

ViewQuery makeQuery(std::shared_ptr<const Snapshot> snapshot, const ViewState& state)
{
    const ViewValues& values = state.values();
    const QDate epoch(1970, 1, 1);
    ViewQuery query;
    query.snapshot = std::move(snapshot);
    query.filter = state.filter();
    query.domain = values.domain.toStdString();
    if (values.mx)
        query.mx = values.mx->toStdString();
    query.resultType = values.resultType.toStdString();
    query.lastDays = values.lastDays;
    if (values.from.isValid())
        query.from = static_cast<Day>(epoch.daysTo(values.from));
    if (values.to.isValid())
        query.to = static_cast<Day>(epoch.daysTo(values.to));
    return query;
}

ViewAnswer answer(const ViewQuery& query, const std::stop_token& stop)
{
    const Snapshot& snapshot = *query.snapshot;
    const Filters filters = filtersOf(query);
    ViewAnswer result;
    result.snapshot = query.snapshot;
    result.detailFilter
        = std::any_of(query.filter.terms.begin(), query.filter.terms.end(), isAboutDetails);

    Selection shown = select(snapshot, filters.table, stop);
    if (query.mx && query.mx->empty())
        keepWithoutMx(snapshot, shown);
    if (stop.stop_requested())
        return result;
    result.totals = totals(snapshot, shown);

    const Selection whole = select(snapshot, Filter(), stop);
    result.everything = totals(snapshot, whole);
    if (result.everything.unreadableSources > 0)
        result.firstUnreadable = firstUnreadableIn(snapshot, whole.sources);
    if (stop.stop_requested())
        return result;
    result.tree = domainTree(snapshot, select(snapshot, filters.tree, stop));

    const Selection scope = select(snapshot, filters.scope, stop);
    if (stop.stop_requested())
        return result;
    if (query.mx) {
        addMxTrend(query, filters, result, scope, stop);
        addMxFigures(query, result);
    } else {
        for (const DayFigures& day : dailyFigures(snapshot, scope, stop))
            result.trend.push_back({ day.day, day.figures, day.longRange });
    }

    // Sources follow the filter text alone: a file that could not be read has no domain and no day.
    Selection sources = query.filter.empty() ? whole : select(snapshot, query.filter, stop);
    result.failures
        = rowsOf(snapshot, RowKind::Failure, std::move(shown.failures), query.failures, stop);
    result.policies
        = rowsOf(snapshot, RowKind::Policy, std::move(shown.policies), query.policies, stop);
    result.reports
        = rowsOf(snapshot, RowKind::Report, std::move(shown.reports), query.reports, stop);
    result.sources
        = rowsOf(snapshot, RowKind::Source, std::move(sources.sources), query.sources, stop);
    return result;
}

std::vector<RowId> sortedRows(const Snapshot& snapshot, RowKind kind, std::vector<RowId> found,
    SortKey key, const std::stop_token& stop)
{
    if (key.column < 0)
        return found;
    switch (kind) {
    case RowKind::Failure:
        return ordered(snapshot, std::move(found), static_cast<FailureColumn>(key.column),
            key.descending, stop);
    case RowKind::Policy:
        return ordered(snapshot, std::move(found), static_cast<PolicyColumn>(key.column),
            key.descending, stop);
    case RowKind::Report:
        return ordered(snapshot, std::move(found), static_cast<ReportColumn>(key.column),
            key.descending, stop);
    case RowKind::Source:
        return ordered(snapshot, std::move(found), static_cast<SourceColumn>(key.column),
            key.descending, stop);
    case RowKind::None:
        break;
    }
    return found;
}

} // namespace mxlens
