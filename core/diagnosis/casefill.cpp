// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/cataloguetexts.h"
#include "core/report/placeholders.h"

#include <algorithm>
#include <cctype>

namespace mxlens {

namespace {

/// What a placeholder stands for.
struct Filling {
    std::string text;
    bool generic = false; ///< Words of the catalogue, not a name.
};

Filling named(const std::string& name, std::string_view any)
{
    return name.empty() ? Filling{ std::string(any), true } : Filling{ name, false };
}

std::string daysOf(const CaseNames& names, const CatalogueLanguage& texts)
{
    if (names.firstDay.empty() || names.firstDay == names.lastDay || names.lastDay.empty())
        return names.firstDay;
    std::string days(texts.daysRange);
    days.replace(days.find("{first}"), 7, names.firstDay);
    days.replace(days.find("{last}"), 6, names.lastDay);
    return days;
}

Filling fillingOf(
    std::string_view placeholder, const CaseNames& names, const CatalogueLanguage& texts)
{
    const std::string host = names.domain.empty() ? std::string() : "mta-sts." + names.domain;
    if (placeholder == "mx")
        return named(names.mx, texts.anyMx);
    if (placeholder == "domain")
        return named(names.domain, texts.anyDomain);
    if (placeholder == "organization")
        return named(names.organization, texts.anyOrganization);
    if (placeholder == "policyhost")
        return named(host, texts.anyPolicyHost);
    if (placeholder == "policyurl")
        return named(host.empty() ? host : "https://" + host + "/.well-known/mta-sts.txt",
            texts.anyPolicyUrl);
    if (placeholder == "days")
        return named(daysOf(names, texts), texts.anyDays);
    return named(names.written, texts.anyWritten);
}

// `de el MX` is `del MX`.
void contract(std::string& text, Language language)
{
    if (language != Language::Spanish)
        return;
    for (const auto& [apart, together] :
        { std::pair{ " de el ", " del " }, std::pair{ " a el ", " al " } }) {
        for (std::size_t at = text.find(apart); at != std::string::npos; at = text.find(apart, at))
            text.replace(at, std::string_view(apart).size(), together);
    }
}

} // namespace

std::string filledIn(std::string_view text, const CaseNames& names, Language language)
{
    const CatalogueLanguage& texts = catalogueIn(language);
    std::string result = filledText(text, [&](std::string_view name, const std::string& before) {
        Filling filling = fillingOf(name, names, texts);
        // A sentence begins with a capital letter, a host name stays as it is.
        const bool starts = before.empty() || before.ends_with(". ");
        char& first = filling.text.front();
        if (filling.generic && starts && first >= 'a' && first <= 'z')
            first = static_cast<char>(first - 'a' + 'A');
        return filling.text;
    });
    contract(result, language);
    return result;
}

} // namespace mxlens
