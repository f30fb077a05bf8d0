// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/matchterm.h"
#include "core/query/numbermap.h"
#include "core/query/policytypes.h"
#include "core/query/rowmask.h"
#include "core/store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mxlens {

/// What policies of one part of a snapshot say about the MX that terms of a filter name, where
/// failure details do not. Each answer comes from the policy and its details alone, so that a
/// report that is read by itself gets the same. One thread; lives no longer than the snapshot.
class MxOfPolicies final {
public:
    /// part: its index. terms: how many there are.
    MxOfPolicies(const Snapshot& snapshot, std::uint32_t part, std::size_t terms);

    /// Whether a policy covers an MX that a term names. index: that of the term.
    bool covers(MatchTerm& term, std::size_t index, std::uint32_t policy);

    /// The failure details, among those that are in, that name no MX and belong to one that a term
    /// names: the one that their policy means alone (MxCoverage::mxOf, but that a DANE policy
    /// always means its domain: whether that is an MX shows in other reports only). Valid until
    /// the next call.
    const std::vector<std::uint32_t>& unnamedOf(MatchTerm& term, const RowMask& in);

private:
    bool isDane(std::uint32_t policy)
    {
        return m_types.of(m_segment.policies.type[policy]) == PolicyType::Tlsa;
    }
    bool meansDaneDomain(MatchTerm& term, std::uint32_t policy);

    const Snapshot& m_snapshot;
    const std::uint32_t m_number; ///< Of the part.
    const Segment& m_segment;
    PolicyTypes m_types;
    /// By term: what the patterns of DANE policies cover, by hosts and text; 1 for no, 2 for yes.
    std::vector<NumberMap<char>> m_covers;
    std::vector<std::uint32_t> m_unnamed;
};

} // namespace mxlens
