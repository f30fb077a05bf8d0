// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <string>
#include <string_view>

namespace mxlens {

/// A sentence of core (deviations, causes of errors, why something is no report, faults of a
/// filter), which is kept in English with the rows, in the language of the reader. What it quotes
/// stays as it was, and so does a phrase that is not known. Any thread.
std::string inLanguage(std::string_view sentence, Language language);

} // namespace mxlens
