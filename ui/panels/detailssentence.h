// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/figures.h"
#include "core/store/snapshot.h"

#include <QString>

namespace mxlens {

/// What happened, in one sentence (two where the second must be known with it). Names from reports
/// are prepared by displayText(). The row must exist.
/// failed: sessions of the failure detail, or of all that are alike but for the sending address.
QString failureSentence(const Snapshot& snapshot, RowId failure, Count failed);
QString policySentence(const Snapshot& snapshot, RowId policy);
QString reportSentence(const Snapshot& snapshot, RowId report);
QString sourceSentence(const Snapshot& snapshot, RowId source);

/// Whether a source is a folder without a file in it.
bool isEmptyFolder(const Snapshot& snapshot, RowId source);

/// When: "on 3 September 2026 (UTC)", "from 1 September to 7 September 2026 (UTC)", "on an unknown
/// day".
QString periodText(Timestamp start, Timestamp end);

/// A count as countText() takes it: -1 where it is unknown.
qint64 countOf(Count count);
/// The failed ones of all sessions as shareText() writes it; empty where they have no rate.
QString failureShareText(const SessionFigures& figures);

/// Sessions of a policy: known where both of its counts are.
SessionFigures policyFigures(const Segment& segment, std::uint32_t policy);

} // namespace mxlens
