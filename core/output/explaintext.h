// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <string>
#include <string_view>

namespace mxlens {

/// What the catalogue says on a result type or reason code, as a page for a terminal that ends with
/// a line feed. An unknown word is said to be one and shown.
std::string explanationText(std::string_view word, Language language);

/// The list of everything that can be explained: entries with their titles, then reason codes.
std::string catalogueText(Language language);

} // namespace mxlens
