// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/totals.h"
#include "ui/dialogs/filechooser.h"
#include "ui/session/answerpace.h"
#include "ui/session/exporter.h"
#include "ui/session/filterbook.h"
#include "ui/session/latesttask.h"
#include "ui/session/loader.h"
#include "ui/session/reportwatch.h"
#include "ui/session/settings.h"
#include "ui/session/viewstate.h"
#include "ui/views/reportmaker.h"

#include <QElapsedTimer>
#include <QMainWindow>

#include <functional>
#include <memory>
#include <optional>

class QMimeData;
class QStackedWidget;

namespace mxlens {

class FilterBox;
class LoadingBar;
class MessageBar;
class PeriodBox;
class ResultsPage;
class StartPage;
struct MimeInput;
struct ViewAnswer;
struct WholeAnswer;
struct WindowActions;

/// What a window is given from outside.
struct WindowSetup {
    std::unique_ptr<Settings> settings; ///< Not null.
    std::unique_ptr<FileChooser> chooser; ///< Not null.
    QString samples; ///< Folder of the sample reports; empty where there are none.
    std::function<void()> openWindow = {}; ///< Opens another window; empty where there is no way.
};

/// The window: composes start page, results, loader and queries, and takes drops and pastes. It
/// reads no file and works nothing out itself. GUI thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(WindowSetup setup);
    ~MainWindow() override;

    /// Reads files and folders, added to what is shown.
    void openPaths(const QStringList& paths);
    /// Shows what the last window showed when it was closed; false where there is no such thing,
    /// or nobody wants it.
    bool restoreSession();
    /// Sets the filter text.
    void setFilterText(const QString& text);

    Loader& loader() { return m_loader; }
    ViewState& state() { return m_state; }
    ReportWatch& watch() { return m_watch; }
    ResultsPage& results() { return *m_results; }
    /// Whether the views show what the loader has, by the filter that is set.
    bool isSettled() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void buildToolBar();
    void connectActions();
    void connectFileActions();
    void connectTables();
    void connectSession();
    void saveSession();
    void quit();
    void checkRecent();
    void tellNew(std::size_t before, const ViewAnswer& answer);
    void connectParts();
    void restore();
    void useSettings();
    void take(const MimeInput& input);
    QString nextName(const QString& name);
    void openSamples();
    void paste();
    void escape();
    void closeAll();
    void fillRecent();
    void ask(LatestTask::Running running);
    void receive(const ViewAnswer& answer);
    void workBehind();
    void rankTexts();
    void receiveEnd();
    void endLoad(std::size_t before, const ViewAnswer& answer);
    void settle(const ViewAnswer& answer);
    void tellEnd(const ViewAnswer& answer);
    void tellAdded(const Totals& before, const ViewAnswer& answer);
    void followLoader(LoadState state);
    void chooseExport();
    void tellExported(const QString& path, qint64 rows);
    void tellWritten(const QString& sentence, const QString& path);
    void updateActions();
    void updateTitle(std::size_t reports);

    const std::unique_ptr<Settings> m_settings;
    const std::unique_ptr<FileChooser> m_chooser;
    const QString m_samples;
    const std::function<void()> m_openWindow;
    FilterBook m_book;
    ViewState m_state;
    Loader m_loader;
    ReportWatch m_watch{ &m_loader };
    /// While reading: ten answers a second at the most, and a sixth of the time for each.
    AnswerPace m_pace{ 100, 6 };
    LatestTask m_query;
    LatestTask m_ranking;
    LatestTask m_recentCheck;
    ReportMaker m_reportMaker;
    Exporter m_exporter{ this };
    std::unique_ptr<WindowActions> m_actions;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    ResultsPage* m_results = nullptr;
    LoadingBar* m_loading = nullptr;
    MessageBar* m_messages = nullptr;
    MessageBar* m_filterMessages = nullptr;
    FilterBox* m_filter = nullptr;
    PeriodBox* m_period = nullptr;
    std::shared_ptr<const Snapshot> m_shown; ///< What the views show.
    std::shared_ptr<const WholeAnswer> m_whole; ///< Of the last answer, for the next query.
    bool m_behind = false; ///< A load ended, and workBehind() is still to come.
    bool m_ended = false; ///< A load ended and its last answer is still to come.
    QElapsedTimer m_asked; ///< Since the last question that a change of the state put.
    std::size_t m_reports = 0; ///< Reports of the last answer.
    /// What was there before something was added to it, until it is told what came of that.
    std::optional<Totals> m_before;
    int m_pasted = 0; ///< Pasted and dropped texts so far, for their names.
};

} // namespace mxlens
