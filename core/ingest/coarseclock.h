// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#ifdef __linux__
#include <ctime>
#endif

namespace mxlens {

/// A steady clock that is right to a few milliseconds and may be asked for each report: to look at
/// the time exactly would cost as much as some of the work. Any thread.
struct CoarseClock final {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<CoarseClock, duration>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept
    {
#ifdef __linux__
        timespec time{};
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
        return time_point(std::chrono::seconds(time.tv_sec) + duration(time.tv_nsec));
#else
        return time_point(std::chrono::steady_clock::now().time_since_epoch());
#endif
    }
};

} // namespace mxlens
