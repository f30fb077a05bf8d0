// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/detailplaces.h"
#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/policytypes.h"
#include "core/query/totals.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace mxlens {

/// Collects the failures of MX and result types below domains. One thread; lives no longer than its
/// snapshot.
class DetailSums final {
public:
    /// Those alone that a selected detail tells of; unknown where none of them tells a number.
    using Sums = NumberMap<Count>;

    /// Adds up the selected failures of a share. places: of the snapshot. Stopped early it has part
    /// of them.
    DetailSums(const Snapshot& snapshot, const DetailPlaces& places, const Selection& selection,
        const ReportShare& share, const std::stop_token& stop);

    void merge(const DetailSums& other);

    /// By place.
    Sums ofPlaces() const;
    /// By MX.
    Sums ofMxs() const;
    const DetailPlaces& places() const { return *m_places; }

private:
    // A detail of a report whose sessions may count twice.
    struct Twin {
        std::uint32_t mx = 0, place = 0;
        PolicyType type = PolicyType::Other;
        Count failed;
    };

    void addRun(const Snapshot::Part& part, std::span<const RowId> failures);
    void addOnce(std::uint32_t place, Count failed);
    void addTwin(const Segment& segment, std::uint32_t row, std::uint32_t place);
    void addTwins();

    const DetailPlaces* m_places;
    PolicyTypes m_types;
    /// By place, of reports in which no session counts twice; empty where few details are selected.
    std::vector<std::optional<Count>> m_dense;
    Sums m_ofPlaces, m_ofMxs; ///< Of all others.
    std::vector<Twin> m_twins; ///< Of the report at hand ...
    std::uint32_t m_twinReport = 0; ///< ... which is this row of the part at hand.
};

/// Everything that the tree shows, while it is collected. One thread.
class TreeSums final {
public:
    TreeSums(const Snapshot& snapshot, const DetailPlaces& places, const Selection& selection,
        const ReportShare& share, const std::stop_token& stop)
        : m_details(snapshot, places, selection, share, stop)
    {
    }

    /// domains: the figures of a report by domain. Its details are counted already.
    void add(const std::vector<DomainFigures>& domains)
    {
        for (const DomainFigures& domain : domains)
            m_domains[domain.domain] += domain.figures;
    }
    void merge(const TreeSums& other)
    {
        for (const auto& [domain, figures] : other.m_domains.entries())
            m_domains[domain] += figures;
        m_details.merge(other.m_details);
    }
    const NumberMap<SessionFigures>& domains() const { return m_domains; }
    const DetailSums& details() const { return m_details; }

private:
    NumberMap<SessionFigures> m_domains;
    DetailSums m_details;
};

/// The tree that sums make, in its order.
std::vector<DomainNode> treeOf(const Snapshot& snapshot, const TreeSums& sums);

} // namespace mxlens
