// SPDX-License-Identifier: GPL-3.0-or-later
// The half of the tables that shows problems and domains.
#include "ui/views/recordtabs.h"

#include "ui/models/cells.h"
#include "ui/panels/problemdetails.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QTabBar>

#include <utility>

namespace mxlens {

namespace {

// More rows than this are not sorted on the GUI thread.
constexpr std::size_t sortedAtOnce = 1'000;

} // namespace

void RecordTabs::buildDiagnosis()
{
    m_problems = new ProblemTableModel;
    addTable(new RecordTable(m_problems, RowKind::Problem, -1,
                 { static_cast<int>(ProblemColumn::Severity), false }, this),
        "problem", tr("Problems"));
    const auto place = [](ProblemColumn column) { return static_cast<int>(column); };
    rowView(RowKind::Problem)
        .columns()
        .setFilling(place(ProblemColumn::Heading),
            { place(ProblemColumn::Severity), place(ProblemColumn::FailedSessions),
                place(ProblemColumn::Impact), place(ProblemColumn::FirstDay),
                place(ProblemColumn::LastDay), place(ProblemColumn::Reporters),
                place(ProblemColumn::Share) });
    connect(&rowView(RowKind::Problem), &RowView::menuFilled, this, &RecordTabs::addRowsAction);
    // Enter, or a double click where that means nothing else.
    connect(table(RowKind::Problem), &QAbstractItemView::activated, this,
        [this](const QModelIndex& index) {
            if (const auto rows = currentProblemRows();
                rows && !rowView(RowKind::Problem).narrows(index))
                emit evidenceRequested(rows);
        });
    m_domains = new DomainTableModel;
    addTable(new RecordTable(m_domains, RowKind::Domain, -1, {}, this), "domain", tr("Domains"));
    m_working = new QLabel(tr("Looking for problems\u2026"), this);
    m_working->setObjectName(QStringLiteral("diagnosing"));
    m_working->setTextFormat(Qt::PlainText);
    m_working->setForegroundRole(QPalette::PlaceholderText);
    m_working->setContentsMargins(0, 0, length(this, 2), 0);
    m_working->hide();
}

std::shared_ptr<const RowEvidence> RecordTabs::currentProblemRows() const
{
    const SelectedRow row = table(RowKind::Problem)->currentRow();
    const Problem* const problem = m_diagnosis ? m_diagnosis->problem(row.id) : nullptr;
    if (row.kind != RowKind::Problem || !problem)
        return nullptr;
    return rowsOf(m_diagnosis->snapshot(), *problem, m_diagnosis->language());
}

void RecordTabs::addRowsAction(QMenu& menu)
{
    const auto rows = currentProblemRows();
    if (!rows)
        return;
    const auto count = static_cast<qint64>(rows->size());
    auto* show = new QAction(
        tr("Sho&w its %1 row(s)", nullptr, pluralNumber(count)).arg(numberText(count)), &menu);
    show->setObjectName(QStringLiteral("showProblemRows"));
    connect(show, &QAction::triggered, this, [this, rows] { emit evidenceRequested(rows); });
    menu.insertAction(menu.actions().value(0), show);
    menu.insertSeparator(menu.actions().value(1));
}

void RecordTabs::showDiagnosis(std::shared_ptr<const DiagnosisRows> diagnosis)
{
    m_exchanging = true;
    m_diagnosis = std::move(diagnosis);
    m_awaitsDiagnosis = false;
    m_notices.setNothingWrong();
    for (const RowKind kind : { RowKind::Problem, RowKind::Domain }) {
        m_sorting[kind]->cancel();
        // As the diagnosis has them; sorted otherwise at once where that takes no time to speak of.
        const SortKey key = rowView(kind).columns().sort();
        const auto& rows
            = kind == RowKind::Problem ? m_diagnosis->problems() : m_diagnosis->domains();
        const bool few = rows.size() <= sortedAtOnce;
        showRows(kind, few ? m_diagnosis->sorted(kind, key) : rows);
        if (!few)
            sort(kind, key);
    }
    m_exchanging = false;
    setTitles();
    followCurrent();
    emit shownRowsChanged();
}

void RecordTabs::setDiagnosing(bool on)
{
    m_diagnosing = on;
    placeWorking();
}

void RecordTabs::placeWorking()
{
    // All tabs are worth more than a word, and a corner that is hidden keeps its room all the same.
    const bool room = tabBar()->sizeHint().width() + m_working->sizeHint().width() <= width();
    const bool shown = m_diagnosing && room;
    if (shown != (cornerWidget() == m_working))
        setCornerWidget(shown ? m_working : nullptr);
    m_working->setVisible(shown);
}

void RecordTabs::resizeEvent(QResizeEvent* event)
{
    if ((m_wholeTitles > width()) != m_briefTitles)
        setTitles();
    else
        placeWorking();
    QTabWidget::resizeEvent(event);
}

} // namespace mxlens
