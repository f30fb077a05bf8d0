// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mxlens::test {

/// Measures the longest time for which the event loop of its thread did not come round.
class Watchdog final {
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = qMax(m_longest, m_clock.restart() - interval);
            ++m_rounds;
        });
        m_timer.start(interval);
    }

    /// Milliseconds by which the slowest round came late.
    qint64 longestStall() const { return m_longest; }
    int rounds() const { return m_rounds; }

private:
    static constexpr int interval = 4;

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
    int m_rounds = 0;
};

} // namespace mxlens::test
