// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <array>
#include <string>
#include <string_view>

namespace mxlens {

/// 32 hexadecimal digits of the fingerprint of a report's content, in `digits`.
std::string_view writeReportKey(const ContentKey& key, std::array<char, 32>& digits);

/// Makes texts of neighbouring rows that are put together from parts: dates and source names. Each
/// kind remembers what it made last, because rows beside each other mostly share them. What is
/// returned is valid until the next call of the same function. One thread.
class RowTexts final {
public:
    /// snapshot must outlive this.
    explicit RowTexts(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    /// YYYY-MM-DDTHH:MM:SSZ, empty for noTimestamp.
    std::string_view start(Timestamp time) { return date(m_starts, time); }
    std::string_view end(Timestamp time) { return date(m_ends, time); }
    /// The `source` column of a source.
    std::string_view source(const RowPlace& source);

private:
    struct Date {
        Timestamp time = noTimestamp;
        std::string text;
    };
    /// Dates by their day: rows in any order have but some thousands of them.
    using Dates = std::array<Date, 4096>;
    static std::string_view date(Dates& dates, Timestamp time);

    const Snapshot& m_snapshot;
    Dates m_starts, m_ends;
    RowPlace m_sourcePlace;
    std::string m_source;
};

/// Finds rows that mostly stand beside each other: looks into the segment of the last row first.
class RowCursor final {
public:
    enum class Kind { Policy, Failure };
    /// snapshot must outlive this.
    RowCursor(const Snapshot& snapshot, Kind kind)
        : m_snapshot(snapshot)
        , m_kind(kind)
    {
    }
    /// Where a row is; row must exist.
    RowPlace at(RowId row);

private:
    const Snapshot& m_snapshot;
    Kind m_kind;
    RowPlace m_last;
    RowId m_first = 0; ///< Id of row 0 of the segment of m_last ...
    RowId m_end = 0; ///< ... and the id behind its last row.
};

} // namespace mxlens
