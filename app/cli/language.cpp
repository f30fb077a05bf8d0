// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/language.h"

#include <cstdlib>
#include <optional>

namespace mxlens::cli {

namespace {

constexpr std::string_view languageOption = "--language";

/// What is asked for on the command line, right or wrong.
std::optional<Language> askedIn(std::span<const std::string_view> words)
{
    for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
        if (words[i] == languageOption)
            return i + 1 < words.size() ? languageNamed(words[i + 1]) : std::nullopt;
        if (words[i].starts_with(languageOption) && words[i][languageOption.size()] == '=')
            return languageNamed(words[i].substr(languageOption.size() + 1));
    }
    return std::nullopt;
}

} // namespace

std::string ownEnvironment(const char* variable)
{
    const char* const value = std::getenv(variable);
    return value ? value : "";
}

Language languageOf(std::span<const std::string_view> words, const Environment& environment)
{
    if (const std::optional<Language> asked = askedIn(words))
        return *asked;
    for (const char* variable : { "LC_ALL", "LC_MESSAGES", "LANG" }) {
        const std::string value = environment(variable);
        if (!value.empty())
            return languageNamed(value).value_or(Language::English);
    }
    return Language::English;
}

} // namespace mxlens::cli
