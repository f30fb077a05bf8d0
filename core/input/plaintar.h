// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/bytestream.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mxlens {

/// Reads plain files from a tar archive as long as nothing unusual comes, and without libarchive,
/// which takes longer for a small member than its report takes. Stops before the first header that
/// it is not sure of: from there on ArchiveReader has to read. One thread.
class PlainTar final {
public:
    /// source outlives it; one that is not seekable stands at the archive's beginning.
    explicit PlainTar(ByteStream& source)
        : m_source(source)
    {
        if (source.seekable())
            source.seek(0);
    }

    /// How many members came so far.
    std::size_t count() const { return m_count; }
    /// The next member's name and bytes, valid until the next call. False: there is none, or it is
    /// not read here.
    bool next(std::string_view& name, std::string_view& bytes);

    /// What goes before the rest of source for another reader of the archive: what was read ahead
    /// and, where members came already, one without content, so that the archive does not begin
    /// with what may be damage.
    std::string remainder() const;

private:
    bool ensure(std::size_t size);

    ByteStream& m_source;
    Buffer m_window;
    std::size_t m_at = 0; ///< The header of the member at hand, in m_window.
    std::size_t m_member = 0; ///< The bytes that it takes there; 0 before it came.
    std::size_t m_count = 0;
    std::string m_lastHeader;
};

} // namespace mxlens
