// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/checktext.h"

#include "core/output/figuretext.h"
#include "core/output/terminaltext.h"
#include "core/policy/stspolicy.h"
#include "core/report/resulttype.h"

namespace mxlens {

namespace {

/// Words of the page.
struct Words {
    std::string_view reportsTo, policy, seconds;
};

constexpr Words english{ "reports to  ", "MTA-STS policy (RFC 8461 section 3.2)", " seconds" };
constexpr Words spanish{ "informes a  ", "Política MTA-STS (RFC 8461, sección 3.2)", " segundos" };

const Words& wordsIn(Language language)
{
    return language == Language::Spanish ? spanish : english;
}

void appendFindings(std::string& page, const std::vector<Finding>& findings, Language language)
{
    if (!findings.empty())
        page += '\n';
    for (const Finding& finding : findings) {
        const std::string place = placeOf(finding, language);
        page.append(place).append(place.empty() ? "" : ": ");
        page.append(severityName(finding.severity, language));
        page += ": " + terminalText(whatOf(finding, language)) + ".\n";
        const std::string advice = adviceOf(finding, language);
        if (!advice.empty())
            page += "    " + terminalText(advice) + ".\n";
    }
    if (!hasFault(findings))
        page.append("\n").append(noFaultFound(language)).append(".\n");
}

} // namespace

CheckText recordCheckText(const DnsRecordCheck& check, Language language)
{
    std::string page = std::string(kindName(check.kind, language)) + '\n';
    for (const std::string& destination : check.destinations)
        page.append("  ").append(wordsIn(language).reportsTo) += terminalText(destination) + '\n';
    if (!check.id.empty())
        page += "  id  " + terminalText(check.id) + '\n';
    for (const TlsaRecord& record : check.tlsa)
        page += "  " + describe(record, language) + '\n';
    appendFindings(page, check.findings, language);
    return { std::move(page), hasFault(check.findings) };
}

CheckText policyCheckText(std::string_view policy, Language language)
{
    const Words& words = wordsIn(language);
    const StsPolicyCheck check = checkStsPolicy(policy);
    std::string page = std::string(words.policy) + '\n';
    page.append("  mode     ").append(policyModeName(check.policy.mode)).append("\n");
    if (check.policy.maxAge)
        page.append("  max_age  " + groupedNumber(*check.policy.maxAge))
            .append(words.seconds)
            .append("\n");
    for (const std::string& mx : check.policy.mx)
        page += "  mx       " + terminalText(mx) + '\n';
    appendFindings(page, check.findings, language);
    return { std::move(page), hasFault(check.findings) };
}

} // namespace mxlens
