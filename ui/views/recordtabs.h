// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"
#include "ui/models/diagnosismodels.h"
#include "ui/session/latesttask.h"
#include "ui/session/viewquery.h"
#include "ui/views/recordtable.h"
#include "ui/views/reporttree.h"
#include "ui/views/rowdrag.h"
#include "ui/views/tabnotices.h"

#include <QTabWidget>

class QLabel;

namespace mxlens {

/// The tabs Problems, Domains, Failures, Reports, Policies and Sources. Shows answers, sorts off
/// the GUI thread and tells the ViewState which row is current. GUI thread.
class RecordTabs final : public QTabWidget {
    Q_OBJECT
public:
    RecordTabs(ViewState* state, QWidget* parent = nullptr);

    /// Exchanges the rows of the table that is seen, where they are of the snapshot that is shown
    /// already; the rest of the answer follows. What is selected and said elsewhere stays.
    void showFront(const FrontRows& front);
    /// Exchanges the rows of every table but problems and domains, which stay until they are known.
    void showAnswer(const ViewAnswer& answer);
    /// Exchanges the rows of problems and domains.
    void showDiagnosis(std::shared_ptr<const DiagnosisRows> diagnosis);
    /// Says, quietly, that problems are being looked for.
    void setDiagnosing(bool on);
    /// What the tables of problems and domains show; null for nothing.
    const std::shared_ptr<const DiagnosisRows>& diagnosis() const { return m_diagnosis; }
    /// Empties every table and says why.
    void clearRows(const QString& why);

    /// How the tables are sorted and which is seen: for the next query.
    void addSortKeys(ViewQuery& query) const;
    /// What makes sorting by text fast; null where it is not known.
    void setRanks(std::shared_ptr<const TextRanks> ranks);
    /// Rows of the tab in front as they are shown; what the export writes.
    ExportRequest shownRows() const { return shownRows(shownTab()); }
    /// The same for another tab.
    ExportRequest shownRows(RowKind kind) const;
    /// The selected rows of a tab, in the order in which they stand: what is dragged out of it, at
    /// most copiedRowsLimit.
    DraggedRows draggedRows(RowKind kind) const;
    /// The columns that a tab shows, in the order in which they stand, as places among those of the
    /// table that is exported.
    std::vector<int> shownColumns(RowKind kind, Table table) const;
    /// Number of rows of the tab in front, and of another.
    std::size_t shownRowCount() const { return rowCount(shownTab()); }
    std::size_t rowCount(RowKind kind) const;
    /// Whether it is known what the tab in front has to show: problems and domains come later.
    bool knowsShownRows() const;
    /// Number of groups that the rows of the tab in front stand in; 0 where they stand alone.
    std::size_t shownGroupCount() const;
    /// In the tab of sources in front: how many are there whatever days and domain are chosen.
    std::size_t sourcesWithoutReport() const;
    /// What the title of a tab counts: rows, but of domains those that have a name, as the headline
    /// does.
    std::size_t titleCount(RowKind kind) const;
    /// What is selected in the tab in front, closed groups one by one.
    std::vector<RowId> selectedRows() const;
    /// The failure details that the current row stands for, where that is a group.
    std::vector<RowId> currentGroup() const;
    /// Whether failures that differ in their sending address alone are one row.
    void setGrouped(bool grouped);
    /// Whether times are shown as seen from now.
    void setRelativeTimes(bool relative);
    /// An action for the menu of the failures.
    void addFailuresAction(QAction* action);
    /// Whether rows that come above leave those that are seen where they are.
    void setKeepsPlace(bool keeps);
    /// Puts the selected rows of the tab in front on the clipboard.
    void copyRows();
    /// The snapshot that shownRows() are of.
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }

    /// Makes the first row of the tab in front current, unless one is; of problems and domains once
    /// they are those of the last answer.
    void selectFirstRow();
    /// Brings a tab to the front.
    void showTab(RowKind kind);
    RowKind shownTab() const;

    void restore(const Settings& settings);
    void save(Settings& settings) const;

signals:
    /// The rows of the tab in front changed, or another tab came to the front.
    void shownRowsChanged();
    /// More rows were to be copied than the clipboard takes.
    void copyWasCut(int copied);
    /// These rows of a problem are to be shown.
    void evidenceRequested(const std::shared_ptr<const mxlens::RowEvidence>& evidence);
    /// Other rows of the tab in front are selected.
    void selectedRowsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildDiagnosis();
    /// The rows that prove the current problem; null without one.
    std::shared_ptr<const RowEvidence> currentProblemRows() const;
    void addRowsAction(QMenu& menu);
    /// The word that problems are looked for, where the tabs leave it room.
    void placeWorking();
    void addTable(RecordTable* table, const char* name, const QString& title);
    void addPage(QAbstractItemView* view, RowKind kind, const QString& iconName);
    RowView& rowView(RowKind kind) const;
    RecordTable* table(RowKind kind) const;
    void connectRows(RowKind kind);
    std::vector<RowId> selectedOf(RowKind kind) const;
    ExportRequest requestFor(RowKind kind, std::vector<RowId> rows) const;
    void showRows(RowKind kind, const std::vector<RowId>& rows);
    void showArranged(RowKind kind, const TableRows& rows);
    void sort(RowKind kind, SortKey key);
    void keepSorted(RowKind kind, const TableRows& rows);
    void addTerm(const QString& key, const QString& value, bool negated);
    void followCurrent();
    void carrySelection(const ViewAnswer& answer);
    void setTitles();
    void writeTitles(bool brief);

    ViewState* const m_state;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const TextRanks> m_ranks;
    std::shared_ptr<const DiagnosisRows> m_diagnosis;
    ProblemTableModel* m_problems = nullptr;
    DomainTableModel* m_domains = nullptr;
    ReportTree* m_reports = nullptr;
    QHash<RowKind, RecordTable*> m_tables; ///< All but the reports.
    QLabel* m_working = nullptr;
    bool m_diagnosing = false;
    TabNotices m_notices;
    QHash<RowKind, LatestTask*> m_sorting;
    /// What TableRows says of rows whatever their order is.
    struct Found {
        std::shared_ptr<const std::vector<RowId>> rows;
        std::shared_ptr<const FailureGroups> groups; ///< In input order, once they were asked for.
        std::size_t withoutReport = 0;
    };
    QHash<RowKind, Found> m_found;
    bool m_exchanging = false;
    bool m_grouped = false;
    int m_wholeTitles = 0; ///< The room that titles with whole figures need.
    bool m_briefTitles = false;
    bool m_awaitsDiagnosis = false; ///< Problems and domains are of an answer before the last.
};

} // namespace mxlens
