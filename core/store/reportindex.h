// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mxlens {

/// Finds the reports that count by their identity: a table of row ids, 4 bytes for each slot. What
/// it needs to know of a report it reads in the segments. One thread.
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
    /// Adds a report that counts. isFirst: none of its identity is known.
    void add(RowId report, bool isFirst);
    /// Puts another report of the same identity and content in the place of one.
    void replace(RowId known, RowId report);
    /// Forgets everything.
    void clear();

    /// Where a report is.
    RowPlace placeOf(RowId report) const;

private:
    std::uint32_t identityOf(RowId report) const;
    ContentKey contentOf(RowId report) const;
    std::size_t hashOf(std::uint32_t entry) const;
    bool sharesIdentity(const RowPlace& a, const RowPlace& b) const;
    void put(std::vector<std::uint32_t>& table, std::uint32_t entry) const;
    void grow();

    const std::vector<Snapshot::Part>& m_parts;
    const StringPool& m_texts;
    /// Open addressing: row id + 1; 0 is a free slot. The first report of an identity stands where
    /// that is looked for; others, which are marked, where their content is as well: thousands of
    /// one identity must not be looked through for each of them.
    std::vector<std::uint32_t> m_table;
    std::size_t m_count = 0;
};

} // namespace mxlens
