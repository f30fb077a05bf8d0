// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <string>

namespace mxlens::cli {

/// The content of a policy file; `-` is standard input. At most 1 MiB, sixteen times what RFC 8461
/// suggests: past that it is TooLarge. NotFound and ReadFailed as elsewhere.
Result<std::string> readPolicyFile(const std::string& path);

} // namespace mxlens::cli
