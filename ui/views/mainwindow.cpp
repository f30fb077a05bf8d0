// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/mainwindow.h"

#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/keysdialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/models/cells.h"
#include "ui/panels/detailspanel.h"
#include "ui/panels/startpage.h"
#include "ui/session/keptsession.h"
#include "ui/session/mimeinput.h"
#include "ui/session/numbersettings.h"
#include "ui/session/viewquery.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/exportflow.h"
#include "ui/views/filterbox.h"
#include "ui/views/filtermenu.h"
#include "ui/views/loadingbar.h"
#include "ui/views/memoryreader.h"
#include "ui/views/messagebar.h"
#include "ui/views/periodbox.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/toolsmenu.h"
#include "ui/views/windowactions.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

MainWindow::MainWindow(WindowSetup setup)
    : m_settings(std::move(setup.settings))
    , m_chooser(std::move(setup.chooser))
    , m_samples(std::move(setup.samples))
    , m_openWindow(std::move(setup.openWindow))
    , m_book(m_settings.get())
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_loader.setKeepsIndexLater(true);
    m_actions = std::make_unique<WindowActions>(this);
    build();
    buildToolBar();
    connectParts();
    connectFileActions();
    connectSession();
    connectActions();
    new ToolsMenu(this, m_actions->tools, m_actions->help,
        { [this] { return m_loader.snapshot(); }, desktopToolFiles(m_settings.get()),
            &QDateTime::currentDateTimeUtc, [this] { return m_results->thresholds(); } });
    restore();
    fillRecent();
    updateActions();
    updateTitle(0);
}

MainWindow::~MainWindow()
{
    // What has the focus loses it while there still is what it tells of that: settings, say.
    if (QWidget* const focused = focusWidget(); focused && focused->hasFocus())
        focused->clearFocus();
}

void MainWindow::build()
{
    m_start = new StartPage;
    m_start->setObjectName(QStringLiteral("startPage"));
    m_results = new ResultsPage(&m_state);
    m_results->setObjectName(QStringLiteral("resultsPage"));
    m_pages = new QStackedWidget;
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_results);
    m_loading = new LoadingBar;
    m_messages = new MessageBar;
    m_filterMessages = new MessageBar;
    m_filterMessages->setObjectName(QStringLiteral("filterMessage"));
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterMessages);
    layout->addWidget(m_loading);
    layout->addWidget(m_messages);
    layout->addWidget(m_pages, 1);
    setCentralWidget(central);
}

void MainWindow::buildToolBar()
{
    auto* bar = addToolBar(tr("Main tool bar"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(length(this, 5), length(this, 5)));
    bar->addActions({ m_actions->open, m_actions->openFolder, m_actions->exportRows });
    bar->addSeparator();
    bar->addActions({ m_actions->back, m_actions->forward });
    for (QAction* action : { m_actions->back, m_actions->forward }) {
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    for (QAction* action : bar->actions()) {
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action)))
            button->setFocusPolicy(Qt::TabFocus);
    }
    m_filter = new FilterBox(&m_state);
    m_filter->setBook(&m_book);
    m_filter->setMenu(m_actions->filters);
    new FilterMenu(m_actions->filters, &m_state, &m_book);
    bar->addWidget(m_filter);
    m_period = new PeriodBox(&m_state);
    bar->addWidget(m_period);
}

void MainWindow::connectParts()
{
    connect(&m_loader, &Loader::stateChanged, this, &MainWindow::followLoader);
    connect(&m_loader, &Loader::progressChanged, m_loading, &LoadingBar::showProgress);
    connect(&m_loader, &Loader::snapshotChanged, &m_pace, &AnswerPace::ask);
    connect(&m_pace, &AnswerPace::due, this, [this] { ask(LatestTask::Running::Finish); });
    connect(&m_query, &LatestTask::busyChanged, &m_pace,
        [this](bool busy) { busy ? m_pace.begun() : m_pace.ended(); });
    connect(&m_loader, &Loader::finished, this, &MainWindow::receiveEnd);
    connect(m_results, &ResultsPage::diagnosed, this, &MainWindow::workBehind);
    connect(&m_ranking, &LatestTask::busyChanged, &m_loader, [this](bool busy) {
        if (!busy)
            m_loader.keepIndex();
    });
    connect(m_loading, &LoadingBar::cancelRequested, &m_loader, &Loader::cancel);
    connect(&m_state, &ViewState::changed, this, [this] {
        ask(LatestTask::Running::Stop);
        updateActions();
    });
    connect(&m_state, &ViewState::historyChanged, this, &MainWindow::updateActions);
    connect(m_filter, &FilterBox::errorChanged, this, [this] {
        const QString sentence = m_filter->errorSentence();
        if (sentence.isEmpty())
            m_filterMessages->dismiss();
        else
            m_filterMessages->showMessage(MessageBar::Kind::Warning, sentence);
    });
    connect(&m_results->tabs(), &RecordTabs::shownRowsChanged, this, &MainWindow::updateActions);
    connect(&m_results->tabs(), &RecordTabs::copyWasCut, this, [this](int copied) {
        m_messages->showMessage(MessageBar::Kind::Info,
            tr("Copied the first %1 rows. Export writes all of them.").arg(numberText(copied)),
            tr("Export\u2026"), [this] { chooseExport(); });
    });
    connect(&m_exporter, &Exporter::busyChanged, this, [this](bool busy) {
        if (busy)
            m_messages->showMessage(MessageBar::Kind::Info, tr("Writing rows\u2026"), tr("Cancel"),
                [this] { m_exporter.cancel(); });
        updateActions();
    });
    connect(&m_exporter, &Exporter::progressed, this, [this](int percent) {
        const QString start = tr("Writing rows\u2026");
        m_messages->changeText(start, start + QStringLiteral(" %1 %").arg(percent));
    });
    connect(&m_exporter, &Exporter::written, this, &MainWindow::tellExported);
    connect(&m_exporter, &Exporter::failed, this, [this](const QString&, const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(&m_exporter, &Exporter::cancelled, m_messages, &MessageBar::showCancelled);
    ChartPage& chart = m_results->chartPage();
    chart.setFileChooser(m_chooser.get());
    connect(&chart, &ChartPage::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(&chart, &ChartPage::written, this,
        [this](const QString& path) { tellWritten(tr("Wrote the chart to %1").arg(path), path); });
}

void MainWindow::connectFileActions()
{
    const auto openFiles = [this] {
        m_chooser->openFiles(this, [this](const QStringList& paths) { openPaths(paths); });
    };
    const auto openFolder = [this] {
        m_chooser->openFolder(this, [this](const QString& path) { openPaths({ path }); });
    };
    connect(m_actions->open, &QAction::triggered, this, openFiles);
    connect(m_actions->openFolder, &QAction::triggered, this, openFolder);
    connect(m_actions->samples, &QAction::triggered, this, &MainWindow::openSamples);
    connect(m_start, &StartPage::openFilesRequested, this, openFiles);
    connect(m_start, &StartPage::openFolderRequested, this, openFolder);
    connect(m_start, &StartPage::samplesRequested, this, &MainWindow::openSamples);
    connect(m_start, &StartPage::recentRequested, this,
        [this](const QString& path) { openPaths({ path }); });
    connect(m_actions->clearRecent, &QAction::triggered, this, [this] {
        m_settings->clearRecent();
        fillRecent();
    });
    connect(m_actions->reload, &QAction::triggered, this, [this] {
        m_watch.endQuiet();
        m_loader.reload();
    });
    connect(m_actions->cancel, &QAction::triggered, &m_loader, &Loader::cancel);
    connect(m_actions->closeAll, &QAction::triggered, this, &MainWindow::closeAll);
    connect(m_actions->exportRows, &QAction::triggered, this, &MainWindow::chooseExport);
    auto* flow
        = new ExportFlow({ this, &m_results->tabs(), &m_state, &m_exporter, m_chooser.get() });
    connect(m_actions->exportAs, &QAction::triggered, flow, &ExportFlow::ask);
    m_reportMaker.setChooser(m_chooser.get());
    connect(m_actions->report, &QAction::triggered, this,
        [this] { m_reportMaker.make(this, m_results->snapshot(), m_results->reportRequest()); });
    connect(&m_reportMaker, &ReportMaker::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(MessageBar::Kind::Error, sentence);
    });
    connect(&m_reportMaker, &ReportMaker::cancelled, m_messages, &MessageBar::showCancelled);
    connect(&m_reportMaker, &ReportMaker::written, this,
        [this](const QString& path) { tellWritten(tr("Wrote the report to %1").arg(path), path); });
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::quit);
    connect(m_actions->paste, &QAction::triggered, this, &MainWindow::paste);
}

void MainWindow::connectActions()
{
    connect(m_actions->copy, &QAction::triggered, this, [this] { m_results->tabs().copyRows(); });
    connect(m_actions->find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_actions->escape, &QAction::triggered, this, &MainWindow::escape);
    connect(m_actions->widen, &QAction::triggered, &m_state, &ViewState::widen);
    connect(m_actions->back, &QAction::triggered, &m_state, &ViewState::goBack);
    connect(m_actions->forward, &QAction::triggered, &m_state, &ViewState::goForward);
    connect(m_actions->resetZoom, &QAction::triggered, this, [this] { m_results->resetZoom(); });
    const RowKind kinds[] = { RowKind::Problem, RowKind::Domain, RowKind::Failure, RowKind::Report,
        RowKind::Policy, RowKind::Source };
    for (qsizetype i = 0; i < m_actions->tabs.size(); ++i) {
        const RowKind kind = kinds[i];
        connect(m_actions->tabs[i], &QAction::triggered, this, [this, kind] {
            m_results->tabs().showTab(kind);
            // Else the focus alone makes it current: explained below and not marked here.
            m_results->tabs().selectFirstRow();
            m_results->tabs().currentWidget()->setFocus(Qt::ShortcutFocusReason);
        });
    }
    connect(m_actions->themes, &QActionGroup::triggered, this, [this](const QAction* action) {
        const auto choice = static_cast<ThemeChoice>(action->data().toInt());
        m_settings->setTheme(choice);
        applyTheme(*qApp, choice);
    });
    connectTables();
    connect(m_actions->settings, &QAction::triggered, this, [this] {
        showSettings(this, *m_settings, { m_actions->themes->actions(), m_actions->relativeTimes },
            [this] { useSettings(); });
    });
    connect(m_actions->keys, &QAction::triggered, this, [this] { showKeys(this); });
    connect(m_actions->about, &QAction::triggered, this,
        [this] { showAbout(this, m_loader.snapshot().get()); });
}

void MainWindow::connectTables()
{
    RecordTabs& tabs = m_results->tabs();
    tabs.addFailuresAction(m_actions->groupFailures);
    const auto keep = [this](QAction* action, const QString& name, const auto& apply) {
        connect(action, &QAction::toggled, this, [this, name, apply](bool on) {
            m_settings->setOn(name, on);
            apply(on);
        });
        action->setChecked(m_settings->isOn(name));
    };
    keep(m_actions->groupFailures, QStringLiteral("failures/grouped"),
        [&tabs](bool on) { tabs.setGrouped(on); });
    keep(m_actions->relativeTimes, QStringLiteral("times/relative"),
        [&tabs](bool on) { tabs.setRelativeTimes(on); });
}

void MainWindow::restore()
{
    const QByteArray geometry = m_settings->geometry();
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        const QSize room = screen()->availableSize() * 0.96;
        resize(QSize(length(this, 4 * 118), length(this, 4 * 72)).boundedTo(room));
    }
    useSettings();
    m_results->restore(*m_settings);
    for (QAction* action : m_actions->themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_settings->theme()));
}

void MainWindow::useSettings()
{
    m_loader.setCacheFolder(m_settings->keepsIndex() ? m_settings->cacheFolder() : QString());
    m_loader.setLimits(limitsIn(*m_settings));
    const Thresholds thresholds = thresholdsIn(*m_settings);
    if (thresholds == m_results->thresholds())
        return;
    m_results->setThresholds(thresholds);
    ask(LatestTask::Running::Stop);
}

void MainWindow::openPaths(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    m_settings->addRecent(paths);
    fillRecent();
    take({ { paths, {} }, {} });
}

void MainWindow::setFilterText(const QString& text)
{
    m_filter->setText(text);
    m_state.setFilterText(text);
}

void MainWindow::openSamples()
{
    if (m_samples.isEmpty())
        m_messages->showMessage(
            MessageBar::Kind::Warning, tr("The sample reports are not installed."));
    else
        take({ { { m_samples }, {} }, {} });
}

void MainWindow::take(const MimeInput& input)
{
    if (!input.message.isEmpty())
        m_messages->showMessage(MessageBar::Kind::Warning, input.message);
    else
        m_messages->dismiss();
    if (input.input.empty())
        return;
    m_watch.endQuiet();
    if (m_whole && m_whole->snapshot == m_loader.snapshot())
        m_before = m_whole->totals;
    m_loader.add(input.input);
    m_loading->follow(m_loader.state());
    m_results->details().setRawReader(
        memoryAwareReader(std::make_shared<const std::vector<MemoryInput>>(m_loader.input().memory),
            m_loader.limits()));
    if (watchesWhatIsOpened(*m_settings) && !m_loader.input().paths.isEmpty())
        m_actions->watch->setChecked(true);
    m_pages->setCurrentWidget(m_results);
    if (!m_shown)
        m_results->clearAnswer(tr("Reading\u2026"));
    updateActions();
}

QString MainWindow::nextName(const QString& name)
{
    ++m_pasted;
    return m_pasted == 1 ? name : QStringLiteral("%1 %2").arg(name).arg(m_pasted);
}

void MainWindow::paste()
{
    const QMimeData* clipped = QApplication::clipboard()->mimeData();
    if (!clipped || !mayHoldReports(*clipped)) {
        m_messages->showMessage(
            MessageBar::Kind::Info, tr("The clipboard holds no text, mail or files to read."));
        return;
    }
    const MimeInput input = inputFromMime(*clipped, nextName(tr("pasted text")));
    if (!input.input.paths.isEmpty())
        m_settings->addRecent(input.input.paths);
    take(input);
    fillRecent();
}

void MainWindow::escape()
{
    const ViewValues& values = m_state.values();
    // One step a key press, the nearest thing first.
    if (!m_messages->isHidden())
        m_messages->dismiss();
    else if (values.evidence)
        m_state.clearEvidence();
    else if (values.from.isValid())
        m_state.setDays({}, {});
    else if (!values.domain.isEmpty())
        m_state.setScope({});
    else if (!m_state.isWide())
        m_state.showAllRows();
    else
        m_state.widen();
}

void MainWindow::closeAll()
{
    m_query.cancel();
    m_ranking.cancel();
    m_shown.reset();
    m_whole.reset();
    m_ended = m_behind = false;
    m_before.reset();
    m_reports = 0;
    m_actions->watch->setChecked(false);
    m_loader.closeAll();
    m_state.reset();
    m_filter->setSnapshot(nullptr);
    m_filter->clear();
    m_messages->dismiss();
    m_results->clearAnswer({});
    m_pages->setCurrentWidget(m_start);
    updateActions();
    updateTitle(0);
}

void MainWindow::fillRecent()
{
    const QStringList recent = m_settings->recent();
    m_start->setRecent(recent);
    m_actions->recent->clear();
    for (const QString& path : recent) {
        QString text = path;
        QAction* const action
            = m_actions->recent->addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")));
        connect(action, &QAction::triggered, this, [this, path] { openPaths({ path }); });
        action->setData(path);
    }
    m_actions->recent->addSeparator();
    m_actions->recent->addAction(m_actions->clearRecent);
    m_actions->recent->setEnabled(!recent.isEmpty());
    checkRecent();
}

} // namespace mxlens
