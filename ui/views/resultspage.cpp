// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/resultspage.h"

#include "core/query/filteredit.h"
#include "ui/charts/trendchart.h"
#include "ui/panels/detailspanel.h"
#include "ui/session/diagnoser.h"
#include "ui/session/programlanguage.h"
#include "ui/session/rowevidence.h"
#include "ui/session/settings.h"
#include "ui/session/viewquery.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/detailsmenu.h"
#include "ui/views/domaintree.h"
#include "ui/views/facetpanel.h"
#include "ui/views/filterchips.h"
#include "ui/views/headline.h"
#include "ui/views/recordtabs.h"
#include "ui/views/rowmarks.h"
#include "ui/views/rowstatus.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {

namespace {

constexpr int announcedAfter = 300; // Milliseconds.
// In quarters of an em: narrower, the side panel is not shown; wider, it does not get by itself.
constexpr int leastFacets = 12 * 4;
constexpr int mostFacets = 40 * 4;

} // namespace

ResultsPage::ResultsPage(ViewState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
{
    build();
    connectDiagnosis();
    new DetailsMenu(m_details, m_state);
    connect(m_state, &ViewState::changed, this, &ResultsPage::followState);
    connect(m_state, &ViewState::selectedChanged, this, &ResultsPage::followSelected);
    connect(m_domains, &DomainTree::placeChosen, this, [this](const TreePlace& place) {
        m_state->setScope(place.domain, place.mx, place.resultType);
    });
    connect(m_chart, &ChartPage::sparklinesChanged, this,
        [this](const std::shared_ptr<const Sparklines>& lines) {
            m_domains->domains().setSparklines(lines ? Sparklines(*lines) : Sparklines());
        });
    connect(new RowMarks(m_tabs, this), &RowMarks::daysChanged, m_chart, &ChartPage::setMarkedDays);
    connect(m_domains, &DomainTree::termRequested, m_state, &ViewState::addTerm);
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
    m_chart = new ChartPage(m_state);
    m_chart->setObjectName(QStringLiteral("chartPage"));
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
    m_status = new QHBoxLayout;
    m_status->addWidget(new RowStatus(m_tabs), 1);
    column->addLayout(m_status);

    m_across = new QSplitter(Qt::Horizontal);
    m_across->setObjectName(QStringLiteral("across"));
    m_across->addWidget(m_facets);
    m_across->addWidget(right);
    m_across->setStretchFactor(0, 0);
    m_across->setStretchFactor(1, 1);
    m_across->setCollapsible(1, false);
    connect(m_across, &QSplitter::splitterMoved, this, [this] { m_ownsWidth = false; });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_chips = new FilterChips(m_state);
    m_chips->setPatient(true);
    layout->addWidget(m_chips);
    layout->addWidget(m_across, 1);

    const int unit = em(this);
    m_down->setSizes({ unit * 21, unit * 18, unit * 16 });
    m_across->setSizes({ unit * 26, unit * 78 });
}

void ResultsPage::addToStatusLine(QWidget* sign)
{
    m_status->addWidget(sign);
}

void ResultsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Names that nobody can read are worth less than the room that figures and chart need.
    const int left = width() - m_down->parentWidget()->minimumSizeHint().width();
    m_facets->setVisible(left >= length(this, leastFacets));
}

void ResultsPage::widenFacets(const Snapshot* snapshot)
{
    // A filter moves no edge: only reports that are new do.
    if (!m_ownsWidth || snapshot == m_widenedFor || !m_facets->isVisible())
        return;
    m_widenedFor = snapshot;
    const QList<int> sizes = m_across->sizes();
    const int all = sizes.value(0) + sizes.value(1);
    const int most = std::min(length(this, mostFacets), all / 3);
    const int wanted = std::min(m_domains->wholeWidth(), most);
    if (wanted > sizes.value(0))
        m_across->setSizes({ wanted, all - wanted });
}

void ResultsPage::showFront(const FrontRows& front)
{
    m_tabs->showFront(front);
}

void ResultsPage::connectDiagnosis()
{
    m_diagnoser = new Diagnoser(this);
    m_working.setSingleShot(true);
    m_working.setInterval(announcedAfter);
    connect(m_diagnoser, &Diagnoser::diagnosed, this, &ResultsPage::showDiagnosis);
    connect(m_diagnoser, &Diagnoser::busyChanged, this, [this](bool busy) {
        if (busy) {
            m_working.start();
        } else {
            m_working.stop();
            m_tabs->setDiagnosing(false);
            emit diagnosed();
        }
    });
    connect(m_details, &DetailsPanel::evidenceRequested, this, &ResultsPage::openEvidence);
    connect(m_tabs, &RecordTabs::evidenceRequested, this, &ResultsPage::openEvidence);
    connect(&m_working, &QTimer::timeout, this, [this] { m_tabs->setDiagnosing(true); });
}

void ResultsPage::showDiagnosis(const std::shared_ptr<const DiagnosisRows>& rows)
{
    m_tabs->showDiagnosis(rows);
    const RowKind front = m_tabs->shownTab();
    // From drop to answer takes no click: the worst problem is explained.
    if (!m_reading && (front == RowKind::Problem || front == RowKind::Domain))
        m_tabs->selectFirstRow();
    // The row may be the same and mean another problem by now.
    followSelected();
}

bool ResultsPage::isDiagnosing() const
{
    return m_diagnoser->busy();
}

bool ResultsPage::isDiagnosed() const
{
    return !m_diagnoser->busy() && !m_details->busy();
}

void ResultsPage::showFigures(const ViewAnswer& answer)
{
    SessionFigures all;
    for (const DomainNode& domain : answer.tree)
        all += domain.figures;
    m_domains->showDomains(answer.tree, all);
    widenFacets(answer.snapshot.get());
    m_headline->showAnswer(answer, m_state->values());
    m_chart->showAnswer(answer);
    // What takes another size draws itself at once: the chart with its new days, and only once.
    m_chips->settle();
}

void ResultsPage::showAnswer(const ViewAnswer& answer, bool reading)
{
    m_reading = reading;
    if (answer.totals.reports > 0 || !reading)
        m_diagnoser->ask({ answer.shown, programLanguage(), m_thresholds }, reading);
    m_shown = answer.shown;
    m_tabs->showAnswer(answer);
    m_facets->showAnswer(answer);
    // The row may be the same and the snapshot another one.
    followSelected();
}

void ResultsPage::endReading()
{
    m_reading = false;
    m_diagnoser->endReading();
    m_chart->endReading();
}

void ResultsPage::clearAnswer(const QString& why)
{
    m_diagnoser->cancel();
    m_chips->settle();
    m_shown = {};
    m_domains->showDomains({}, {});
    m_facets->clearAnswer();
    m_headline->showAnswer({}, m_state->values());
    m_chart->clear();
    m_tabs->clearRows(why);
    m_explained = {};
    m_details->clear();
}

TrendChart& ResultsPage::chart()
{
    return m_chart->chart();
}

void ResultsPage::openEvidence(const std::shared_ptr<const RowEvidence>& evidence)
{
    const RowKind before = m_tabs->shownTab();
    m_state->showEvidence(evidence);
    m_tabBefore = before;
    m_tabs->showTab(evidence->failures.empty() ? RowKind::Policy : RowKind::Failure);
}

void ResultsPage::followEvidence()
{
    if (m_state->values().evidence)
        return;
    // Back to where the figure was opened.
    if (m_tabBefore != RowKind::None)
        m_tabs->showTab(m_tabBefore);
    m_tabBefore = RowKind::None;
}

void ResultsPage::followState()
{
    // What is being found is not about what is asked for now.
    m_diagnoser->cancel();
    followEvidence();
    const ViewValues& values = m_state->values();
    m_domains->setChosen({ values.domain, values.mx, values.resultType });
    m_chart->followState();
}

void ResultsPage::followSelected()
{
    const SelectedRow row = m_state->selected();
    // Nothing new about the row that is explained: laying out its text again takes its time.
    const bool ofDiagnosis = row.kind == RowKind::Problem || row.kind == RowKind::Domain;
    const std::shared_ptr<const void> of
        = ofDiagnosis ? std::shared_ptr<const void>(m_tabs->diagnosis()) : snapshot();
    // A filter may leave less of the same group.
    std::vector<RowId> group = m_tabs->currentGroup();
    if (of == m_explained.first && row == m_explained.second && group == m_explainedGroup)
        return;
    m_explained = { of, row };
    m_explainedGroup = std::move(group);
    switch (of && snapshot() ? row.kind : RowKind::None) {
    case RowKind::Failure:
        if (m_explainedGroup.empty())
            m_details->showFailure(snapshot(), row.id);
        else
            m_details->showFailureGroup(snapshot(), m_explainedGroup);
        break;
    case RowKind::Policy:
        m_details->showPolicy(snapshot(), row.id);
        break;
    case RowKind::Report:
        m_details->showReport(snapshot(), row.id);
        break;
    case RowKind::Source:
        m_details->showSource(snapshot(), row.id);
        break;
    case RowKind::Problem:
        m_details->showProblem(m_tabs->diagnosis(), row.id);
        break;
    case RowKind::Domain:
        m_details->showDomain(m_tabs->diagnosis(), row.id);
        break;
    case RowKind::None:
        m_details->clear();
        break;
    }
}

PeopleReportRequest ResultsPage::reportRequest() const
{
    PeopleReportRequest request;
    if (!m_shown.rows)
        return request;
    request.selection = *m_shown.rows;
    request.filter = m_shown.scope.filter;
    request.language = programLanguage();
    request.thresholds = m_thresholds;
    const ViewValues& values = m_state->values();
    std::string text = values.filterText.toStdString();
    // What was chosen beside the filter text narrows as its words would.
    if (!values.domain.isEmpty())
        text = showingOnly(text, FilterKey::Domain, values.domain.toStdString());
    if (values.mx && !values.mx->isEmpty())
        text = showingOnly(text, FilterKey::Mx, values.mx->toStdString());
    if (!values.resultType.isEmpty())
        text = showingOnly(text, FilterKey::Result, values.resultType.toStdString());
    if (values.evidence)
        text.append(text.empty() ? "" : "; ").append(values.evidence->title.toStdString());
    request.filterText = std::move(text);
    return request;
}

void ResultsPage::resetZoom()
{
    m_chart->chart().resetZoom();
}

void ResultsPage::restore(const Settings& settings)
{
    for (QSplitter* splitter : { m_across, m_down }) {
        const QByteArray state = settings.splitter(splitter->objectName());
        if (!state.isEmpty() && splitter->restoreState(state) && splitter == m_across)
            m_ownsWidth = false;
    }
    m_chart->restore(settings);
    m_facets->restore(settings);
    m_tabs->restore(settings);
}

void ResultsPage::save(Settings& settings) const
{
    settings.setSplitter(m_down->objectName(), m_down->saveState());
    // What nobody chose fits other reports the next time.
    if (!m_ownsWidth)
        settings.setSplitter(m_across->objectName(), m_across->saveState());
    m_chart->save(settings);
    m_facets->save(settings);
    m_tabs->save(settings);
}

} // namespace mxlens
