// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/facetquery.h"

#include "core/report/names.h"

#include <string>
#include <unordered_set>
#include <utility>

namespace mxlens {

namespace {

/// The terms that are not the facet's own; the same number where it has none.
Filter othersThan(Facet facet, const Filter& filter)
{
    Filter others;
    for (const FilterTerm& term : filter.terms) {
        if (term.key != facetKey(facet))
            others.terms.push_back(term);
    }
    return others;
}

/// What is there under the filters, then what the whole has beside it.
std::vector<FacetRow> rowsOf(
    const std::vector<FacetValue>& found, const std::vector<FacetValue>& whole)
{
    std::vector<FacetRow> rows;
    rows.reserve(whole.size());
    std::unordered_set<std::string> known;
    for (const FacetValue& value : found) {
        known.insert(lowered(value.value));
        rows.push_back({ value });
    }
    for (const FacetValue& value : whole) {
        if (known.insert(lowered(value.value)).second)
            rows.push_back({ { value.value, 0, {} } });
    }
    return rows;
}

} // namespace

const std::vector<Facet>& allFacets()
{
    static const std::vector<Facet> facets{ Facet::Organization, Facet::ResultType,
        Facet::PolicyType, Facet::PolicyMode };
    return facets;
}

FacetAnswer facetAnswer(const FacetQuery& query, const std::stop_token& stop)
{
    FacetAnswer answer;
    answer.snapshot = query.shown.scope.snapshot;
    const Snapshot& snapshot = *answer.snapshot;
    answer.whole = query.whole;
    if (!answer.whole)
        answer.whole = std::make_shared<const FacetTallies>(
            facetTallies(snapshot, select(snapshot, {}, stop), allFacets(), stop));
    // Most facets have no choice of their own: one pass tallies all of them.
    std::vector<Facet> shared;
    FacetTallies found;
    for (const Facet facet : allFacets()) {
        RowScope others = query.shown.scope;
        others.filter = othersThan(facet, others.filter);
        if (others == query.shown.scope) {
            shared.push_back(facet);
            continue;
        }
        if (stop.stop_requested())
            return answer;
        found[facet] = facetTallies(snapshot, *findRows(others, {}, stop), { facet }, stop)[facet];
    }
    if (!shared.empty() && query.shown.rows) {
        FacetTallies tallies = facetTallies(snapshot, *query.shown.rows, shared, stop);
        for (const Facet facet : shared)
            found[facet] = std::move(tallies[facet]);
    }
    for (const Facet facet : allFacets())
        answer.rows[static_cast<std::size_t>(facet)] = rowsOf(found[facet], (*answer.whole)[facet]);
    return answer;
}

} // namespace mxlens
