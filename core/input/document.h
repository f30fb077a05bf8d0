// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"
#include "core/report/parser.h"

#include <string>
#include <string_view>

namespace mxlens {

/// One JSON document and where it came from.
struct Document {
    /// Decompressed and decoded; valid during the call that hands it over.
    std::string_view bytes;
    /// What is below the file, in the notation of DESIGN.md section 6: for each container `!` and
    /// the member name, or `#` and the message number from 1. Empty for a plain or gzipped file.
    std::string_view inner;
    ReportContext context;
};

/// Takes what a reader finds in one file, in the order in which it stands there. Every source ends
/// in exactly one of these calls (DESIGN.md section 3, rule 8).
class DocumentSink {
public:
    virtual ~DocumentSink() = default;
    /// JSON that may be a TLS report.
    virtual void document(const Document& document) = 0;
    /// No TLS report: reason in English, as it stands in the sources table ("a DMARC report").
    virtual void notAReport(std::string_view inner, std::string reason) = 0;
    /// Cause and place; Error::file stays empty.
    virtual void unreadable(std::string_view inner, Error error) = 0;
};

} // namespace mxlens
