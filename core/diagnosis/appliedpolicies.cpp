// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/appliedpolicies.h"

namespace mxlens {

AppliedPolicies::AppliedPolicies(const Snapshot& snapshot)
    : m_snapshot(snapshot)
    , m_types(snapshot.pool().size())
    , m_modes(snapshot.pool().size())
{
}

PolicyType AppliedPolicies::typeOf(StringId type)
{
    std::uint8_t& known = m_types[type];
    if (known == 0)
        known
            = static_cast<std::uint8_t>(1 + static_cast<int>(policyTypeOf(m_snapshot.text(type))));
    return static_cast<PolicyType>(known - 1);
}

PolicyMode AppliedPolicies::modeOf(StringId mode)
{
    std::uint8_t& known = m_modes[mode];
    if (known == 0)
        known
            = static_cast<std::uint8_t>(1 + static_cast<int>(policyModeOf(m_snapshot.text(mode))));
    return static_cast<PolicyMode>(known - 1);
}

AppliedPolicy AppliedPolicies::of(const Segment::Policies& policies, std::uint32_t row)
{
    switch (typeOf(policies.type[row])) {
    case PolicyType::Tlsa:
        return AppliedPolicy::Dane;
    case PolicyType::NoPolicyFound:
        return AppliedPolicy::NoPolicy;
    case PolicyType::Other:
        return AppliedPolicy::Unknown;
    case PolicyType::Sts:
        break;
    }
    switch (modeOf(policies.mode[row])) {
    case PolicyMode::Enforce:
        return AppliedPolicy::Enforce;
    case PolicyMode::Testing:
        return AppliedPolicy::Testing;
    case PolicyMode::None:
        return AppliedPolicy::ModeNone;
    case PolicyMode::Absent:
    case PolicyMode::Other:
        break;
    }
    return AppliedPolicy::Unknown;
}

} // namespace mxlens
