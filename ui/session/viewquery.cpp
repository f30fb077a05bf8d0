// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/viewquery.h"

#include "core/query/rowruns.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mxlens {

namespace {

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

/// scope: what the trend of the whole is about.
void addMxTrend(
    const ViewQuery& query, ViewAnswer& answer, const Selection& scope, const std::stop_token& stop)
{
    answer.trendOfMx = true;
    answer.trend = coveringByDay(query, scope, stop);
    const auto failing = findRows(chartScope(query), answer.shown, stop);
    Count total;
    std::map<Day, Count> failures = failuresByDay(*query.snapshot, *failing, total);
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

/// Fills `found` with those of some sources that are shown or hold no report, in their order, and
/// gives the number of those that are not shown.
std::size_t addSourcesWithoutReport(const Snapshot& snapshot, const std::vector<RowId>& some,
    const std::vector<RowId>& shown, std::vector<RowId>& found)
{
    std::vector<bool> isShown(snapshot.sourceCount());
    for (const RowId id : shown)
        isShown[id] = true;
    std::size_t added = 0;
    forEachRun<SourceRows>(
        snapshot, some, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
            const Snapshot::Part& part = snapshot.parts()[index];
            const auto& first = part.segment->sources.firstReport;
            for (std::size_t i = begin; i < end; ++i) {
                const RowId id = some[i];
                const RowId row = id - part.firstSource;
                const bool isAdded = !isShown[id] && first[row] == first[row + 1];
                added += isAdded;
                if (isAdded || isShown[id])
                    found.push_back(id);
            }
        });
    return added;
}

using Rows = std::shared_ptr<const std::vector<RowId>>;

/// Answers one query; what several parts of the answer are made from is found once.
class Answering final {
public:
    Answering(const ViewQuery& query, const std::stop_token& stop)
        : m_query(query)
        , m_stop(stop)
    {
    }

    ViewAnswer run(const AnswerSteps& steps)
    {
        const std::vector<FilterTerm>& terms = m_query.filter.terms;
        m_result.snapshot = m_query.snapshot;
        m_result.detailFilter
            = m_query.evidence || std::any_of(terms.begin(), terms.end(), isAboutDetails);
        findShown();
        if (m_query.front != RowKind::None && steps.rows && !m_stop.stop_requested())
            steps.rows({ m_query.snapshot, m_query.front, rowsOf(m_query.front) });
        if (!m_stop.stop_requested())
            useWhole(m_query.whole && m_query.whole->snapshot == m_query.snapshot ? m_query.whole
                                                                                  : wholeAnswer());
        if (!m_stop.stop_requested())
            addFigures();
        if (steps.figures && !m_stop.stop_requested())
            steps.figures(m_result);
        m_result.failures = rowsOf(RowKind::Failure);
        m_result.policies = rowsOf(RowKind::Policy);
        m_result.reports = rowsOf(RowKind::Report);
        m_result.sources = rowsOf(RowKind::Source);
        if (!m_stop.stop_requested())
            addInputGroups();
        if (!m_stop.stop_requested())
            keepOrder();
        return std::move(m_result);
    }

private:
    const Snapshot& snapshot() const { return *m_query.snapshot; }

    const std::shared_ptr<const Selection>& shownRows() const { return m_result.shown.rows; }

    void findShown()
    {
        m_result.shown.scope = tableScope(m_query);
        m_result.shown.rows = findRows(m_result.shown.scope, {}, m_stop);
    }

    void useWhole(std::shared_ptr<const WholeAnswer> whole)
    {
        m_result.everything = whole->totals;
        m_result.firstUnreadable = whole->firstUnreadable;
        m_result.whole = std::move(whole);
    }

    std::shared_ptr<const WholeAnswer> wholeAnswer() const
    {
        const Selection all = select(snapshot(), Filter(), m_stop);
        auto whole = std::make_shared<WholeAnswer>();
        whole->snapshot = m_query.snapshot;
        whole->totals = totals(snapshot(), all);
        if (whole->totals.unreadableSources > 0)
            whole->firstUnreadable = firstUnreadableIn(snapshot(), all.sources);
        whole->sources = std::make_shared<const std::vector<RowId>>(all.sources);
        return whole;
    }

    void addFigures()
    {
        const RowScope around = treeScope(m_query);
        const auto tree = findRows(around, m_result.shown, m_stop);
        const RowScope whole = trendScope(m_query);
        const bool isShown = whole == m_result.shown.scope;
        const auto scope = isShown ? shownRows() : findRows(whole, { around, tree }, m_stop);
        // Hardly ever three selections: what is said of one is worked out in one go.
        Overview shown = overview(snapshot(), *shownRows(), m_stop);
        m_result.totals = shown.totals;
        m_result.tree = tree == shownRows() ? std::move(shown.tree) : domainTree(snapshot(), *tree);
        if (m_stop.stop_requested())
            return;
        if (m_query.mx) {
            addMxTrend(m_query, m_result, *scope, m_stop);
            addMxFigures(m_query, m_result);
            return;
        }
        const std::vector<DayFigures> days = scope == shownRows()
            ? std::move(shown.days)
            : dailyFigures(snapshot(), *scope, m_stop);
        for (const DayFigures& day : days)
            m_result.trend.push_back({ day.day, day.figures, day.longRange });
    }

    RowScope textScope() const { return { m_query.snapshot, m_query.filter, false, nullptr }; }

    /// Sources that the filter text leaves.
    Rows sourcesOfText() const
    {
        const auto& whole = m_result.whole ? m_result.whole : m_query.whole;
        if (m_query.filter.empty() && whole && whole->snapshot == m_query.snapshot)
            return whole->sources;
        const auto found = findRows(textScope(), m_result.shown, m_stop);
        return { found, &found->sources };
    }

    /// Sources follow their reports. A file that could not be read has no domain and no day, and
    /// must not be lost by a click on one: the filter text alone leaves it out.
    Rows foundSources(std::size_t& withoutReport) const
    {
        if (m_query.evidence)
            return { shownRows(), &shownRows()->sources };
        if (m_result.shown.scope == textScope())
            return sourcesOfText();
        auto found = std::make_shared<std::vector<RowId>>();
        withoutReport
            = addSourcesWithoutReport(snapshot(), *sourcesOfText(), shownRows()->sources, *found);
        return found;
    }

    void find(TableRows& rows, RowKind kind) const
    {
        switch (kind) {
        case RowKind::Failure:
            rows.found = { shownRows(), &shownRows()->failures };
            break;
        case RowKind::Policy:
            rows.found = { shownRows(), &shownRows()->policies };
            break;
        case RowKind::Report:
            rows.found = { shownRows(), &shownRows()->reports };
            break;
        default:
            rows.found = foundSources(rows.withoutReport);
        }
    }

    SortKey keyOf(RowKind kind) const
    {
        return kind == RowKind::Failure ? m_query.failures
            : kind == RowKind::Policy   ? m_query.policies
            : kind == RowKind::Report   ? m_query.reports
                                        : m_query.sources;
    }

    TableRows rowsOf(RowKind kind)
    {
        if (kind == m_query.front && m_front)
            return *m_front;
        TableRows rows;
        rows.sort = keyOf(kind);
        find(rows, kind);
        arrange(rows, snapshot(), kind, m_query.groupFailures, m_stop, m_query.ranks.get(),
            knownOrder(kind));
        if (kind == m_query.front)
            m_front = rows;
        return rows;
    }

    /// The order of all rows of a table by the key that is asked for; null where it is not known.
    const WholeOrder* knownOrder(RowKind kind) const
    {
        const WholeAnswer* const whole = m_query.whole.get();
        return whole && whole->snapshot == m_query.snapshot && whole->order.kind == kind
                && whole->order.sort == keyOf(kind) && whole->order.inGroups == inGroups(kind)
            ? &whole->order
            : nullptr;
    }

    bool inGroups(RowKind kind) const { return kind == RowKind::Failure && m_query.groupFailures; }

    /// All rows of a table that count, as they are shown without a filter.
    TableRows allRows(RowKind kind)
    {
        if (m_result.shown.scope == RowScope{ m_query.snapshot, {}, false, nullptr })
            return rowsOf(kind);
        Selection all = select(snapshot(), Filter(), m_stop);
        TableRows rows;
        rows.sort = keyOf(kind);
        rows.found = std::make_shared<const std::vector<RowId>>(
            std::move(kind == RowKind::Failure ? all.failures
                    : kind == RowKind::Policy  ? all.policies
                                               : all.reports));
        arrange(rows, snapshot(), kind, m_query.groupFailures, m_stop, m_query.ranks.get());
        return rows;
    }

    /// Makes the groups that the next sort is made of, where they were not needed until now: nobody
    /// waits for them here.
    void addInputGroups()
    {
        TableRows& rows = m_result.failures;
        if (rows.groups && !rows.inputGroups)
            rows.inputGroups = std::make_shared<const FailureGroups>(
                failureGroups(snapshot(), *rows.found, m_stop));
    }

    /// Keeps the order of all rows of the table that is seen for the next filter.
    void keepOrder()
    {
        const RowKind kind = m_query.front;
        if (kind == RowKind::None || kind == RowKind::Source || knownOrder(kind))
            return; // no filter is asked of sources
        WholeOrder order{ kind, keyOf(kind), inGroups(kind), {}, nullptr };
        const int column = order.sort.column;
        // Else rows are quickly put in order, or a filter may change the order of groups.
        if (column >= 0 && (!order.inGroups || isSameInGroup(static_cast<FailureColumn>(column)))) {
            const TableRows rows = allRows(kind);
            order.rows = rows.shown;
            order.groups = rows.groups;
        }
        if (m_stop.stop_requested())
            return;
        WholeAnswer whole = *m_result.whole;
        whole.order = std::move(order);
        m_result.whole = std::make_shared<const WholeAnswer>(std::move(whole));
    }

    const ViewQuery& m_query;
    const std::stop_token m_stop;
    std::optional<TableRows> m_front;
    ViewAnswer m_result;
};

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
    query.evidence = values.evidence;
    if (values.from.isValid())
        query.from = static_cast<Day>(epoch.daysTo(values.from));
    if (values.to.isValid())
        query.to = static_cast<Day>(epoch.daysTo(values.to));
    return query;
}

ViewAnswer answer(const ViewQuery& query, const std::stop_token& stop, const AnswerSteps& steps)
{
    return Answering(query, stop).run(steps);
}

} // namespace mxlens
