// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/cataloguetexts.h"

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
    std::string result;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        const std::size_t close = text.find('}', open);
        result.append(text.substr(0, open));
        if (close == std::string_view::npos) {
            result.append(text.substr(open));
            break;
        }
        Filling filling = fillingOf(text.substr(open + 1, close - open - 1), names, texts);
        // A sentence begins with a capital letter, a host name stays as it is.
        const bool starts = result.empty() || result.ends_with(". ");
        if (filling.generic && starts && filling.text.front() >= 'a' && filling.text.front() <= 'z')
            filling.text.front() = static_cast<char>(filling.text.front() - 'a' + 'A');
        result.append(filling.text);
        text.remove_prefix(close + 1);
    }
    contract(result, language);
    return result;
}

} // namespace mxlens
