// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/bytestream.h"
#include "core/input/limits.h"
#include "core/input/sniff.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// One member of an archive.
struct ArchiveMember {
    std::string name; ///< UTF-8 or, where that is unknown, the bytes as stored.
    bool folder = false;
    bool link = false; ///< A link or device: it holds no data of its own.
    bool encrypted = false;
    std::optional<Error> error; ///< The member cannot be read; the archive goes on.
};

/// Reads zip, 7z and tar archives member by member, and single files compressed with xz, bzip2,
/// zstd or lz4, through libarchive. Nothing is written to disk; one block is in memory at a time.
class ArchiveReader final {
public:
    /// Opens what source holds. format is one of Zip, SevenZip, Tar, Xz, Bzip2, Zstd, Lz4; the last
    /// four give one nameless member. source outlives the reader; a seekable one lets zip use its
    /// central directory, and 7z needs it.
    ArchiveReader(ByteStream& source, Format format, const Limits& limits);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    /// The next member; what was not read of the one before is skipped. False at the end or when
    /// error() says why the archive cannot be read on.
    bool next(ArchiveMember& member);
    /// The bytes of the current member; valid until next().
    ByteStream& data();
    const std::optional<Error>& error() const;

private:
    struct State;
    class MemberStream;
    std::unique_ptr<State> m_state;
};

} // namespace mxlens
