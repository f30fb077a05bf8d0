// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"

class QFont;
class QPainter;
class QRectF;

namespace mxlens {

/// Draws the trend of a document: failures above sessions. font has its size in pixels, so that the
/// trend looks the same on every device. Any thread.
void drawTrend(QPainter& painter, const QRectF& rect, const QFont& font,
    const ReportDocument& document, const DocumentBlock& trend);

} // namespace mxlens
