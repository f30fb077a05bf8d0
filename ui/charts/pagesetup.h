// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QPrinter;

namespace mxlens {

/// Whether Qt's dialog for paper and margins opens for a printer. Where it is that of the system
/// (Windows, macOS) it knows printers alone, and without any Qt prints to PDF: it would not open.
/// Elsewhere it is Qt's own and does for PDF as well, though Qt warns on standard error.
bool opensPageSetup(const QPrinter& printer);

/// Whether a QPrintPreviewDialog has its button for that dialog. GUI thread.
void offerPageSetup(QDialog& preview, bool offered);

} // namespace mxlens
