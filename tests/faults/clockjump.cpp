// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD) to put its clock forward and back: not that of files, and
// not the steady one. There are two ways, which add up. CLOCK_JUMPS in the environment holds
// seconds, separated by commas: each look at the clock adds the next of them to the time that it
// is, and begins again with the first after the last. clockJumpSeconds is a variable of this
// library, which a test finds by its name and sets.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>

extern "C" {
std::atomic<std::int64_t> clockJumpSeconds{ 0 };
}

namespace {

std::vector<std::int64_t> jumpsOf(const char* text)
{
    std::vector<std::int64_t> jumps;
    while (text && *text) {
        char* end = nullptr;
        jumps.push_back(std::strtoll(text, &end, 10));
        if (end == text || (*end && *end != ','))
            std::abort();
        text = *end ? end + 1 : end;
    }
    return jumps;
}

/// By how much the clock is wrong at this look.
std::int64_t jump()
{
    static const std::vector<std::int64_t> jumps = jumpsOf(std::getenv("CLOCK_JUMPS"));
    static std::atomic<std::size_t> looks{ 0 };
    const std::int64_t set = clockJumpSeconds;
    return jumps.empty() ? set : set + jumps[looks++ % jumps.size()];
}

template <typename Function> Function* next(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    static auto* const real = next<int(clockid_t, timespec*)>("clock_gettime");
    const int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += jump();
    return result;
}

int gettimeofday(timeval* time, void* zone) noexcept
{
    static auto* const real = next<int(timeval*, void*)>("gettimeofday");
    const int result = real(time, zone);
    if (result == 0)
        time->tv_sec += jump();
    return result;
}

time_t time(time_t* to) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (to)
        *to = now.tv_sec;
    return now.tv_sec;
}
}
