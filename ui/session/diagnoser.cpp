// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/diagnoser.h"

#include "ui/session/background.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace mxlens {

namespace {

// While reading, a diagnosis takes a tenth of the time at the most and comes every two seconds.
constexpr qint64 shortestPause = 2'000;
constexpr qint64 pauseFactor = 10;

using Rows = std::shared_ptr<const Selection>;

/// The rows around those of a query; the same object where its filter asks about no details.
Rows aroundOf(const DiagnosisQuery& query, const std::stop_token& stop)
{
    const RowScope& scope = query.shown.scope;
    const Filter wider = surroundings(scope.filter);
    if (wider.terms.size() == scope.filter.terms.size() && !scope.evidence)
        return query.shown.rows;
    return std::make_shared<const Selection>(select(*scope.snapshot, wider, stop));
}

/// Whether the rows of a selection are all that is evidence.
bool isWhole(const RowEvidence& evidence, const Selection& selection)
{
    if (selection.failures.size() != evidence.failures.size())
        return false;
    const std::unordered_set<RowId> left(selection.policies.begin(), selection.policies.end());
    return std::ranges::all_of(evidence.policies, [&left](RowId id) { return left.contains(id); });
}

/// An opened problem is shown as it was found: its rows alone would tell less.
void keepOpened(const DiagnosisQuery& query, Diagnosis& diagnosis)
{
    const RowEvidence& evidence = *query.shown.scope.evidence;
    if (evidence.problem && isWhole(evidence, *query.shown.rows))
        diagnosis.problems = { *evidence.problem };
    std::erase_if(diagnosis.domains, [&evidence](const DomainStatus& status) {
        return evidence.problem && status.domain != evidence.problem->domain;
    });
}

} // namespace

DiagnosisRows diagnosisRows(
    const DiagnosisQuery& query, RowNumbers& numbers, const std::stop_token& stop)
{
    Rows around = aroundOf(query, stop);
    const auto& snapshot = query.shown.scope.snapshot;
    Diagnosis diagnosis = diagnose(*snapshot, *query.shown.rows, *around, stop, query.thresholds);
    if (query.shown.scope.evidence)
        keepOpened(query, diagnosis);
    return { snapshot, std::move(around), std::move(diagnosis), query.language, numbers };
}

Diagnoser::Diagnoser(QObject* parent)
    : QObject(parent)
    , m_pace(shortestPause, pauseFactor)
{
    connect(&m_pace, &AnswerPace::due, this, [this] { start(LatestTask::Running::Finish); });
    connect(&m_task, &LatestTask::busyChanged, this, [this](bool busy) {
        if (!busy)
            m_pace.ended();
        emit busyChanged(this->busy());
    });
}

void Diagnoser::ask(const DiagnosisQuery& query, bool reading)
{
    m_query = query;
    if (reading) {
        m_pace.ask();
        return;
    }
    m_pace.forget();
    start(LatestTask::Running::Stop);
}

void Diagnoser::endReading()
{
    if (!m_pace.isAsked())
        return;
    m_pace.forget();
    start(LatestTask::Running::Stop);
}

void Diagnoser::cancel()
{
    m_pace.beginAnew();
    m_task.cancel();
}

void Diagnoser::start(LatestTask::Running running)
{
    m_pace.begun();
    m_task.start(
        [this, query = std::exchange(m_query, {}), numbers = m_numbers](
            const std::stop_token& stop) -> LatestTask::Done {
            // Every row that proves a problem is named in it: much to free for a window.
            auto rows = freedElsewhere(
                std::make_shared<const DiagnosisRows>(diagnosisRows(query, *numbers, stop)));
            return [this, rows] { emit diagnosed(rows); };
        },
        running);
}

} // namespace mxlens
