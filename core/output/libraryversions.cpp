// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/libraryversions.h"

#include <archive.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

namespace mxlens {

std::string libraryVersions()
{
    const std::string json = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + '.'
        + std::to_string(NLOHMANN_JSON_VERSION_MINOR) + '.'
        + std::to_string(NLOHMANN_JSON_VERSION_PATCH);
    return std::string("zlib ") + zlibVersion() + ", " + archive_version_string()
        + ", nlohmann/json " + json;
}

} // namespace mxlens
