// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <string>
#include <string_view>

namespace mxlens {

/// Makes texts of neighbouring rows that are put together from parts: dates, lists and source
/// names. Each kind remembers what it made last, because rows beside each other mostly share them.
/// What is returned is valid until the next call of the same function. One thread.
class RowTexts final {
public:
    /// snapshot must outlive this.
    explicit RowTexts(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    /// YYYY-MM-DDTHH:MM:SSZ, empty for noTimestamp.
    std::string_view start(Timestamp time) { return date(m_start, time); }
    std::string_view end(Timestamp time) { return date(m_end, time); }
    /// A list that the store holds joined by LF, joined by `|`.
    std::string_view policyText(StringId lines) { return list(m_policyText, lines); }
    std::string_view mxHosts(StringId lines) { return list(m_mxHosts, lines); }
    /// An address as it was written.
    std::string_view sendingIp(AddressId id) { return address(m_sendingIp, id); }
    std::string_view receivingIp(AddressId id) { return address(m_receivingIp, id); }
    /// The `source` column of a source.
    std::string_view source(const RowPlace& source);

private:
    struct Date {
        Timestamp time = noTimestamp;
        std::string text;
    };
    struct List {
        StringId lines = 0;
        std::string text;
    };
    struct Address {
        AddressId id = 0;
        std::string text;
    };
    std::string_view address(Address& last, AddressId id) const;
    static std::string_view date(Date& last, Timestamp time);
    std::string_view list(List& last, StringId lines) const;

    const Snapshot& m_snapshot;
    Date m_start, m_end;
    List m_policyText, m_mxHosts;
    Address m_sendingIp, m_receivingIp;
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
