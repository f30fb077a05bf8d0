// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/prefetch.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mxlens {

/// Finds the reports that count by their identity: a table of row ids and what they are looked for
/// by, 8 bytes for each slot. What else it needs to know of a report it reads in the segments. One
/// thread.
class ReportIndex final {
public:
    /// The store's parts, texts included; they outlive the index.
    ReportIndex(const std::vector<Snapshot::Part>& parts, const StringPool& texts);

    /// What the table holds of reports with the identity of another one: organization, report-id
    /// and date range, or the content where it has no report-id.
    struct Known {
        std::optional<RowId> any; ///< One of them; the only one, where it is one.
        std::optional<RowId> same; ///< The one with the same content.
    };
    Known known(RowId report) const;
    /// Begins to fetch from memory what known() will need soon. identity: of the report.
    void expect(std::uint32_t identity) const { prefetch(&m_table[firstOf(identity, m_table)]); }
    /// Adds a report that counts. isFirst: none of its identity is known.
    void add(RowId report, bool isFirst);
    /// Puts another report of the same identity and content in the place of one.
    void replace(RowId known, RowId report);
    /// Forgets everything.
    void clear();

    /// Where a report is.
    RowPlace placeOf(RowId report) const;

private:
    struct Slot {
        std::uint32_t entry = 0; ///< Row id + 1, marked where it is not the first of its identity;
                                 ///< 0 is a free slot.
        std::uint32_t hash = 0; ///< What the entry is looked for by.
    };

    /// Where a hash is looked for first: tables have any size, so that they need not double.
    static std::size_t firstOf(std::uint32_t hash, const std::vector<Slot>& table)
    {
        return static_cast<std::size_t>(std::uint64_t{ hash } * table.size() >> 32);
    }
    static std::size_t behind(std::size_t slot, const std::vector<Slot>& table)
    {
        return slot + 1 < table.size() ? slot + 1 : 0;
    }
    Slot slotOf(RowId report, bool isFirst) const;
    bool sharesIdentity(const RowPlace& a, const RowPlace& b) const;
    static void put(std::vector<Slot>& table, const Slot& slot);
    void grow();

    const std::vector<Snapshot::Part>& m_parts;
    const StringPool& m_texts;
    /// Open addressing. The first report of an identity stands where that is looked for; others
    /// where their content is as well: thousands of one identity must not be looked through for
    /// each of them.
    std::vector<Slot> m_table;
    std::size_t m_count = 0;
};

} // namespace mxlens
