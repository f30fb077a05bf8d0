// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/viewscope.h"

#include "core/diagnosis/problems.h"
#include "core/report/names.h"
#include "ui/session/viewquery.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace mxlens {

namespace {

bool sameTerm(const FilterTerm& a, const FilterTerm& b)
{
    return a.key == b.key && a.negated == b.negated && a.namedOnly == b.namedOnly && a.day == b.day
        && a.lowest == b.lowest && a.highest == b.highest
        && std::ranges::equal(
            a.patterns, b.patterns, [](const FilterPattern& x, const FilterPattern& y) {
                return x.text == y.text && x.hasWildcard == y.hasWildcard
                    && x.prefixBits == y.prefixBits;
            });
}

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

/// The last day of a report of a snapshot, kept with it: each part of a view asks for it.
struct LastDay {
    explicit LastDay(const Snapshot& snapshot)
    {
        for (const Snapshot::Part& part : snapshot.parts()) {
            for (const Day of : part.segment->reports.day)
                day = std::max(day, of);
        }
    }
    Day day = noDay;
};

RowScope withDomain(RowScope scope, const ViewQuery& query)
{
    if (!query.domain.empty())
        scope.filter.terms.push_back(exactTerm(FilterKey::Domain, query.domain));
    return scope;
}

RowScope withDays(RowScope scope, const ViewQuery& query)
{
    if (query.from)
        scope.filter.terms.push_back(dayTerm(FilterKey::After, *query.from));
    if (query.to)
        scope.filter.terms.push_back(dayTerm(FilterKey::Before, *query.to));
    return scope;
}

RowScope withMxAndResult(RowScope scope, const ViewQuery& query)
{
    if (query.mx && !query.mx->empty()) {
        scope.filter.terms.push_back(exactTerm(FilterKey::Mx, *query.mx));
        // As the tree counts: what names no MX stands there by itself.
        scope.filter.terms.back().namedOnly = true;
    }
    // The filter text has no word for "absent".
    scope.withoutMx = query.mx && query.mx->empty();
    if (!query.resultType.empty())
        scope.filter.terms.push_back(exactTerm(FilterKey::Result, query.resultType));
    return scope;
}

/// Whether a duplicate in a source has a failure that names no MX, as what it repeats has.
bool repeatsWithoutMx(const Snapshot& snapshot, RowId source)
{
    const RowPlace place = snapshot.source(source);
    const Segment& segment = *place.segment;
    const auto& marks = *snapshot.parts()[place.segmentIndex].marks;
    const auto& first = segment.sources.firstReport;
    for (std::uint32_t report = first[place.row]; report < first[place.row + 1]; ++report) {
        if (marks[report] != ReportMark::Duplicate)
            continue;
        const auto& policies = segment.reports.firstPolicy;
        const auto& failures = segment.policies.firstFailure;
        for (std::uint32_t row = failures[policies[report]]; row < failures[policies[report + 1]];
             ++row) {
            if (snapshot.text(segment.failures.mxKey[row]).empty())
                return true;
        }
    }
    return false;
}

/// Leaves the failures that name no MX, and the policies, reports and sources that hold them.
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
    std::vector<bool> kept(snapshot.sourceCount());
    for (const RowId report : reports)
        kept[snapshot.sourceOfReport(report)] = true;
    std::erase_if(
        selection.sources, [&](RowId id) { return !kept[id] && !repeatsWithoutMx(snapshot, id); });
    selection.policies = std::move(policies);
    selection.reports = std::move(reports);
}

/// What the evidence of a scope leaves of what its filter left.
Selection narrowed(const RowScope& scope, Selection selection, const std::stop_token& stop)
{
    if (!scope.evidence)
        return selection;
    const Filter wider = surroundings(scope.filter);
    if (wider.terms.size() == scope.filter.terms.size())
        return narrowedTo(*scope.evidence, *scope.snapshot, selection, selection, stop);
    return narrowedTo(
        *scope.evidence, *scope.snapshot, selection, select(*scope.snapshot, wider, stop), stop);
}

} // namespace

bool operator==(const RowScope& a, const RowScope& b)
{
    return a.snapshot == b.snapshot && a.withoutMx == b.withoutMx && a.evidence == b.evidence
        && std::ranges::equal(a.filter.terms, b.filter.terms, sameTerm);
}

std::shared_ptr<const Selection> findRows(
    const RowScope& scope, const FoundRows& known, const std::stop_token& stop)
{
    if (known.rows && known.scope == scope)
        return known.rows;
    Selection rows = select(*scope.snapshot, scope.filter, stop);
    if (scope.withoutMx)
        keepWithoutMx(*scope.snapshot, rows);
    return std::make_shared<const Selection>(narrowed(scope, std::move(rows), stop));
}

RowScope periodScope(const ViewQuery& query)
{
    RowScope scope{ query.snapshot, query.filter, false, query.evidence };
    if (query.lastDays <= 0)
        return scope;
    const Day last = query.snapshot->kept<LastDay>().day;
    if (last != noDay)
        scope.filter.terms.push_back(dayTerm(FilterKey::After, last - query.lastDays + 1));
    return scope;
}

RowScope treeScope(const ViewQuery& query)
{
    return withDays(periodScope(query), query);
}

RowScope trendScope(const ViewQuery& query)
{
    return withDomain(periodScope(query), query);
}

RowScope chartScope(const ViewQuery& query)
{
    return withMxAndResult(trendScope(query), query);
}

RowScope tableScope(const ViewQuery& query)
{
    return withDays(chartScope(query), query);
}

} // namespace mxlens
