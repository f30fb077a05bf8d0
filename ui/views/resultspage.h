// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QWidget>

#include <memory>
#include <utility>

class QSplitter;

namespace mxlens {

class ChartPage;
class DetailsPanel;
class DomainTree;
class FacetPanel;
class Headline;
class RecordTabs;
class Settings;
class Snapshot;
class TrendChart;
class ViewState;
struct FrontRows;
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
    /// Shows the rows of an answer whose figures are shown.
    void showAnswer(const ViewAnswer& answer);
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

    /// Shows the whole time in the chart again.
    void resetZoom();

    void restore(const Settings& settings);
    void save(Settings& settings) const;

private:
    void build();
    void followState();
    void followSelected();

    ViewState* const m_state;
    DomainTree* m_domains = nullptr;
    FacetPanel* m_facets = nullptr;
    Headline* m_headline = nullptr;
    ChartPage* m_chart = nullptr;
    RecordTabs* m_tabs = nullptr;
    DetailsPanel* m_details = nullptr;
    QSplitter* m_across = nullptr;
    QSplitter* m_down = nullptr;
    std::pair<std::shared_ptr<const Snapshot>, SelectedRow> m_explained; ///< By the details.
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace mxlens
