// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// JSON text with one member or element a line. Only blanks between tokens change: order, repeated
/// members, the form of numbers and what is not JSON stay as they are. Ends after about most bytes.
std::string indentedJson(std::string_view text, std::size_t most);

} // namespace mxlens
