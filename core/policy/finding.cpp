// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/finding.h"

#include <algorithm>

namespace mxlens {

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

const char* severityName(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Error:
        return "error";
    case FindingSeverity::Warning:
        return "warning";
    case FindingSeverity::Hint:
        return "hint";
    }
    return "";
}

} // namespace mxlens
