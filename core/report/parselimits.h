// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace mxlens {

/// Limits of the parser; part of Limits (core/input/limits.h).
struct ParseLimits {
    int jsonDepth = 64;
    /// Reports, policies, failure details, elements of their lists and members that are not known,
    /// in one report ...
    std::size_t rows = 250'000;
    /// ... and as many in one document, with one more for so many bytes of it: one that holds many
    /// reports is as long as they are.
    std::size_t bytesPerRow = 32;
};

} // namespace mxlens
