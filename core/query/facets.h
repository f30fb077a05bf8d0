// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/filter.h"
#include "core/query/selection.h"

#include <array>
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace mxlens {

/// What rows are sorted into beside domains: each is a key of the filter text.
enum class Facet { Organization, ResultType, PolicyType, PolicyMode };

/// Number of values of Facet.
constexpr std::size_t facetCount = 4;

/// The key of the filter text that asks for a facet.
FilterKey facetKey(Facet facet);

/// One value of a facet. Spellings that a filter does not tell apart are one value.
struct FacetValue {
    /// As most reports write it; organizations and result types as Spellings has them.
    std::string value;
    std::size_t reports = 0; ///< Reports that hold it.
    /// Figures of the policies with that value by rule 3; for a result type the failures alone,
    /// from failure details.
    SessionFigures figures;
};

/// The values of some facets; the lists of the others are empty.
struct FacetTallies {
    std::array<std::vector<FacetValue>, facetCount> values;

    std::vector<FacetValue>& operator[](Facet facet)
    {
        return values[static_cast<std::size_t>(facet)];
    }
    const std::vector<FacetValue>& operator[](Facet facet) const
    {
        return values[static_cast<std::size_t>(facet)];
    }
};

/// Tallies of what a selection holds, most failures first, then most sessions, then most reports.
/// Asked to stop it returns early with something that must be dropped.
FacetTallies facetTallies(const Snapshot& snapshot, const Selection& selection,
    const std::vector<Facet>& facets, const std::stop_token& stop = {});

} // namespace mxlens
