// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/resultspage.h"

#include "ui/charts/trendchart.h"
#include "ui/models/cells.h"
#include "ui/panels/detailspanel.h"
#include "ui/session/settings.h"
#include "ui/session/viewquery.h"
#include "ui/theme/theme.h"
#include "ui/views/domaintree.h"
#include "ui/views/facetpanel.h"
#include "ui/views/filterchips.h"
#include "ui/views/headline.h"
#include "ui/views/recordtabs.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <optional>

namespace mxlens {

namespace {

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

qint64 numberOr(Count count)
{
    return count.known() ? count.valueOr(0) : -1;
}

/// The UTC day of the report that a row belongs to; invalid where it has none.
QDate dayOfRow(const Snapshot& snapshot, SelectedRow row)
{
    RowId report = row.id;
    if (row.kind == RowKind::Policy)
        report = snapshot.reportOfPolicy(row.id);
    else if (row.kind == RowKind::Failure)
        report = snapshot.reportOfPolicy(snapshot.policyOfFailure(row.id));
    else if (row.kind != RowKind::Report)
        return {};
    const RowPlace place = snapshot.report(report);
    const Day day = place.segment->reports.day[place.row];
    return day == noDay ? QDate() : dateOf(day);
}

} // namespace

ResultsPage::ResultsPage(ViewState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
{
    build();
    connect(m_state, &ViewState::changed, this, &ResultsPage::followState);
    connect(m_state, &ViewState::selectedChanged, this, &ResultsPage::followSelected);
    connect(m_domains, &DomainTree::placeChosen, this, [this](const TreePlace& place) {
        m_state->setScope(place.domain, place.mx, place.resultType);
    });
    connect(m_domains, &DomainTree::termRequested, m_state, &ViewState::addTerm);
    connect(m_chart, &TrendChart::daysSelected, this,
        [this](QDate from, QDate to) { m_state->setDays(from, to); });
    connect(m_chart, &TrendChart::selectionCleared, this, [this] { m_state->setDays({}, {}); });
    connect(m_headline, &Headline::termRequested, m_state, &ViewState::addTerm);
    connect(m_headline, &Headline::daysRequested, m_state, &ViewState::setDays);
    connect(m_headline, &Headline::sourcesRequested, this, [this] {
        // What could not be read matches no filter but an empty one.
        m_state->setFilterText({});
        m_tabs->showTab(RowKind::Source);
    });
}

void ResultsPage::build()
{
    m_domains = new DomainTree;
    m_domains->setObjectName(QStringLiteral("domainTree"));
    m_domains->setAccessibleName(tr("Domains"));
    m_facets = new FacetPanel(m_state, m_domains);
    m_headline = new Headline;
    m_headline->setObjectName(QStringLiteral("headline"));
    m_chart = new TrendChart;
    m_chart->setObjectName(QStringLiteral("trendChart"));
    m_tabs = new RecordTabs(m_state);
    m_details = new DetailsPanel;
    m_details->setObjectName(QStringLiteral("details"));

    m_down = new QSplitter(Qt::Vertical);
    m_down->setObjectName(QStringLiteral("down"));
    m_down->addWidget(m_chart);
    m_down->addWidget(m_tabs);
    m_down->addWidget(m_details);
    m_down->setChildrenCollapsible(false);
    m_down->setStretchFactor(0, 2);
    m_down->setStretchFactor(1, 3);
    m_down->setStretchFactor(2, 2);

    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headline);
    column->addWidget(m_down, 1);

    m_across = new QSplitter(Qt::Horizontal);
    m_across->setObjectName(QStringLiteral("across"));
    m_across->addWidget(m_facets);
    m_across->addWidget(right);
    m_across->setStretchFactor(0, 0);
    m_across->setStretchFactor(1, 1);
    m_across->setCollapsible(1, false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new FilterChips(m_state));
    layout->addWidget(m_across, 1);

    const int unit = em(this);
    m_down->setSizes({ unit * 18, unit * 20, unit * 17 });
    m_across->setSizes({ unit * 23, unit * 81 });
}

void ResultsPage::showFront(const FrontRows& front)
{
    m_tabs->showFront(front);
}

void ResultsPage::showAnswer(const ViewAnswer& answer)
{
    m_snapshot = answer.snapshot;
    SessionFigures all;
    for (const DomainNode& domain : answer.tree)
        all += domain.figures;
    m_domains->showDomains(answer.tree, all);
    m_facets->showAnswer(answer);
    m_headline->showAnswer(answer, m_state->values());
    showTrend(answer);
    m_tabs->showAnswer(answer);
    // The row may be the same and the snapshot another one.
    followSelected();
}

void ResultsPage::clearAnswer(const QString& why)
{
    m_snapshot.reset();
    m_domains->showDomains({}, {});
    m_facets->clearAnswer();
    m_headline->showAnswer({}, m_state->values());
    m_chart->setTrend({}, {});
    m_tabs->clearRows(why);
    m_details->clear();
}

void ResultsPage::showTrend(const ViewAnswer& answer)
{
    const ViewValues& values = m_state->values();
    TrendLabels labels;
    labels.hasRate = !answer.trendOfMx && !answer.detailFilter;
    if (answer.trendOfMx) {
        const bool named = values.mx && !values.mx->isEmpty();
        labels.title = named ? *values.mx : values.domain;
        if (!values.resultType.isEmpty())
            labels.title += QStringLiteral(": ") + values.resultType;
        labels.sessions = named ? tr("sessions of the policies that cover %1").arg(*values.mx)
                                : tr("sessions of %1").arg(values.domain);
        labels.failures
            = named ? tr("failed at %1").arg(*values.mx) : tr("failed without an MX named");
    } else {
        labels.title = values.domain.isEmpty() ? tr("All domains") : values.domain;
        labels.sessions
            = answer.detailFilter ? tr("sessions of the policies that match") : tr("sessions");
        labels.failures = tr("failed");
    }
    QVector<TrendBucket> days;
    days.reserve(static_cast<qsizetype>(answer.trend.size()));
    for (const TrendPoint& point : answer.trend)
        days.append({ dateOf(point.day), numberOr(point.figures.sessions),
            numberOr(point.figures.successful), numberOr(point.figures.failed), point.longRange });
    m_chart->setTrend(days, labels);
    m_chart->setSelectedDays(values.from, values.to);
}

void ResultsPage::followState()
{
    const ViewValues& values = m_state->values();
    m_domains->setChosen({ values.domain, values.mx, values.resultType });
    m_chart->setSelectedDays(values.from, values.to);
}

void ResultsPage::followSelected()
{
    const SelectedRow row = m_state->selected();
    QSet<QDate> marked;
    if (m_snapshot && row.kind != RowKind::None) {
        const QDate day = dayOfRow(*m_snapshot, row);
        if (day.isValid())
            marked.insert(day);
    }
    m_chart->setMarkedDays(marked);
    switch (m_snapshot ? row.kind : RowKind::None) {
    case RowKind::Failure:
        m_details->showFailure(m_snapshot, row.id);
        break;
    case RowKind::Policy:
        m_details->showPolicy(m_snapshot, row.id);
        break;
    case RowKind::Report:
        m_details->showReport(m_snapshot, row.id);
        break;
    case RowKind::Source:
        m_details->showSource(m_snapshot, row.id);
        break;
    case RowKind::None:
        m_details->clear();
        break;
    }
}

void ResultsPage::resetZoom()
{
    m_chart->resetZoom();
}

void ResultsPage::restore(const Settings& settings)
{
    for (QSplitter* splitter : { m_across, m_down }) {
        const QByteArray state = settings.splitter(splitter->objectName());
        if (!state.isEmpty())
            splitter->restoreState(state);
    }
    m_facets->restore(settings);
    m_tabs->restore(settings);
}

void ResultsPage::save(Settings& settings) const
{
    for (const QSplitter* splitter : { m_across, m_down })
        settings.setSplitter(splitter->objectName(), splitter->saveState());
    m_facets->save(settings);
    m_tabs->save(settings);
}

} // namespace mxlens
