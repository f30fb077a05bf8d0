// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trendsplit.h"
#include "ui/charts/trenddata.h"
#include "ui/session/latesttask.h"
#include "ui/session/viewscope.h"
#include "ui/session/viewstate.h"

#include <QSet>
#include <QWidget>

#include <future>
#include <memory>

class QAction;
class QCheckBox;
class QComboBox;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace mxlens {

class FileChooser;
class Settings;
class Sparklines;
class TrendChart;
class TrendTableModel;
struct ChartAnswer;
struct ViewAnswer;

/// The chart with what it is split by, its form and scale; the same numbers as a table; and its way
/// to files, clipboard and paper. Asks for the series off the GUI thread. GUI thread.
class ChartPage final : public QWidget {
    Q_OBJECT
public:
    explicit ChartPage(ViewState* state, QWidget* parent = nullptr);
    ~ChartPage() override;

    /// Shows the days of an answer and asks for the rest, unless reports are still being read.
    void showAnswer(const ViewAnswer& answer);
    /// While reports are being read nothing is asked for: the next answer comes soon.
    void setLoading(bool loading) { m_loading = loading; }
    /// No other answer comes: asks for the rest of the last one.
    void endReading();
    /// Shows nothing.
    void clear();
    /// Follows the days that are selected elsewhere.
    void followState();
    /// Follows split and zoom.
    void followLook();
    void setMarkedDays(const QSet<QDate>& days);

    TrendChart& chart() { return *m_chart; }
    SplitBy split() const;
    /// Whether everything that was asked for is shown.
    bool isSettled() const { return !m_query.busy(); }
    /// Where files are saved; outlives this.
    void setFileChooser(FileChooser* chooser) { m_chooser = chooser; }

    void restore(const Settings& settings);
    void save(Settings& settings) const;

signals:
    /// The chart was written to a file, or could not be, for which there is a sentence.
    void written(const QString& path);
    void failed(const QString& sentence);
    /// By domain, for the tree.
    void sparklinesChanged(std::shared_ptr<const Sparklines> sparklines);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* makeBar();
    void makeActions();
    /// begin: when it may; at once where that is nothing. What was answered is seen first: series
    /// and policy changes would hold it up.
    void ask(const std::shared_future<void>& begin = {});
    void receive(std::shared_ptr<const ChartAnswer> answer);
    void showData();
    void showTable();
    void enableControls();
    void chooseSeries(int series, bool leaveOut);
    void showMenu(QPoint global, int series);
    void saveFile();
    void copy() const;
    void write(const QString& path);

    ViewState* const m_state;
    FileChooser* m_chooser = nullptr;
    TrendChart* m_chart = nullptr;
    QTableView* m_table = nullptr;
    TrendTableModel* m_numbers = nullptr;
    QStackedWidget* m_faces = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_form = nullptr;
    QCheckBox* m_logarithmic = nullptr;
    QToolButton* m_tableButton = nullptr;
    QList<QAction*> m_actions; ///< Save, copy, print, show all days.
    SplitBy m_lastSplit = SplitBy::Nothing; ///< That was asked for.
    TrendData m_whole; ///< Of the last answer, without series.
    FoundRows m_shown; ///< Of the last answer.
    std::shared_ptr<const ChartAnswer> m_answer;
    bool m_loading = false;
    LatestTask m_query;
    LatestTask m_writing;
};

} // namespace mxlens
