// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/checksum.h"
#include "core/cache/index.h"
#include "core/cache/indexformat.h"
#include "core/store/segmentcolumns.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Writes an index file piece by piece: rows of segments in input order first, then finish(). It
/// numbers the texts and addresses that they use anew, so that a file holds no others. What it
/// makes leaves it at once, in small pieces. One thread.
class IndexWriter final {
public:
    /// Takes the bytes of the file, mostly pieceSize and never more; false ends the writing.
    using Sink = std::function<bool(std::string_view)>;
    static constexpr std::size_t pieceSize = std::size_t{ 256 } * 1024;

    /// pools: those of the segments. identity: everything that must be the same for the index to
    /// hold; compared as a whole.
    IndexWriter(Sink sink, std::string_view identity, const StringPool& texts,
        const AddressPool& addresses);

    /// Adds the rows of sources [firstSource, lastSource) of a closed segment. Rows of several
    /// calls make one segment of the file, until it is large enough.
    void addRows(const Segment& segment, std::uint32_t firstSource, std::uint32_t lastSource);
    /// The number that a text has in the file, for IndexFiles. Role Text or OwnText.
    StringId textId(ColumnRole role, StringId id);
    void finish(const IndexOutline& outline, const IndexMarks& marks);

    /// False once the sink refused anything: the file is worth nothing, and the sink is not asked
    /// any more.
    bool ok() const { return m_ok; }

private:
    /// New numbers by old ones, and the old ones in the order of the new.
    struct Numbers {
        explicit Numbers(std::size_t ids)
            : given(ids)
        {
        }
        std::vector<std::uint32_t> given;
        std::vector<std::uint32_t> used{ 0 };
        std::uint32_t of(std::uint32_t id);
    };
    /// The block that is being written.
    struct Block {
        Checksum64 checksum;
        std::uint64_t begin = 0;
    };

    std::uint32_t idOf(ColumnRole role, std::uint32_t id);
    void closeSegment();
    void writeTexts();
    void writeAddresses();
    void writeOutline(const IndexOutline& outline);
    void writeMarks(const IndexMarks& marks);
    void writeTable();
    void beginBlock();
    void endBlock(IndexBlockKind kind, std::uint32_t first = 0, std::uint32_t second = 0);
    template <typename T> void putColumn(const std::vector<T>& column);
    void passOnIfFull();
    void passOn();
    void write(std::string_view bytes);

    Sink m_sink;
    const StringPool& m_texts;
    const AddressPool& m_addresses;
    Numbers m_textNumbers, m_ownTextNumbers, m_addressNumbers;
    Segment m_segment;
    bool m_ok = true;
    std::uint64_t m_offset = 0;
    std::vector<IndexBlock> m_blocks;
    Block m_block;
    std::string m_buffer; ///< Of the block, what has not left yet.
};

} // namespace mxlens
