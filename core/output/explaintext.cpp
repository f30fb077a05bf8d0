// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/explaintext.h"

#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/reasoncode.h"
#include "core/output/pagetext.h"
#include "core/output/terminaltext.h"

#include <algorithm>

namespace mxlens {

namespace {

/// Headings of the page.
struct Headings {
    std::string_view reason, effects, acts, steps, entries, reasons;
};

constexpr Headings english{ "Reason code", "Effect on mail, by the policy that applied", "Who acts",
    "First steps", "Result types and causes", "Reason codes" };
constexpr Headings spanish{ "Código de motivo",
    "Efecto sobre el correo, según la política aplicada", "Quién actúa", "Primeros pasos",
    "Tipos de resultado y causas", "Códigos de motivo" };

std::string heading(std::string_view text)
{
    return '\n' + std::string(text) + '\n';
}

} // namespace

std::string explanationText(std::string_view word, Language language)
{
    const Headings& headings = language == Language::Spanish ? spanish : english;
    const Explanation about = explainWords(word, {}, language);
    std::string page = terminalText(about.written.empty() ? about.name : about.written);
    page += ": " + about.title + "\n\n" + wrapped(terminalText(about.meaning), 0);
    if (!about.reason.empty())
        page += heading(headings.reason) + wrapped(about.reason, 2);
    if (!about.effects.empty())
        page += heading(headings.effects);
    for (const PolicyEffect& effect : about.effects)
        page += wrapped(effect.policyName + ": " + effect.effect, 2);
    page += heading(headings.acts) + wrapped(about.whoActs, 2) + heading(headings.steps);
    for (std::size_t i = 0; i < about.firstSteps.size(); ++i)
        page += wrapped(std::to_string(i + 1) + ". " + about.firstSteps[i], 2);
    return page;
}

std::string catalogueText(Language language)
{
    const Headings& headings = language == Language::Spanish ? spanish : english;
    std::string page = std::string(headings.entries) + '\n';
    const std::vector<CatalogueLine> lines = catalogueLines(language);
    std::size_t width = 0;
    for (const CatalogueLine& line : lines)
        width = std::max(width, line.name.size());
    for (const CatalogueLine& line : lines) {
        page.append("  ").append(line.name).append(width - line.name.size() + 2, ' ');
        page.append(line.title).append("\n");
    }
    page += heading(headings.reasons);
    for (const auto entries : { opensslReasons(), tlsAlertReasons(), softwareReasons() }) {
        for (const ReasonEntry& entry : entries) {
            page.append("  ").append(entry.code).append(" (").append(entry.software);
            page += ")\n";
        }
    }
    return page;
}

} // namespace mxlens
