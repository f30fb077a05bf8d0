// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowmarks.h"

#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/reporttree.h"

#include <QAbstractItemView>
#include <QItemSelectionModel>

#include <unordered_set>
#include <utility>

namespace mxlens {

namespace {

/// Most rows of the tree of reports that are marked: it knows its rows one by one.
constexpr qsizetype mostTreeRows = 2'000;

/// The days of the rows that prove a problem.
void addDays(const DiagnosisRows* diagnosis, RowId id, std::unordered_set<Day>& days)
{
    const Problem* const problem = diagnosis ? diagnosis->problem(id) : nullptr;
    if (!problem)
        return;
    for (const RowId row : problem->failures)
        days.insert(dayOfRow(*diagnosis->snapshot(), { RowKind::Failure, row }));
    for (const RowId row : problem->policies)
        days.insert(dayOfRow(*diagnosis->snapshot(), { RowKind::Policy, row }));
}

} // namespace

Day dayOfRow(const Snapshot& snapshot, SelectedRow row)
{
    RowId report = row.id;
    if (row.kind == RowKind::Policy)
        report = snapshot.reportOfPolicy(row.id);
    else if (row.kind == RowKind::Failure)
        report = snapshot.reportOfPolicy(snapshot.policyOfFailure(row.id));
    else if (row.kind != RowKind::Report)
        return noDay;
    const RowPlace place = snapshot.report(report);
    return place.segment->reports.day[place.row];
}

RowMarks::RowMarks(RecordTabs* tabs, QObject* parent)
    : QObject(parent)
    , m_tabs(tabs)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &RowMarks::find);
    connect(m_tabs, &QTabWidget::currentChanged, &m_soon, qOverload<>(&QTimer::start));
    for (RecordTable* table : m_tabs->findChildren<RecordTable*>())
        follow(table);
    for (ReportTree* tree : m_tabs->findChildren<ReportTree*>())
        follow(tree);
}

void RowMarks::follow(QAbstractItemView* view)
{
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, &m_soon,
        qOverload<>(&QTimer::start));
    connect(view->model(), &QAbstractItemModel::modelReset, &m_soon, qOverload<>(&QTimer::start));
}

std::vector<SelectedRow> RowMarks::selectedRows() const
{
    std::vector<SelectedRow> rows;
    for (const RecordTable* table : m_tabs->findChildren<RecordTable*>()) {
        if (!table->isVisibleTo(m_tabs))
            continue;
        const std::vector<RowId> details = table->selectedDetails();
        rows.reserve(rows.size() + details.size());
        for (const RowId id : details)
            rows.push_back({ table->kind(), id });
    }
    for (const ReportTree* tree : m_tabs->findChildren<ReportTree*>()) {
        if (!tree->isVisibleTo(m_tabs))
            continue;
        const QModelIndexList indexes = tree->selectionModel()->selectedRows();
        for (const QModelIndex& index : indexes.mid(0, mostTreeRows))
            rows.push_back(tree->rowAt(index));
    }
    return rows;
}

void RowMarks::find()
{
    const std::shared_ptr<const Snapshot> snapshot = m_tabs->snapshot();
    std::vector<SelectedRow> rows;
    if (snapshot)
        rows = selectedRows();
    m_task.start([this, snapshot, rows = std::move(rows), diagnosis = m_tabs->diagnosis()](
                     const std::stop_token& stop) -> LatestTask::Done {
        std::unordered_set<Day> found;
        for (const SelectedRow& row : rows) {
            if (stop.stop_requested())
                break;
            if (row.kind == RowKind::Problem)
                addDays(diagnosis.get(), row.id, found);
            else
                found.insert(dayOfRow(*snapshot, row));
        }
        QSet<QDate> days;
        for (const Day day : found) {
            if (day != noDay)
                days.insert(QDate(1970, 1, 1).addDays(day));
        }
        return [this, days] { emit daysChanged(days); };
    });
}

} // namespace mxlens
