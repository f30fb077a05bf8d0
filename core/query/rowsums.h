// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/store/snapshot.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// Figures of rows picked by hand, in any order, each once; by rule 3 of DESIGN.md section 3, so
/// that no session counts twice.

/// Failures that failure details tell of.
Count failuresOfDetails(
    const Snapshot& snapshot, std::vector<RowId> failures, const std::stop_token& stop = {});

/// Figures of policies.
SessionFigures figuresOfPolicies(
    const Snapshot& snapshot, std::vector<RowId> policies, const std::stop_token& stop = {});

/// Figures of reports with all their policies.
SessionFigures figuresOfReports(
    const Snapshot& snapshot, const std::vector<RowId>& reports, const std::stop_token& stop = {});

} // namespace mxlens
