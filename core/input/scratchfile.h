// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>

namespace mxlens {

/// A file in the folder for temporary files (TMPDIR) that nobody else sees and that is gone when
/// the program ends, however it ends. Made when something is written first. One thread.
class ScratchFile final {
public:
    /// Adds bytes at the end. False where there is no room, or no folder to write to.
    bool append(std::string_view bytes);
    std::uint64_t size() const { return m_size; }
    /// Reads what was added; the number of bytes, fewer than size at the end or on an error.
    std::size_t read(std::uint64_t from, char* to, std::size_t size);

private:
    struct Closer {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };
    std::unique_ptr<std::FILE, Closer> m_file;
    std::uint64_t m_size = 0;
};

} // namespace mxlens
