// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/report/count.h"
#include "core/report/resulttype.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// Adds up failed sessions of one report and domain by rule 3 of the design.
class FailedSum final {
public:
    void add(PolicyType type, Count failed)
    {
        (type == PolicyType::Sts ? m_sts : type == PolicyType::Tlsa ? m_tlsa : m_rest) += failed;
    }
    Count sum() const { return m_rest + larger(m_sts, m_tlsa); }

private:
    Count m_sts, m_tlsa, m_rest;
};

/// The bit of a policy in Observation::applied.
constexpr std::uint32_t appliedBit(AppliedPolicy policy)
{
    return 1u << static_cast<unsigned>(policy);
}

/// Types and modes of the policies of a snapshot; each distinct text is read once. One thread;
/// lives no longer than its snapshot.
class AppliedPolicies final {
public:
    explicit AppliedPolicies(const Snapshot& snapshot);

    PolicyType typeOf(StringId type);
    PolicyMode modeOf(StringId mode);
    /// What was applied, by type and mode of a policy row.
    AppliedPolicy of(const Segment::Policies& policies, std::uint32_t row);

private:
    const Snapshot& m_snapshot;
    std::vector<std::uint8_t> m_types; ///< By StringId; 0 is not read yet, else 1 + the value.
    std::vector<std::uint8_t> m_modes;
};

} // namespace mxlens
