// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/language.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

std::optional<Language> languageNamed(std::string_view code)
{
    const std::string_view plain = code.substr(0, std::min(code.find_first_of("-_."), code.size()));
    if (equalIgnoringCase(plain, "en"))
        return Language::English;
    if (equalIgnoringCase(plain, "es"))
        return Language::Spanish;
    return std::nullopt;
}

} // namespace mxlens
