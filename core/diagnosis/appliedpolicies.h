// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/report/resulttype.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

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
