// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace mxlens {

/// What one file has cost so far, all its members and theirs together: a small one must not cost
/// gigabytes, however it is packed. Shared by all that read its members; any thread.
struct Spending {
    Spending(std::uint64_t bytesAllowed, std::uint64_t rowsAllowed, std::uint64_t slowBytesAllowed)
        : mostBytes(bytesAllowed)
        , mostRows(rowsAllowed)
        , mostSlowBytes(slowBytesAllowed)
    {
    }

    const std::uint64_t mostBytes; ///< What may be unpacked from it.
    const std::uint64_t mostRows; ///< What it may have of reports, policies and failure details.
    const std::uint64_t mostSlowBytes; ///< What may be read of it by the tokenizer for the unusual.
    std::atomic<std::uint64_t> bytes{ 0 };
    std::atomic<std::uint64_t> rows{ 0 };
    std::atomic<std::uint64_t> slowBytes{ 0 };

    /// Whether it is enough.
    bool exceeded() const { return bytes > mostBytes || rows > mostRows; }

    /// What the tokenizer for the unusual may still read.
    std::uint64_t slowBytesLeft() const
    {
        return mostSlowBytes - std::min(mostSlowBytes, slowBytes.load());
    }
};

} // namespace mxlens
