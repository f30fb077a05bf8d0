// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mxlens {

/// From where on the diagnosis says something. The defaults fit most domains; a very small one may
/// never reach them, and a very large one may want more.
struct Thresholds {
    /// Least basis of *ready to enforce*: days with reports ...
    std::int64_t readyDays = 7;
    std::int64_t readySessions = 100; ///< ... sessions ...
    std::int64_t readyReporters = 2; ///< ... and organizations that report.
    /// Days without a report, while others report, from which a regular reporter may be silent:
    /// reports come late, and some mail has a day off. Reporters with longer gaps get more.
    std::int64_t silentDays = 6;
    /// Failed sessions up to which failures may be noise; 0: nothing is taken for noise.
    std::int64_t noiseSessions = 5;

    friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

} // namespace mxlens
