// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace mxlens {

/// Rests between answers that are asked for again and again while reports are being read, so that
/// reading is not slowed down by them: an answer takes a fixed part of the time at the most.
/// Lives in the GUI thread.
class AnswerPace final : public QObject {
    Q_OBJECT
public:
    /// From one begin to the next pass `shortest` milliseconds at the least, and `factor` times as
    /// long as the last answer took.
    AnswerPace(qint64 shortest, qint64 factor, QObject* parent = nullptr);

    /// Asks for an answer: due() comes at once, or when no other one runs and the rest is over.
    /// What is asked for until then is one answer.
    void ask();
    /// An answer has begun, asked for here or not.
    void begun();
    /// The answer is there.
    void ended();
    /// Forgets what was asked for; the rest goes on.
    void forget();
    /// Forgets all: the next answer comes at once, or as soon as no other one runs.
    void beginAnew();
    /// Whether due() is to come.
    bool isAsked() const { return m_wanted || m_rest.isActive(); }

signals:
    void due();

private:
    const qint64 m_shortest, m_factor;
    QTimer m_rest;
    QElapsedTimer m_clock; ///< Since the last answer began.
    qint64 m_pause = 0; ///< Milliseconds from one begin to the next.
    bool m_running = false; ///< An answer is being worked out ...
    bool m_wanted = false; ///< ... and another one is asked for.
};

} // namespace mxlens
