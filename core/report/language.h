// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace mxlens {

/// The languages in which core writes: catalogue, problems and what checkers find.
enum class Language { English, Spanish };

/// `en` or `es`, in any case and with anything behind a `-` or `_` (`es_MX.UTF-8`).
std::optional<Language> languageNamed(std::string_view code);

} // namespace mxlens
