// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/peoplereport.h"
#include "ui/session/viewscope.h"
#include "ui/session/viewstate.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <utility>
#include <vector>

class QHBoxLayout;
class QSplitter;

namespace mxlens {

class ChartPage;
class DetailsPanel;
class Diagnoser;
class DiagnosisRows;
class DomainTree;
class FacetPanel;
class FilterChips;
class Headline;
class RecordTabs;
class Settings;
class Snapshot;
class TrendChart;
class ViewState;
enum class RowKind;
struct FrontRows;
struct RowEvidence;
struct ViewAnswer;

/// Everything that reports are looked at with: domain tree, headline, chart, tables and details.
/// Only arranges them and carries answers to each; they share the ViewState. GUI thread.
class ResultsPage final : public QWidget {
    Q_OBJECT
public:
    ResultsPage(ViewState* state, QWidget* parent = nullptr);

    /// Shows the rows that are seen while the rest of an answer is on its way.
    void showFront(const FrontRows& front);
    /// Shows what an answer says but its rows: tree, headline and chart.
    void showFigures(const ViewAnswer& answer);
    /// Shows the rows of an answer whose figures are shown. reading: more reports are on their way.
    void showAnswer(const ViewAnswer& answer, bool reading);
    /// Nothing more comes: the answer that is shown is the last one.
    void endReading();
    /// Empties every view and says why.
    void clearAnswer(const QString& why);

    RecordTabs& tabs() { return *m_tabs; }
    const RecordTabs& tabs() const { return *m_tabs; }
    TrendChart& chart();
    ChartPage& chartPage() { return *m_chart; }
    DomainTree& domains() { return *m_domains; }
    FacetPanel& facets() { return *m_facets; }
    DetailsPanel& details() { return *m_details; }
    Headline& headline() { return *m_headline; }

    /// Puts something at the end of the line below the tables and details.
    void addToStatusLine(QWidget* sign);

    /// Whether nothing is being looked for any more.
    bool isDiagnosed() const;
    /// Whether a diagnosis is on its way.
    bool isDiagnosing() const;

    /// Shows the whole time in the chart again.
    void resetZoom();

    /// What a report for people on what is shown is about; empty rows where nothing is.
    PeopleReportRequest reportRequest() const;
    /// From where on the diagnosis says something; for the next answer.
    void setThresholds(const Thresholds& thresholds) { m_thresholds = thresholds; }
    const Thresholds& thresholds() const { return m_thresholds; }
    const std::shared_ptr<const Snapshot>& snapshot() const { return m_shown.scope.snapshot; }

    void restore(const Settings& settings);
    void save(Settings& settings) const;

signals:
    /// No diagnosis is on its way any more.
    void diagnosed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectDiagnosis();
    void showDiagnosis(const std::shared_ptr<const DiagnosisRows>& rows);
    void openEvidence(const std::shared_ptr<const RowEvidence>& evidence);
    void followEvidence();
    void followState();
    void followSelected();
    /// Lets the names of domains be read, within reason, where nobody chose another width.
    void widenFacets(const Snapshot* snapshot);

    ViewState* const m_state;
    DomainTree* m_domains = nullptr;
    FacetPanel* m_facets = nullptr;
    FilterChips* m_chips = nullptr;
    Headline* m_headline = nullptr;
    ChartPage* m_chart = nullptr;
    RecordTabs* m_tabs = nullptr;
    DetailsPanel* m_details = nullptr;
    Diagnoser* m_diagnoser = nullptr;
    QTimer m_working; ///< What takes no time to speak of is not announced.
    RowKind m_tabBefore{}; ///< In front before a figure was opened.
    bool m_reading = false;
    QHBoxLayout* m_status = nullptr;
    QSplitter* m_across = nullptr;
    bool m_ownsWidth = true; ///< Nobody moved the edge of the side panel.
    const void* m_widenedFor = nullptr; ///< The snapshot whose domains it is wide enough for.
    QSplitter* m_down = nullptr;
    /// By the details: the snapshot or diagnosis of a row, and the row.
    std::pair<std::shared_ptr<const void>, SelectedRow> m_explained;
    std::vector<RowId> m_explainedGroup; ///< What the row stands for, where that is a group.
    FoundRows m_shown; ///< Of the last answer.
    Thresholds m_thresholds;
};

} // namespace mxlens
