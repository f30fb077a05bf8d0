// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/resulttype.h"
#include "core/store/snapshot.h"

#include <array>

namespace mxlens {

/// Policy types by the id of their text: a store has a handful of them, so that each is compared
/// with the RFC's words once and not for each policy. One thread; lives no longer than its
/// snapshot.
class PolicyTypes final {
public:
    explicit PolicyTypes(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    PolicyType of(StringId id)
    {
        Known& known = m_known[id % m_known.size()];
        if (!known.set || known.id != id)
            known = { id, policyTypeOf(m_snapshot.text(id)), true };
        return known.type;
    }

private:
    struct Known {
        StringId id = 0;
        PolicyType type = PolicyType::Other;
        bool set = false;
    };
    const Snapshot& m_snapshot;
    std::array<Known, 32> m_known{};
};

} // namespace mxlens
