// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/output/document.h"
#include "core/query/selection.h"
#include "core/report/error.h"

#include <stop_token>
#include <string>

namespace mxlens::cli {

/// Makes the bytes of a PDF; empty when it could not.
using PdfMaker = std::string (*)(const Document& document);

/// The document that `report` asks for, as the bytes that are written; or why there is none.
Result<std::string> reportDocument(const Arguments& arguments, const Snapshot& snapshot,
    Selection selection, PdfMaker makePdf, const std::stop_token& stop);

} // namespace mxlens::cli
