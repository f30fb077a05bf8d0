// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/answerpace.h"

#include <algorithm>

namespace mxlens {

AnswerPace::AnswerPace(qint64 shortest, qint64 factor, QObject* parent)
    : QObject(parent)
    , m_shortest(shortest)
    , m_factor(factor)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &AnswerPace::due);
}

void AnswerPace::ask()
{
    if (m_rest.isActive())
        return;
    const qint64 left = m_clock.isValid() ? m_pause - m_clock.elapsed() : 0;
    if (left <= 0 && !m_running)
        emit due();
    else
        m_rest.start(static_cast<int>(std::max<qint64>(left, m_shortest / 4)));
}

void AnswerPace::begun()
{
    m_clock.start();
    m_running = true;
}

void AnswerPace::ended()
{
    m_pause = std::max(m_shortest, m_clock.elapsed() * m_factor);
    m_running = false;
}

void AnswerPace::forget()
{
    m_rest.stop();
}

void AnswerPace::beginAnew()
{
    m_rest.stop();
    m_clock.invalidate();
}

} // namespace mxlens
