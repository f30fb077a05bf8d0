// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// JSON text with its usual copying damage mended, and what was mended.
struct RepairedJson {
    std::string text;
    std::string repairs; ///< English, joined by comma: "line breaks in texts, trailing commas".
};

/// Mends what copying from a web page or a printed document does to JSON: raw line breaks and
/// control characters in strings, typographic quotes, trailing commas, blanks that are not ASCII.
/// Nothing where there is nothing to mend. To be used only after strict parsing failed.
std::optional<RepairedJson> repairJson(std::string_view json);

} // namespace mxlens
