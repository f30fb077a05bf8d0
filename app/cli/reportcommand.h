// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/output/document.h"
#include "core/query/selection.h"
#include "core/report/error.h"

#include <array>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace mxlens::cli {

/// Names of the formats on the command line.
inline constexpr std::array<std::pair<std::string_view, DocumentFormat>, 3> documentFormats{ {
    { "text", DocumentFormat::Text },
    { "html", DocumentFormat::Html },
    { "pdf", DocumentFormat::Pdf },
} };

/// The format that the end of a file's name asks for; text for any other.
DocumentFormat formatByName(std::string_view file);

/// Narrows what the filter of the arguments leaves to a policy domain; false for what is no name.
bool narrowToDomain(Arguments& arguments, const std::string& domain);

/// Makes the bytes of a PDF; empty when it could not.
using PdfMaker = std::string (*)(const ReportDocument& document);

/// The document that `report` asks for, as the bytes that are written; or why there is none.
Result<std::string> reportDocument(const Arguments& arguments, const Snapshot& snapshot,
    Selection selection, PdfMaker makePdf, const std::stop_token& stop);

} // namespace mxlens::cli
