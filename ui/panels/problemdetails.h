// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/detailstext.h"
#include "ui/session/diagnosisrows.h"

#include <stop_token>

namespace mxlens {

/// The details of a problem: what it means, what it did to the mail, what to do first; beside it
/// the evidence, every figure of which opens the rows that it comes from. Empty where the diagnosis
/// does not have it. Any thread.
DetailsText problemDetails(const DiagnosisRows& rows, RowId problem, const std::stop_token& stop);

/// The details of a policy domain: the verdict on it, what that rests on and what is missing;
/// beside it its policies over time. Any thread.
DetailsText domainDetails(const DiagnosisRows& rows, RowId domain, const std::stop_token& stop);

/// The rows of a whole problem, to be opened.
std::shared_ptr<const RowEvidence> rowsOf(
    const std::shared_ptr<const Snapshot>& snapshot, const Problem& problem, Language language);

} // namespace mxlens
