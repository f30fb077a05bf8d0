// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <cstdint>
#include <string>

namespace mxlens {

/// A number with a sign between groups of three digits, as the language writes it: `1,204` and
/// `12,204`, or `1204` and `12.204`. value is 0 or more.
std::string groupedNumber(std::int64_t value, Language language = Language::English);

} // namespace mxlens
