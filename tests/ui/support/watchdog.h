// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/threadtime.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mxlens::test {

/// Measures the longest time for which the event loop of its thread did not come round: by the
/// clock, and by the processor time of the thread, which other programs on the machine do not
/// lengthen.
class Watchdog final {
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        m_used = threadTime();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = qMax(m_longest, m_clock.restart() - interval);
            const double used = threadTime();
            m_longestWork = qMax(m_longestWork, used - m_used);
            m_used = used;
        });
        m_timer.start(interval);
    }

    /// Milliseconds by which the slowest round came late.
    qint64 longestStall() const { return m_longest; }
    /// Milliseconds of work in the round that had most of it.
    qint64 longestWork() const { return static_cast<qint64>(m_longestWork); }

private:
    static constexpr int interval = 4;

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
    double m_used = 0;
    double m_longestWork = 0;
};

} // namespace mxlens::test
