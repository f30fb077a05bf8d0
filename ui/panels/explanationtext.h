// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/catalogue.h"
#include "ui/panels/detailstext.h"

#include <vector>

namespace mxlens {

/// What was applied to some sessions, and how many of them; -1 where that is not said.
struct AppliedSessions {
    AppliedPolicy policy = AppliedPolicy::Unknown;
    qint64 failed = -1;
    int opens = -1; ///< Index in DetailsText::openings of their rows, or -1.
};

/// What a cause means, what it did to the mail under the policies that applied, who acts and what
/// to do first: the sections that explain it, in turn.
QVector<DetailsSection> explanationSections(
    const Explanation& explanation, const std::vector<AppliedSessions>& applied);

} // namespace mxlens
