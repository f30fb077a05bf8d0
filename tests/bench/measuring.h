// SPDX-License-Identifier: GPL-3.0-or-later
// What the measurements share: a clock, processor time, memory, and medians.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <vector>

#ifndef _WIN32
#include <sys/resource.h>
#endif

namespace mxlens::bench {

/// The clock of all measurements.
using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Processor time of all threads so far, which other programs on the machine lengthen less.
inline double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// The most memory that the program had so far; 0 where the system does not tell.
inline double peakBytes()
{
#ifdef _WIN32
    return 0;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<double>(usage.ru_maxrss);
#else
    return static_cast<double>(usage.ru_maxrss) * 1024;
#endif
#endif
}

/// One figure of several runs.
class Sample final {
public:
    void add(double value)
    {
        m_values.insert(std::upper_bound(m_values.begin(), m_values.end(), value), value);
    }
    std::size_t size() const { return m_values.size(); }
    /// 0 where nothing was measured, as the next two.
    double median() const
    {
        const std::size_t half = size() / 2;
        if (m_values.empty())
            return 0;
        return size() % 2 == 1 ? m_values[half] : (m_values[half - 1] + m_values[half]) / 2;
    }
    double least() const { return m_values.empty() ? 0 : m_values.front(); }
    double most() const { return m_values.empty() ? 0 : m_values.back(); }

private:
    std::vector<double> m_values; ///< In order.
};

/// "median of 5: NAME 0.612 (0.601 to 0.640)": a line that figures.py knows again.
inline void printMedian(const char* name, const Sample& sample)
{
    std::printf("median of %zu: %s %.4f (%.4f to %.4f)\n", sample.size(), name, sample.median(),
        sample.least(), sample.most());
    std::fflush(stdout);
}

} // namespace mxlens::bench
