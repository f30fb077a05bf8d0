// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/resulttype.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

PolicyType policyTypeOf(std::string_view written)
{
    const std::string_view type = trimmed(written);
    if (equalIgnoringCase(type, "sts"))
        return PolicyType::Sts;
    if (equalIgnoringCase(type, "tlsa"))
        return PolicyType::Tlsa;
    if (equalIgnoringCase(type, "no-policy-found"))
        return PolicyType::NoPolicyFound;
    return PolicyType::Other;
}

PolicyMode policyModeOf(std::string_view written)
{
    const std::string_view mode = trimmed(written);
    if (mode.empty())
        return PolicyMode::Absent;
    if (equalIgnoringCase(mode, "enforce"))
        return PolicyMode::Enforce;
    if (equalIgnoringCase(mode, "testing"))
        return PolicyMode::Testing;
    if (equalIgnoringCase(mode, "none"))
        return PolicyMode::None;
    return PolicyMode::Other;
}

std::string_view policyModeName(PolicyMode mode)
{
    switch (mode) {
    case PolicyMode::Enforce:
        return "enforce";
    case PolicyMode::Testing:
        return "testing";
    case PolicyMode::None:
        return "none";
    case PolicyMode::Absent:
    case PolicyMode::Other:
        break;
    }
    return "unknown";
}

bool isKnownResultType(std::string_view text)
{
    return std::ranges::find(resultTypes, text) != resultTypes.end();
}

} // namespace mxlens
