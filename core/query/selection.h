// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/store/snapshot.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// The rows that a filter leaves, each list in input order. Duplicates are in sources alone.
///
/// * A failure detail is in when it, its policy and its report meet every term; `failures:` asks
///   the detail alone, whatever its policy's summary says. One that names no MX meets `mx` by that
///   which its policy means alone (MxCoverage::mxOf), and by being empty.
/// * A policy is in when a failure detail of it is in, or when it meets the terms by itself:
///   `mx` by covering that MX (its MX patterns, or being a DANE policy of that name); negated
///   terms about failure details (mx, result, ip, reason) by having none to leave out, and a
///   negated `mx` by not covering that MX besides; `failures:` and `sessions:` by its summary.
/// * A report is in when one of its policies is; one without policies when it meets the terms.
/// * A source is in when one of its reports is, a duplicate counting as the report that it repeats;
///   one without reports when it meets the terms.
struct Selection {
    std::vector<RowId> sources;
    std::vector<RowId> reports;
    std::vector<RowId> policies;
    std::vector<RowId> failures;
};

/// Applies a filter. An empty filter leaves everything but duplicates. Stops early (with part of
/// the rows) when asked to.
Selection select(const Snapshot& snapshot, const Filter& filter, std::stop_token stop = {});

} // namespace mxlens
