// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/report/numbertext.h"

#include <cstdint>
#include <string>

namespace mxlens {

/// A number with its groups of digits, or the word for unknown.
std::string countText(Count count, Language language = Language::English);

/// part of whole as `99.2 %`, in as many decimals as it takes that 100 stands only where part is
/// all and 0 only where it is none; past six decimals `over 99.999999 %` and `under 0.000001 %`.
/// part is not above whole, and whole is above 0. By the language alone, not the locale.
std::string percentText(
    std::int64_t part, std::int64_t whole, Language language = Language::English);

} // namespace mxlens
