// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/finding.h"

#include "core/policy/findingtexts.h"
#include "core/report/placeholders.h"

#include <algorithm>

namespace mxlens {

namespace {

const FindingText& textOf(FindingKind kind, const FindingLanguage& language)
{
    return language.texts[static_cast<std::size_t>(kind)];
}

std::string filled(std::string_view text, const Finding& finding, const FindingLanguage& language)
{
    const bool isMx = finding.values.size() > 1 && finding.values[1] == mxRole;
    return filledText(text, [&](std::string_view placeholder, const std::string&) -> std::string {
        if (placeholder == "name")
            return std::string(isMx ? language.mxName : language.domainName);
        if (placeholder == "rightname")
            return std::string(isMx ? language.rightMx : language.rightDomain);
        const auto index = static_cast<std::size_t>(placeholder.front() - '0');
        return index < finding.values.size() ? finding.values[index] : std::string();
    });
}

} // namespace

const FindingLanguage& findingsIn(Language language)
{
    return language == Language::Spanish ? spanishFindings() : englishFindings();
}

std::string whatOf(const Finding& finding, Language language)
{
    const FindingLanguage& texts = findingsIn(language);
    return filled(textOf(finding.kind, texts).what, finding, texts);
}

std::string adviceOf(const Finding& finding, Language language)
{
    const FindingLanguage& texts = findingsIn(language);
    return filled(textOf(finding.kind, texts).advice, finding, texts);
}

std::string placeOf(const Finding& finding, Language language)
{
    const FindingLanguage& texts = findingsIn(language);
    std::string place;
    if (finding.line > 0)
        place.append(texts.line).append(" ").append(std::to_string(finding.line));
    if (finding.column > 0)
        place.append(place.empty() ? "" : ", ")
            .append(texts.byte)
            .append(" ")
            .append(std::to_string(finding.column));
    return place;
}

std::string_view noFaultFound(Language language)
{
    return findingsIn(language).noFault;
}

bool isUsable(const std::vector<Finding>& findings)
{
    return std::ranges::find(findings, FindingSeverity::Error, &Finding::severity)
        == findings.end();
}

bool hasFault(const std::vector<Finding>& findings)
{
    return std::ranges::any_of(
        findings, [](const Finding& finding) { return finding.severity != FindingSeverity::Hint; });
}

std::string_view severityName(FindingSeverity severity, Language language)
{
    const FindingLanguage& texts = findingsIn(language);
    switch (severity) {
    case FindingSeverity::Error:
        return texts.error;
    case FindingSeverity::Warning:
        return texts.warning;
    case FindingSeverity::Hint:
        return texts.hint;
    }
    return {};
}

} // namespace mxlens
