// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mxlens {

/// The libraries that core runs with and their versions, for a bug report: "zlib 1.2.13,
/// libarchive 3.6.2, nlohmann/json 3.11.2".
std::string libraryVersions();

} // namespace mxlens
