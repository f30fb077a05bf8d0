// SPDX-License-Identifier: GPL-3.0-or-later
// Index files for the tests of core/cache.
#pragma once

#include "core/cache/checksum.h"
#include "core/cache/indexfile.h"
#include "core/cache/indexwriter.h"
#include "core/store/segmentcolumns.h"

#include <QByteArray>
#include <QFile>

#include <cstring>
#include <fstream>
#include <string>
#include <type_traits>
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

/// One of the blocks of an index, by their kind.
inline IndexBlock blockOf(const std::string& bytes, IndexBlockKind kind)
{
    IndexFooter footer;
    std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
    IndexBlock block;
    std::size_t at = footer.tableOffset;
    do {
        std::memcpy(&block, bytes.data() + at, sizeof block);
        at += sizeof block;
    } while (block.kind != kind);
    return block;
}

/// The same bytes with checksums that hold for a block that was changed.
inline std::string withChecksums(std::string bytes, IndexBlockKind kind)
{
    IndexBlock block = blockOf(bytes, kind);
    const std::string old(bytesOf(block));
    block.checksum = checksum64(std::string_view(bytes).substr(block.offset, block.size));
    bytes.replace(bytes.rfind(old), old.size(), bytesOf(block));
    const std::size_t footerAt = bytes.size() - sizeof(IndexFooter);
    IndexFooter footer;
    std::memcpy(&footer, bytes.data() + footerAt, sizeof footer);
    footer.tableChecksum
        = checksum64(std::string_view(bytes).substr(footer.tableOffset, footer.tableSize));
    footer.checksum = checksumOf(footer);
    return bytes.replace(footerAt, sizeof footer, bytesOf(footer));
}

/// Whether every range of rows in a segment is there, and in order.
inline bool hasSoundRanges(const Segment& segment)
{
    const RowCounts counts = rowCounts(segment);
    bool sound = true;
    visitColumns(
        [&](const ColumnInfo& info, const auto& column) {
            const std::uint32_t rows = counts[indexOf(info.group)];
            const std::uint32_t others = counts[indexOf(info.target)];
            if (info.role == ColumnRole::First) {
                if constexpr (std::is_same_v<decltype(column[0]), std::uint32_t>) {
                    sound = sound && column.size() == rows + 1 && column[0] == 0
                        && column[rows] == others;
                    for (std::uint32_t row = 0; sound && row < rows; ++row)
                        sound = column[row] <= column[row + 1];
                }
            } else {
                sound = sound && column.size() == rows;
            }
        },
        segment);
    return sound;
}

} // namespace mxlens::testing
