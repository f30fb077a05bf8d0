// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/drafts.h"

#include <vector>

namespace mxlens {

/// Moves stray failures of a draft to the noise: single ones among very many good sessions, on days
/// of their own, that no reporter sees again and again. What lies within a fault, or at its edges,
/// stays. The observations of the draft have to be sorted by day.
void takeStrays(const DiagnosisInput& input, Draft& draft, std::vector<Observation>& noise);

} // namespace mxlens
