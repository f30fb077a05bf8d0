// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace mxlens {

/// Keeps texts alive and in place until clear(); the memory is used again afterwards, so that
/// reading the thousandth report allocates nothing. One thread at a time.
class TextArena final {
public:
    /// A copy of text that lives until clear() or destruction.
    std::string_view store(std::string_view text);
    /// Forgets every text and keeps the memory.
    void clear();

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Block> m_blocks;
    std::size_t m_block = 0;
    std::size_t m_used = 0;
};

} // namespace mxlens
