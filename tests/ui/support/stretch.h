// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/threadtime.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace mxlens::test {

/// A stretch of time of this thread: how long it worked, and how long it waited of its own accord.
/// What the machine did meanwhile is neither: another program that had the processor, or a page of
/// the program that had to be fetched.
class Stretch {
public:
    /// Begins anew.
    void begin()
    {
        m_begin = Clock::now();
        m_used = threadTime();
        m_faults = pagesFetched();
        // Reading it costs more than most events do: a little more than the stretch is excused.
        if (m_begin - m_looked > std::chrono::milliseconds(20)) {
            m_busy = machineBusy();
            m_looked = m_begin;
        }
    }

    /// Milliseconds of the processor since it began.
    double worked() const { return threadTime() - m_used; }

    /// Milliseconds without work since it began that the machine does not explain.
    double waited() const
    {
        const std::chrono::duration<double, std::milli> all = Clock::now() - m_begin;
        const double idle = all.count() - worked();
        // Most stretches are short; where the machine cannot be asked nothing is said.
        if (idle < 50 || m_busy < 0 || pagesFetched() != m_faults)
            return 0;
        return std::max(0.0, idle - (machineBusy() - m_busy));
    }

private:
    using Clock = std::chrono::steady_clock;

    static long pagesFetched()
    {
#ifdef __linux__
        rusage usage{};
        getrusage(RUSAGE_THREAD, &usage);
        return usage.ru_majflt;
#else
        return 0;
#endif
    }

    /// Milliseconds in which something waited for a processor, or a processor was not there, since
    /// the machine started; those of this thread exactly, those of whatever it may have waited for
    /// on the average of processors. Negative where that is not known.
    static double machineBusy()
    {
        long long own = 0; // nanoseconds
        long long all = 0; // microseconds
        long long stolen = 0; // hundredths of a second
        if (!read("/proc/thread-self/schedstat", "%*s %lld", own)
            || !read("/proc/pressure/cpu", "some %*s %*s %*s total=%lld", all)
            || !read("/proc/stat", "cpu %*s %*s %*s %*s %*s %*s %*s %lld", stolen))
            return -1;
        return static_cast<double>(own) / 1e6 + static_cast<double>(all) / 1e3
            + static_cast<double>(stolen) * 10;
    }

    static bool read(const char* path, const char* format, long long& value)
    {
        std::FILE* const file = std::fopen(path, "r");
        if (!file)
            return false;
        char line[256] = "";
        const bool found
            = std::fgets(line, sizeof line, file) && std::sscanf(line, format, &value) == 1;
        std::fclose(file);
        return found;
    }

    Clock::time_point m_begin;
    Clock::time_point m_looked;
    double m_used = 0;
    double m_busy = -1;
    long m_faults = 0;
};

} // namespace mxlens::test
