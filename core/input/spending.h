// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace mxlens {

/// What one file has cost so far, all its members and theirs together: a small one must not cost
/// gigabytes, however it is packed. Members count in the order in which they stand in the file, so
/// that the same ones are read whoever reads them. One thread at a time.
struct Spending {
    struct Limits {
        std::uint64_t bytes = 0; ///< What may be unpacked from it.
        std::uint64_t rows = 0; ///< What it may have of reports, policies and failure details.
        std::uint64_t slowBytes = 0; ///< What the tokenizer for the unusual may read of it.
        std::uint64_t entries = 0; ///< Members of one archive, those of archives in it included.
    };

    Limits most;
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0;
    std::uint64_t slowBytes = 0;
    std::uint64_t entries = 0; ///< Of the archive at hand.
    bool slowRefused = false; ///< Something was not read as slowBytes would be too many.
    bool leftOut = false; ///< Something was not looked at as it was enough.

    /// Whether it is enough.
    bool exceeded() const { return bytes > most.bytes || rows > most.rows; }
    bool mayHaveEntry() const { return entries < most.entries; }

    /// What the tokenizer for the unusual may still read.
    std::uint64_t slowBytesLeft() const
    {
        return most.slowBytes - std::min(most.slowBytes, slowBytes);
    }

    /// The same limits, and nothing that counts towards them.
    Spending unused() const { return Spending{ most }; }

    /// Whether members that used so much of unused() limits would have been read alike after what
    /// was used here.
    bool hasRoomFor(const Spending& members) const
    {
        return !members.slowRefused && !members.leftOut && bytes + members.bytes <= most.bytes
            && rows + members.rows <= most.rows && slowBytes + members.slowBytes <= most.slowBytes
            && entries + members.entries <= most.entries;
    }
    void add(const Spending& members)
    {
        bytes += members.bytes;
        rows += members.rows;
        slowBytes += members.slowBytes;
        entries += members.entries;
    }
};

} // namespace mxlens
