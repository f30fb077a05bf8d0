// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/answerpace.h"
#include "ui/session/diagnosisrows.h"
#include "ui/session/latesttask.h"
#include "ui/session/viewscope.h"

namespace mxlens {

/// What is diagnosed: the rows that an answer to the views shows.
struct DiagnosisQuery {
    FoundRows shown; ///< Not null.
    Language language = Language::English;
    Thresholds thresholds{};
};

/// Diagnoses the rows of a query. Any thread; stopped early it gives part of the answer.
DiagnosisRows diagnosisRows(
    const DiagnosisQuery& query, RowNumbers& numbers, const std::stop_token& stop);

/// Works out what is wrong, off the GUI thread; of everything asked for only the latest counts.
/// While reports are being read it rests between two answers, so that reading is not slowed down by
/// it. Lives in the GUI thread.
class Diagnoser final : public QObject {
    Q_OBJECT
public:
    explicit Diagnoser(QObject* parent = nullptr);

    /// Asks for a diagnosis. reading: more reports are on their way.
    void ask(const DiagnosisQuery& query, bool reading);
    /// Reading has ended: what rests is begun.
    void endReading();
    /// Forgets what was asked for; nothing is delivered any more.
    void cancel();
    /// Whether a diagnosis is on its way.
    bool busy() const { return m_task.busy() || m_pace.isAsked(); }

signals:
    void diagnosed(const std::shared_ptr<const mxlens::DiagnosisRows>& rows);
    void busyChanged(bool busy);

private:
    void start(LatestTask::Running running);

    LatestTask m_task;
    AnswerPace m_pace;
    DiagnosisQuery m_query;
    std::shared_ptr<RowNumbers> m_numbers = std::make_shared<RowNumbers>(); ///< Of the worker.
};

} // namespace mxlens
