// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/query/selection.h"

#include <map>
#include <string>

namespace mxlens {

/// What failure details leave open and what they say twice (DESIGN.md section 3, rule 2). Unknown
/// where there is nothing to balance.
struct DetailBalance {
    Count notDetailed; ///< Failed sessions that no failure detail explains.
    Count overlap; ///< Sessions that failure details name beyond those that failed.
};

/// Balances of the selected policies by policy domain (normalized). Report by report, because an
/// overlap in one says nothing about what another leaves out; over all details of a policy,
/// whatever a filter leaves of them. Policies without a count of failures are in no balance, and
/// where a detail has no count there is an overlap of what the others say, or nothing.
std::map<std::string, DetailBalance> detailBalances(
    const Snapshot& snapshot, const Selection& selection);

} // namespace mxlens
