// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/recordtabs.h"

#include "ui/models/failuretablemodel.h"
#include "ui/models/policytablemodel.h"
#include "ui/models/sourcetablemodel.h"
#include "ui/session/rowanchor.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QAbstractItemView>
#include <QTabBar>

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

// In the order of the tabs.
constexpr std::array tabKinds{
    RowKind::Problem,
    RowKind::Domain,
    RowKind::Failure,
    RowKind::Report,
    RowKind::Policy,
    RowKind::Source,
};

QString settingsName(RowKind kind)
{
    switch (kind) {
    case RowKind::Failure:
        return QStringLiteral("failures");
    case RowKind::Policy:
        return QStringLiteral("policies");
    case RowKind::Report:
        return QStringLiteral("reports");
    case RowKind::Problem:
        return QStringLiteral("problems");
    case RowKind::Domain:
        return QStringLiteral("domains");
    case RowKind::Source:
    case RowKind::None:
        break;
    }
    return QStringLiteral("sources");
}

} // namespace

RecordTabs::RecordTabs(ViewState* state, QWidget* parent)
    : QTabWidget(parent)
    , m_state(state)
    , m_notices(state, [this](RowKind kind) { showTab(kind); })
{
    setObjectName(QStringLiteral("recordTabs"));
    setDocumentMode(true);
    setAccessibleName(tr("Tables"));
    tabBar()->setAccessibleName(tr("Tables"));
    build();
    connect(this, &QTabWidget::currentChanged, this, [this] {
        // What is wrong, or a verdict, is explained without another click.
        if (isDiagnosis(shownTab()))
            selectFirstRow();
        followCurrent();
        emit shownRowsChanged();
    });
}

void RecordTabs::build()
{
    // Latest first; sources with what went wrong on top.
    const SortKey latestFailure{ static_cast<int>(FailureColumn::StartDatetime), true };
    const SortKey latestPolicy{ static_cast<int>(PolicyColumn::StartDatetime), true };
    const SortKey latestReport{ static_cast<int>(ReportColumn::StartDatetime), true };
    const SortKey worstSource{ static_cast<int>(SourceColumn::Outcome), true };
    buildDiagnosis();
    addTable(new RecordTable(new FailureTableModel, RowKind::Failure,
                 static_cast<int>(FailureColumn::OrganizationName), latestFailure, this),
        "failure", tr("Failures"));
    m_reports = new ReportTree(latestReport, this);
    m_reports->setObjectName(QStringLiteral("reportsTree"));
    m_reports->setAccessibleName(tr("Reports"));
    addPage(m_reports, RowKind::Report, QStringLiteral("report"));
    connect(m_reports, &ReportTree::currentRowChanged, this, &RecordTabs::followCurrent);
    addTable(new RecordTable(new PolicyTableModel, RowKind::Policy,
                 static_cast<int>(PolicyColumn::OrganizationName), latestPolicy, this),
        "policy", tr("Policies"));
    addTable(new RecordTable(new SourceTableModel, RowKind::Source,
                 static_cast<int>(SourceColumn::Source), worstSource, this),
        "source", tr("Sources"));
    setTitles();
}

void RecordTabs::addTable(RecordTable* table, const char* name, const QString& title)
{
    table->setObjectName(settingsName(table->kind()) + QStringLiteral("Table"));
    table->setAccessibleName(title);
    m_tables.insert(table->kind(), table);
    addPage(table, table->kind(), QString::fromLatin1(name));
    connect(table, &RecordTable::currentRowChanged, this, &RecordTabs::followCurrent);
}

void RecordTabs::addPage(QAbstractItemView* view, RowKind kind, const QString& iconName)
{
    addTab(view, icon(iconName), QString());
    m_notices.add(kind, view);
    m_sorting.insert(kind, new LatestTask(this));
    connectRows(kind);
    connect(qobject_cast<QAbstractItemView*>(view)->selectionModel(),
        &QItemSelectionModel::selectionChanged, this, &RecordTabs::selectedRowsChanged);
}

void RecordTabs::connectRows(RowKind kind)
{
    RowView& rows = rowView(kind);
    connect(&rows.columns(), &ColumnKeeper::sortRequested, this,
        [this, kind](SortKey key) { sort(kind, key); });
    connect(&rows, &RowView::termRequested, this, &RecordTabs::addTerm);
    connect(&rows, &RowView::copyWasCut, this, &RecordTabs::copyWasCut);
    RecordTable* const flat = table(kind);
    new RowDrag(flat ? static_cast<QAbstractItemView*>(flat) : m_reports,
        [this, kind] { return draggedRows(kind); });
}

RecordTable* RecordTabs::table(RowKind kind) const
{
    return m_tables.value(kind);
}

RowView& RecordTabs::rowView(RowKind kind) const
{
    RecordTable* flat = table(kind);
    return flat ? flat->rowView() : m_reports->rowView();
}

void RecordTabs::showRows(RowKind kind, const std::vector<RowId>& rows)
{
    RecordTable* const flat = table(kind);
    if (isDiagnosis(kind)) {
        m_problems->setDiagnosis(m_diagnosis);
        m_domains->setDiagnosis(m_diagnosis);
        flat->showRows(m_diagnosis ? m_diagnosis->snapshot() : nullptr, rows);
    } else if (flat)
        flat->showRows(m_snapshot, rows);
    else
        m_reports->showRows(m_snapshot, rows);
}

void RecordTabs::showArranged(RowKind kind, const TableRows& rows)
{
    if (RecordTable* flat = table(kind))
        flat->showArranged(m_snapshot, rows);
    else
        m_reports->showRows(m_snapshot, rows.shown);
}

void RecordTabs::setGrouped(bool grouped)
{
    if (grouped == m_grouped)
        return;
    m_grouped = grouped;
    m_found[RowKind::Failure].groups.reset();
    sort(RowKind::Failure, rowView(RowKind::Failure).columns().sort());
}

void RecordTabs::setRelativeTimes(bool relative)
{
    for (const RowKind kind : tabKinds) {
        if (RecordTable* flat = table(kind))
            flat->records().setRelativeTimes(relative);
    }
    m_reports->reports().setRelativeTimes(relative);
}

void RecordTabs::addFailuresAction(QAction* action)
{
    rowView(RowKind::Failure).addToMenu(action);
}

void RecordTabs::setKeepsPlace(bool keeps)
{
    for (const RowKind kind : tabKinds) {
        if (RecordTable* flat = table(kind))
            flat->setKeepsPlace(keeps);
    }
    m_reports->setKeepsPlace(keeps);
}

std::vector<RowId> RecordTabs::selectedRows() const
{
    return selectedOf(shownTab());
}

std::vector<RowId> RecordTabs::selectedOf(RowKind kind) const
{
    const RecordTable* flat = table(kind);
    return flat ? flat->selectedDetails() : m_reports->selectedReports();
}

void RecordTabs::showFront(const FrontRows& front)
{
    if (front.snapshot != m_snapshot || rowView(front.kind).columns().sort() != front.rows.sort)
        return;
    // An empty table says why, which only the figures tell.
    if (front.rows.shown.empty())
        m_notices.keepSilent(front.kind);
    m_exchanging = true;
    keepSorted(front.kind, front.rows);
    m_exchanging = false;
    setTitles();
    emit shownRowsChanged();
    // Painting waits for its turn behind all that is posted: figures and chart are on their way.
    if (auto* const view = qobject_cast<QAbstractItemView*>(currentWidget()))
        view->viewport()->repaint();
}

void RecordTabs::showAnswer(const ViewAnswer& answer)
{
    m_exchanging = true;
    carrySelection(answer);
    m_notices.setAnswer(answer);
    m_snapshot = answer.snapshot;
    m_awaitsDiagnosis = true;
    keepSorted(RowKind::Failure, answer.failures);
    keepSorted(RowKind::Report, answer.reports);
    keepSorted(RowKind::Policy, answer.policies);
    keepSorted(RowKind::Source, answer.sources);
    const SelectedRow selected = m_state->selected();
    if (RecordTable* flat = table(selected.kind); flat && flat->currentRow() != selected)
        flat->selectRow(selected.id);
    m_exchanging = false;
    setTitles();
    followCurrent();
    emit shownRowsChanged();
}

void RecordTabs::carrySelection(const ViewAnswer& answer)
{
    // Row ids hold within one load. After another one the same row has another id.
    if (!m_snapshot || &m_snapshot->pool() == &answer.snapshot->pool())
        return;
    const SelectedRow selected = m_state->selected();
    // Problems and domains keep their numbers.
    const SelectedRow same
        = isDiagnosis(selected.kind) ? selected : sameRow(*m_snapshot, selected, *answer.snapshot);
    for (const RowKind kind : { RowKind::Failure, RowKind::Policy, RowKind::Source })
        table(kind)->selectionModel()->clear();
    m_reports->selectionModel()->clear();
    m_state->setSelected(same);
}

void RecordTabs::keepSorted(RowKind kind, const TableRows& rows)
{
    // The same rows as before: they came first, or nothing about them changed.
    if (rows.found && m_found.value(kind).rows == rows.found) {
        if (rows.inputGroups)
            m_found[kind].groups = rows.inputGroups; // they are made behind everything else
        return;
    }
    m_found[kind] = { rows.found, rows.inputGroups, rows.withoutReport };
    // What was being sorted is gone; the answer is sorted already unless the user was faster.
    m_sorting[kind]->cancel();
    showArranged(kind, rows);
    const SortKey wanted = rowView(kind).columns().sort();
    const bool grouped = rows.groups != nullptr;
    if (wanted != rows.sort || (kind == RowKind::Failure && grouped != m_grouped))
        sort(kind, wanted);
}

void RecordTabs::sort(RowKind kind, SortKey key)
{
    if (isDiagnosis(kind)) {
        if (!m_diagnosis)
            return;
        m_sorting[kind]->start(
            [this, kind, key, rows = m_diagnosis](const std::stop_token&) -> LatestTask::Done {
                return [this, kind, rows, sorted = rows->sorted(kind, key)] {
                    if (rows == m_diagnosis)
                        showRows(kind, sorted);
                };
            });
        return;
    }
    const auto found = m_found.value(kind);
    if (!found.rows || !m_snapshot)
        return;
    m_sorting[kind]->start(
        [this, kind, key, found, snapshot = m_snapshot, ranks = m_ranks, grouped = m_grouped](
            const std::stop_token& stop) -> LatestTask::Done {
            TableRows rows;
            rows.found = found.rows;
            rows.inputGroups = found.groups;
            rows.sort = key;
            arrange(rows, *snapshot, kind, grouped, stop, ranks.get());
            return [this, kind, snapshot, rows = std::move(rows)] {
                if (snapshot != m_snapshot)
                    return;
                m_found[kind].groups = rows.inputGroups;
                const std::size_t groups = shownGroupCount();
                showArranged(kind, rows);
                if (shownGroupCount() != groups)
                    emit shownRowsChanged();
            };
        });
}

void RecordTabs::addSortKeys(ViewQuery& query) const
{
    query.failures = rowView(RowKind::Failure).columns().sort();
    query.reports = rowView(RowKind::Report).columns().sort();
    query.policies = rowView(RowKind::Policy).columns().sort();
    query.sources = rowView(RowKind::Source).columns().sort();
    query.groupFailures = m_grouped;
    // Problems come when they are known, not with the rows.
    query.front = isDiagnosis(shownTab()) ? RowKind::None : shownTab();
    query.ranks = m_ranks;
}

void RecordTabs::setRanks(std::shared_ptr<const TextRanks> ranks)
{
    m_ranks = std::move(ranks);
}

void RecordTabs::clearRows(const QString& why)
{
    m_exchanging = true;
    m_snapshot.reset();
    m_ranks.reset();
    m_diagnosis.reset();
    m_notices.setAll(why);
    for (const RowKind kind : tabKinds) {
        m_sorting[kind]->cancel();
        m_found.remove(kind);
        showRows(kind, {});
    }
    m_exchanging = false;
    setTitles();
    m_state->setSelected({});
    emit shownRowsChanged();
}

void RecordTabs::addTerm(const QString& key, const QString& value, bool negated)
{
    // A time in a cell stands for its day.
    if (key == QLatin1String("after") || key == QLatin1String("before")) {
        const QDate day = QDate::fromString(value.left(10), Qt::ISODate);
        if (day.isValid())
            m_state->setDays(day, day);
        return;
    }
    m_state->addTerm(key, value, negated);
}

void RecordTabs::followCurrent()
{
    if (m_exchanging)
        return;
    const RecordTable* flat = table(shownTab());
    m_state->setSelected(flat ? flat->currentRow() : m_reports->currentRow());
}

std::vector<RowId> RecordTabs::currentGroup() const
{
    const RecordTable* flat = table(shownTab());
    return flat ? flat->currentGroup() : std::vector<RowId>();
}

std::size_t RecordTabs::rowCount(RowKind kind) const
{
    const RecordTable* flat = table(kind);
    return flat ? flat->records().detailCount() : m_reports->reports().rows().size();
}

std::size_t RecordTabs::shownGroupCount() const
{
    const RecordTable* flat = table(shownTab());
    const auto* failures
        = flat ? qobject_cast<const FailureTableModel*>(&flat->records()) : nullptr;
    return failures ? failures->groupCount() : 0;
}

bool RecordTabs::knowsShownRows() const
{
    return m_snapshot && (m_diagnosis || !isDiagnosis(shownTab()));
}

std::size_t RecordTabs::sourcesWithoutReport() const
{
    return shownTab() == RowKind::Source ? m_found.value(RowKind::Source).withoutReport : 0;
}

std::size_t RecordTabs::titleCount(RowKind kind) const
{
    const std::size_t rows = rowCount(kind);
    const bool nameless = kind == RowKind::Domain && rows > 0 && m_diagnosis
        && std::ranges::any_of(m_diagnosis->diagnosis()->domains,
            [](const DomainStatus& domain) { return domain.domain.empty(); });
    return nameless ? rows - 1 : rows;
}

void RecordTabs::copyRows()
{
    rowView(shownTab()).copyRows();
}

void RecordTabs::selectFirstRow()
{
    const RowKind kind = shownTab();
    if (isDiagnosis(kind) && m_awaitsDiagnosis)
        return;
    if (RecordTable* flat = table(kind)) {
        if (flat->currentRow().kind == RowKind::None && !flat->records().rows().empty())
            flat->selectRow(flat->records().rows().front());
    } else if (m_reports->currentRow().kind == RowKind::None
        && !m_reports->reports().rows().empty()) {
        m_reports->selectRow({ RowKind::Report, m_reports->reports().rows().front() });
    }
}

void RecordTabs::showTab(RowKind kind)
{
    for (std::size_t i = 0; i < tabKinds.size(); ++i) {
        if (tabKinds[i] == kind)
            setCurrentIndex(static_cast<int>(i));
    }
}

RowKind RecordTabs::shownTab() const
{
    const int index = currentIndex();
    return index < 0 ? RowKind::Problem : tabKinds[static_cast<std::size_t>(index)];
}

void RecordTabs::setTitles()
{
    writeTitles(false);
    m_wholeTitles = tabBar()->sizeHint().width();
    // Shorter figures are better than tabs that scroll out of sight.
    if (m_wholeTitles > width())
        writeTitles(true);
    placeWorking();
}

void RecordTabs::writeTitles(bool brief)
{
    m_briefTitles = brief;
    const std::array words{ tr("Prob&lems"), tr("Do&mains"), tr("Fail&ures"), tr("&Reports"),
        tr("&Policies"), tr("&Sources") };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const int tab = static_cast<int>(i);
        const auto rows = static_cast<qint64>(titleCount(tabKinds[i]));
        const QString gap = QStringLiteral("  ");
        const QString whole = rows == 0 ? words[i] : words[i] + gap + numberText(rows);
        const QString shown = brief && rows > 0 ? words[i] + gap + shortCountText(rows) : whole;
        setTabText(tab, shown);
        const QString said = shown == whole ? QString() : QString(whole).remove(QLatin1Char('&'));
        setTabToolTip(tab, said);
        tabBar()->setAccessibleTabName(tab, said);
    }
}

void RecordTabs::restore(const Settings& settings)
{
    for (const RowKind kind : tabKinds) {
        const ColumnLayout layout = settings.columns(settingsName(kind));
        if (!layout.columns.isEmpty())
            rowView(kind).columns().apply(layout);
    }
}

void RecordTabs::save(Settings& settings) const
{
    for (const RowKind kind : tabKinds)
        settings.setColumns(settingsName(kind), rowView(kind).columns().layout());
}

} // namespace mxlens
