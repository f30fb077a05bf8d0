// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/parser.h"

#include <cstdint>

namespace mxlens {

/// Bounds on everything that is read from strangers. Past one, the source is unreadable with that
/// cause, and everything else goes on (DESIGN.md section 4).
struct Limits {
    std::uint64_t documentBytes = 64ull << 20; ///< One decompressed document.
    std::uint64_t ratio = 1000; ///< Decompressed to compressed size ...
    std::uint64_t ratioFrom = 1ull << 20; ///< ... looked at past this many decompressed bytes.
    int containerDepth = 5; ///< Nesting of mails, archives and gzip.
    std::uint64_t archiveEntries = 1'000'000;
    std::uint64_t mailBytes = 64ull << 20; ///< One mail.
    /// All that is unpacked from one file with its members, and so many times its size besides.
    std::uint64_t unpackedBytes = 64ull << 20;
    std::uint64_t unpackedRatio = 64;
    /// What the tokenizer for the unusual may read of one packed file with its members, each time
    /// it does: it is many times slower than the other one.
    std::uint64_t slowBytes = 24ull << 20;
    std::uint64_t slowRatio = 64; ///< So much more for each byte of the file ...
    std::uint64_t slowRatioFrom = 1ull << 20; ///< ... from this one on.
    /// Reports, policies and failure details of one file with its members ...
    std::uint64_t fileRows = 250'000;
    std::uint64_t bytesPerRow = 2; ///< ... and one more for so many bytes of it.
    ParseLimits parse;
};

} // namespace mxlens
