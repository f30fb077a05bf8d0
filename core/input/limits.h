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
    ParseLimits parse;
};

} // namespace mxlens
