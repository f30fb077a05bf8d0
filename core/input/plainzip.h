// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/bytestream.h"
#include "core/input/limits.h"
#include "core/input/quickinflate.h"
#include "core/input/zlibinflate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mxlens {

/// Reads zip archives in which nothing is unusual, in the order of their members and without
/// libarchive, which takes longer for a small member than its report takes. Stops before the first
/// member that it is not sure of: from there on ArchiveReader has to read it, and says what is
/// wrong. One thread.
class PlainZip final {
public:
    /// Looks at the table of contents. source is seekable and outlives it, and so does zlib, which
    /// decompresses where it is not null: for measurements.
    PlainZip(ByteStream& source, const Limits& limits, ZlibInflate* zlib = nullptr);

    /// How many members came so far.
    std::size_t count() const { return m_next; }
    /// Whether all of them came.
    bool complete() const { return m_plain && m_next == m_members.size(); }
    /// The next member's name and bytes, valid until the next call. False: there is none, or it is
    /// not read here.
    bool next(std::string_view& name, std::string_view& bytes);

private:
    struct Entry {
        std::uint64_t header = 0; ///< Where its header is in the file.
        std::uint32_t packed = 0, size = 0, check = 0;
        std::uint16_t method = 0;
        std::uint16_t nameSize = 0;
        std::size_t name = 0; ///< In m_names.
    };

    bool readDirectory(std::uint64_t limit);
    bool addEntry(std::string_view record);
    bool isSane(const Limits& limits) const;
    bool unpack(const Entry& entry, std::string_view packed, std::string_view& bytes);
    std::string_view bytesAt(std::uint64_t position, std::size_t size);

    ByteStream& m_source;
    std::vector<Entry> m_members;
    Buffer m_names;
    std::uint64_t m_directory = 0; ///< Where the table of contents begins.
    std::size_t m_next = 0;
    bool m_plain = false;
    Buffer m_window; ///< A piece of the file ...
    std::uint64_t m_windowBegin = 0; ///< ... from here on.
    QuickInflate m_inflate;
    ZlibInflate* m_zlib;
    Buffer m_text;
};

} // namespace mxlens
