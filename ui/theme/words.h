// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace mxlens {

/// A day in words: "3 September 2026", in the order of the language.
QString dayText(QDate day);

/// A day for narrow places: "3 Sep 2026".
QString shortDayText(QDate day);

/// Days in words, both ends inclusive: "3 September 2026", or "28 September to 3 October 2026".
QString daysText(QDate first, QDate last);

/// A number grouped by locale; "unknown" below 0 (DESIGN.md section 3, rule 6).
QString countText(qint64 count);

/// The same for narrow places, rounded down from 10,000 on: "9,999", "38 k", "1.2 M".
QString shortCountText(qint64 count);

/// part of whole in per cent, never rounded to 0 or 100 where it is neither: "0.25 %",
/// "under 0.01 %", "over 99.99 %", with blanks that do not break. Empty where there is no such
/// share.
QString shareText(qint64 part, qint64 whole);

} // namespace mxlens
