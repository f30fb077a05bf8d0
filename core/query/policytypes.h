// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/resulttype.h"
#include "core/store/snapshot.h"

#include <array>

namespace mxlens {

/// Whether policies of one report can count the same sessions twice: only where there are sts and
/// tlsa ones among them (DESIGN.md section 3, rule 3).
class TwiceCounted final {
public:
    void add(PolicyType type)
    {
        m_sts |= type == PolicyType::Sts;
        m_tlsa |= type == PolicyType::Tlsa;
    }
    explicit operator bool() const { return m_sts && m_tlsa; }

private:
    bool m_sts = false, m_tlsa = false;
};

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
