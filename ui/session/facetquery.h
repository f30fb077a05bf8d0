// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/facets.h"
#include "ui/session/viewquery.h"

#include <array>
#include <memory>
#include <stop_token>
#include <vector>

namespace mxlens {

/// All facets, in the order in which they are shown.
const std::vector<Facet>& allFacets();

/// What the facets ask after an answer.
struct FacetQuery {
    FoundRows shown; ///< Of a snapshot.
    std::shared_ptr<const FacetTallies> whole; ///< Of the whole snapshot, from before; may be null.
};

/// A value of a facet as it stands in the list.
struct FacetRow {
    FacetValue value; ///< Nothing but its text where the other filters leave no report of it.
    friend bool operator==(const FacetRow& a, const FacetRow& b)
    {
        return a.value.value == b.value.value && a.value.reports == b.value.reports
            && a.value.figures == b.value.figures;
    }
};

/// The answer.
struct FacetAnswer {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const FacetTallies> whole; ///< For the next query about this snapshot.
    std::array<std::vector<FacetRow>, facetCount> rows; ///< By Facet.
};

/// Counts every facet under all filters but its own, and lists what they leave nothing of at the
/// end. Any thread. Asked to stop it returns early with an answer that must be dropped.
FacetAnswer facetAnswer(const FacetQuery& query, const std::stop_token& stop);

} // namespace mxlens
