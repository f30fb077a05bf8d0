// SPDX-License-Identifier: GPL-3.0-or-later
// The form of an index file: blocks one behind the other without gaps, a table of the blocks, and a
// footer that leads to the table. Every byte is under a checksum. Numbers as the machine has them:
// a file of a machine of another byte order does not hold here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mxlens {

/// Changes with anything in the form of the file or in the meaning of its columns, also with what
/// readers or the parser make of the same file.
constexpr std::uint32_t indexSchema = 4;

/// What a block holds.
enum class IndexBlockKind : std::uint32_t {
    Identity, ///< The first block: identityBlock().
    Segment, ///< Row counts and columns; numbers of sources and of reports.
    Texts, ///< As StringPool::load() takes them; numbers of Text and of OwnText.
    Addresses, ///< Bytes, kinds and texts of the addresses; their number.
    Outline, ///< IndexOutline.
    Marks, ///< IndexMarks.
};

/// An entry of the table of blocks.
struct IndexBlock {
    IndexBlockKind kind = IndexBlockKind::Identity;
    std::uint32_t first = 0; ///< Numbers that belong to the kind.
    std::uint32_t second = 0;
    std::uint32_t unused = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
};

/// The last bytes of the file.
struct IndexFooter {
    std::uint64_t tableOffset = 0;
    std::uint64_t tableSize = 0;
    std::uint64_t tableChecksum = 0;
    std::uint64_t checksum = 0; ///< Of the members above.
};

/// The first block: what this file is, the schema, the byte order, and the identity.
std::string identityBlock(std::string_view identity);

/// The bytes of a value without padding.
template <typename T> std::string_view bytesOf(const T& value)
{
    return { reinterpret_cast<const char*>(&value), sizeof value };
}

/// IndexFooter::checksum.
std::uint64_t checksumOf(const IndexFooter& footer);

} // namespace mxlens
