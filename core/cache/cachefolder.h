// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// Where indexes are kept unless somebody says otherwise: `mxlens` in the user's folder for such
/// files. Empty where the environment names none.
std::string defaultCacheFolder();

/// The folder of the index files. Only its owner may look into it: reports are private. Several
/// programs may use it at once: files are replaced as a whole, and nobody waits for anybody. Any
/// thread.
class CacheFolder final {
public:
    /// What index files take together before the ones used longest ago are removed: 1 GiB.
    static constexpr std::uint64_t defaultLimit = 1ull << 30;

    /// path need not exist yet.
    explicit CacheFolder(std::string path, std::uint64_t limit = defaultLimit);

    const std::string& path() const { return m_path; }
    /// Path of the index of what a key names, whether it is there or not.
    std::string fileFor(std::string_view key) const;

    /// Takes bytes; false when they could not be written.
    using Sink = std::function<bool(std::string_view)>;
    /// Puts a file in the place of fileFor(key); write tells whether it is complete. On any
    /// failure, also where write throws, the old file stays. Then removes other index files until
    /// all are within the limit.
    bool replace(std::string_view key, const std::function<bool(const Sink&)>& write) const;
    /// Marks an index as used now.
    void touch(std::string_view key) const;

    /// Bytes of all index files.
    std::uint64_t size() const;
    /// Removes all index files, and what an interrupted program left; nothing else. The first
    /// failure, if any.
    std::optional<Error> clear() const;

private:
    void makeRoom(const std::string& keep) const;

    std::string m_path;
    std::uint64_t m_limit;
};

} // namespace mxlens
