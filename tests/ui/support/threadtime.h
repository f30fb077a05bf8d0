// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <ctime>

namespace mxlens::test {

/// Processor time of this thread in milliseconds, which other programs on the machine do not
/// lengthen; the clock where there is no such thing.
inline double threadTime()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
#else
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch());
#endif
}

} // namespace mxlens::test
