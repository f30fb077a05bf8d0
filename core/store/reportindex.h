// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// Finds the reports that count by their identity: a table of row ids, 4 bytes for each slot. What
/// it needs to know of a report it reads in the segments. One thread.
class ReportIndex final {
public:
    /// The store's parts, texts included; they outlive the index.
    ReportIndex(const std::vector<Snapshot::Part>& parts, const StringPool& texts);

    /// Reports in the table with the identity of this one: organization, report-id and date range,
    /// or the content where it has no report-id. Valid until the next call.
    const std::vector<RowId>& sameIdentity(RowId report);
    /// Adds a report that counts.
    void add(RowId report);
    /// Puts another report of the same identity and content in the place of one.
    void replace(RowId known, RowId report);
    /// Forgets everything.
    void clear();

    /// Where a report is.
    RowPlace placeOf(RowId report) const;

private:
    std::uint32_t identityOf(RowId report) const;
    bool sharesIdentity(const RowPlace& a, const RowPlace& b) const;
    void put(std::vector<std::uint32_t>& table, std::uint32_t identity, RowId report) const;
    void grow();

    const std::vector<Snapshot::Part>& m_parts;
    const StringPool& m_texts;
    std::vector<std::uint32_t> m_table; ///< Open addressing: row id + 1; 0 is a free slot.
    std::size_t m_count = 0;
    std::vector<RowId> m_found;
};

} // namespace mxlens
