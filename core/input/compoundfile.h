// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// A storage (folder) or stream (file) in a compound file.
struct CompoundEntry {
    std::string name; ///< ASCII; other characters are `?`.
    bool storage = false;
    std::uint32_t start = 0; ///< First sector of the stream.
    std::uint64_t size = 0; ///< In bytes.
    std::uint32_t left = 0; ///< Siblings and first child, as indexes; see CompoundFile::children.
    std::uint32_t right = 0;
    std::uint32_t child = 0;
};

/// Reads the OLE2 compound file format (Microsoft's open specification MS-CFB), in which Outlook
/// saves mails. Every chain is bounded by the number of sectors, so that loops end.
class CompoundFile final {
public:
    /// bytes have to stay as long as the object.
    static Result<CompoundFile> open(std::string_view bytes);

    /// Index of the root storage.
    static constexpr std::uint32_t root = 0;
    const CompoundEntry& entry(std::uint32_t index) const { return m_entries[index]; }
    std::size_t entryCount() const { return m_entries.size(); }
    /// Indexes of what a storage holds, in order of their place in the directory. Leaves out, and
    /// marks, what was seen before (an element for each entry): an entry belongs to one storage,
    /// and a directory in which thousands share theirs would take as many times as long.
    std::vector<std::uint32_t> children(std::uint32_t storage, std::vector<bool>& seen) const;
    /// All bytes of a stream.
    Result<std::string> read(std::uint32_t stream) const;

private:
    CompoundFile() = default;
    std::optional<Error> readHeader();
    std::optional<Error> readFat();
    std::optional<Error> readDirectory();
    std::string_view sector(std::uint32_t number) const;
    Result<std::string> chain(std::uint32_t start, std::uint64_t size) const;
    Result<std::string> miniChain(std::uint32_t start, std::uint64_t size) const;

    std::string_view m_bytes;
    std::size_t m_sectorSize = 512;
    std::uint32_t m_miniLimit = 4096; ///< Smaller streams are in the mini stream.
    std::vector<std::uint32_t> m_fat;
    std::vector<std::uint32_t> m_miniFat;
    std::string m_miniStream;
    std::vector<CompoundEntry> m_entries;
};

} // namespace mxlens
