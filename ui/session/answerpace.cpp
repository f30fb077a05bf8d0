// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/answerpace.h"

#include <algorithm>
#include <utility>

namespace mxlens {

AnswerPace::AnswerPace(qint64 shortest, qint64 factor, QObject* parent)
    : QObject(parent)
    , m_shortest(shortest)
    , m_factor(factor)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &AnswerPace::ask);
}

void AnswerPace::ask()
{
    // An answer that begins while another one runs would follow it without a rest.
    m_wanted = m_running;
    if (m_running || m_rest.isActive())
        return;
    const qint64 left = m_clock.isValid() ? m_pause - m_clock.elapsed() : 0;
    if (left > 0)
        m_rest.start(static_cast<int>(left));
    else
        emit due();
}

void AnswerPace::begun()
{
    m_clock.start();
    m_running = true;
}

void AnswerPace::ended()
{
    m_pause = m_clock.isValid() ? std::max(m_shortest, m_clock.elapsed() * m_factor) : 0;
    m_running = false;
    if (std::exchange(m_wanted, false))
        ask();
}

void AnswerPace::forget()
{
    m_rest.stop();
    m_wanted = false;
}

void AnswerPace::beginAnew()
{
    forget();
    m_clock.invalidate();
    m_pause = 0;
}

} // namespace mxlens
