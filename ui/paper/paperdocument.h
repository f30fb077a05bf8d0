// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"

#include <QByteArray>

class QPagedPaintDevice;

namespace mxlens {

/// Draws a document on pages with a running head and page numbers; tables go on over pages under
/// the names of their columns. Needs a QGuiApplication. One thread at a time.
void printDocument(const Document& document, QPagedPaintDevice& device);

/// The document as a PDF on A4, with its fonts.
QByteArray documentPdf(const Document& document);

} // namespace mxlens
