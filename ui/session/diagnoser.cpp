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
    const Filter wider = surroundings(query.filter);
    if (wider.terms.size() == query.filter.terms.size() && !query.evidence)
        return query.selection;
    return std::make_shared<const Selection>(select(*query.snapshot, wider, stop));
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
    if (query.evidence->problem && isWhole(*query.evidence, *query.selection))
        diagnosis.problems = { *query.evidence->problem };
    std::erase_if(diagnosis.domains, [&query](const DomainStatus& status) {
        return query.evidence->problem && status.domain != query.evidence->problem->domain;
    });
}

} // namespace

DiagnosisRows diagnosisRows(
    const DiagnosisQuery& query, RowNumbers& numbers, const std::stop_token& stop)
{
    Rows around = aroundOf(query, stop);
    Diagnosis diagnosis
        = diagnose(*query.snapshot, *query.selection, *around, stop, query.thresholds);
    if (query.evidence)
        keepOpened(query, diagnosis);
    return { query.snapshot, std::move(around), std::move(diagnosis), query.language, numbers };
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
