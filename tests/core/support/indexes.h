// SPDX-License-Identifier: GPL-3.0-or-later
// Index files for the tests of core/cache.
#pragma once

#include "core/cache/indexfile.h"
#include "core/cache/indexwriter.h"
#include "core/store/segmentcolumns.h"

#include <QByteArray>
#include <QFile>

#include <fstream>
#include <string>
#include <vector>

namespace mxlens::testing {

/// The rows of a segment as text, for comparison: ids as what they stand for.
inline std::string dumpOf(
    const Segment& segment, const StringPool& texts, const AddressPool& addresses)
{
    std::string dump;
    visitColumns(
        [&](const ColumnInfo& info, const auto& column) {
            dump += std::string("\n") + info.name;
            for (std::size_t row = 0; row < column.size(); ++row) {
                const auto value = column[row];
                dump += ' ';
                if constexpr (std::is_same_v<decltype(value), const std::uint32_t>) {
                    if (info.role == ColumnRole::Text || info.role == ColumnRole::OwnText)
                        dump += texts.text(value);
                    else if (info.role == ColumnRole::Address)
                        dump += addressText(addresses.entry(value), texts);
                    else
                        dump += std::to_string(value);
                } else if constexpr (std::is_same_v<decltype(value), const Count>) {
                    dump += std::to_string(value.valueOr(-1));
                } else {
                    dump += QByteArray(reinterpret_cast<const char*>(&value), sizeof value)
                                .toHex()
                                .toStdString();
                }
            }
        },
        segment);
    return dump;
}

/// The segments of a snapshot in input order, as text.
inline std::string dumpOf(const Snapshot& snapshot)
{
    std::string dump;
    for (const std::uint32_t part : snapshot.inputOrder())
        dump += dumpOf(*snapshot.parts()[part].segment, snapshot.pool(), snapshot.addresses());
    return dump;
}

inline void writeBytes(const std::string& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace mxlens::testing
