// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/problem.h"
#include "core/diagnosis/readiness.h"
#include "core/diagnosis/thresholds.h"
#include "core/query/filter.h"
#include "core/query/selection.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// The terms of a filter that do not ask about failure details or counts. What they leave is what
/// surrounds the rows that the whole filter leaves: the days on which a reporter saw nothing, the
/// sessions of the others.
Filter surroundings(const Filter& filter);

/// What the rows of a selection mean.
struct Diagnosis {
    std::vector<Problem> problems; ///< Most severe first, then by failed sessions.
    /// Those of the shown policies, in input order, as they are with all that surrounds them: no
    /// verdict rests on a filter for one fault.
    std::vector<DomainStatus> domains;
};

/// Groups failure details and policy facts to problems, and judges each domain. `shown` is what a
/// filter leaves, `around` what its surroundings() leave; give the same object where the filter
/// asks about no details, since facts about whole reports (silence, counts) are then looked for as
/// well. Duplicates and rule 3 of the design are respected. One pass over the rows of each; any
/// thread. Stopped early it gives part of the answer.
Diagnosis diagnose(const Snapshot& snapshot, const Selection& shown, const Selection& around,
    std::stop_token stop = {}, const Thresholds& thresholds = {});

} // namespace mxlens
