// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace mxlens {

/// Limits of the parser; part of Limits (core/input/limits.h).
struct ParseLimits {
    int jsonDepth = 64;
    /// Reports, policies, failure details, elements of their lists and members that are not known,
    /// in one document.
    std::size_t rows = 250'000;
};

} // namespace mxlens
