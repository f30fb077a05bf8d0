// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// Columns of a page for a terminal.
constexpr std::size_t pageWidth = 100;

/// text in lines of at most the page's width, broken at blanks, each after `indent` blanks; ends
/// with a line feed.
std::string wrapped(std::string_view text, std::size_t indent);

} // namespace mxlens
