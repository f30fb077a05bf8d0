// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/checktext.h"

#include "core/output/figuretext.h"
#include "core/output/terminaltext.h"
#include "core/policy/stspolicy.h"
#include "core/report/resulttype.h"

namespace mxlens {

namespace {

std::string placeOf(const Finding& finding)
{
    std::string place;
    if (finding.line > 0)
        place = "line " + std::to_string(finding.line);
    if (finding.column > 0)
        place.append(place.empty() ? "" : ", ")
            .append("byte ")
            .append(std::to_string(finding.column));
    return place.empty() ? place : place + ": ";
}

void appendFindings(std::string& page, const std::vector<Finding>& findings)
{
    if (!findings.empty())
        page += '\n';
    for (const Finding& finding : findings) {
        page.append(placeOf(finding)).append(severityName(finding.severity)).append(": ");
        page += terminalText(finding.what) + ".\n";
        if (!finding.advice.empty())
            page += "    " + terminalText(finding.advice) + ".\n";
    }
    if (!hasFault(findings))
        page += "\nNo fault found.\n";
}

} // namespace

CheckText recordCheckText(const DnsRecordCheck& check)
{
    std::string page = std::string(kindName(check.kind)) + '\n';
    for (const std::string& destination : check.destinations)
        page += "  reports to  " + terminalText(destination) + '\n';
    if (!check.id.empty())
        page += "  id  " + terminalText(check.id) + '\n';
    for (const TlsaRecord& record : check.tlsa)
        page += "  " + describe(record) + '\n';
    appendFindings(page, check.findings);
    return { std::move(page), hasFault(check.findings) };
}

CheckText policyCheckText(std::string_view policy)
{
    const StsPolicyCheck check = checkStsPolicy(policy);
    std::string page = "MTA-STS policy (RFC 8461 section 3.2)\n";
    page.append("  mode     ").append(policyModeName(check.policy.mode)).append("\n");
    if (check.policy.maxAge)
        page += "  max_age  " + groupedNumber(*check.policy.maxAge) + " seconds\n";
    for (const std::string& mx : check.policy.mx)
        page += "  mx       " + terminalText(mx) + '\n';
    appendFindings(page, check.findings);
    return { std::move(page), hasFault(check.findings) };
}

} // namespace mxlens
