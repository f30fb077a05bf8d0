// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"

#include <QByteArray>

#include <memory>
#include <stop_token>

class QPagedPaintDevice;
class QPageLayout;

namespace mxlens {

/// A4 with the margins of a report.
QPageLayout reportPageLayout();

/// Draws a document on the pages of a device (PaperPages); false when the device did not take it or
/// the work was stopped. Any thread that has the device for itself; needs a QGuiApplication.
bool printDocument(const std::shared_ptr<const ReportDocument>& document, QPagedPaintDevice& device,
    const std::stop_token& stop = {});

/// The document as a PDF on A4, with its fonts; nothing when it was stopped.
QByteArray documentPdf(
    const std::shared_ptr<const ReportDocument>& document, const std::stop_token& stop = {});

} // namespace mxlens
