// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mxlens {

/// A name from a stranger as it stands in a source: one line of valid UTF-8. Control characters and
/// bytes that are not UTF-8 are percent-encoded (`%0A`); everything else stays, `!` and `%` too.
std::string safeName(std::string_view name);
/// The same, put behind what `to` holds.
void appendSafeName(std::string& to, std::string_view name);

/// What is behind the last slash or backslash.
std::string_view baseName(std::string_view path);

/// Whether a file name has the form of RFC 8460 section 5.1: names of organization and domain, two
/// numbers, perhaps more, joined with `!`, and `.json` or `.json.gz` at its end.
bool isReportFileName(std::string_view name);

} // namespace mxlens
