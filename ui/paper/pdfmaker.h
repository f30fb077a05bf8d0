// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mxlens {

struct ReportDocument;

/// The document as the bytes of a PDF, in a program that has no window and no QGuiApplication.
/// Called once; empty when it could not be made.
std::string pdfWithoutWindow(const ReportDocument& document);

} // namespace mxlens
