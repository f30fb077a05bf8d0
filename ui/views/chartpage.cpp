// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chartpage.h"

#include "ui/charts/chartpreview.h"
#include "ui/charts/chartsheet.h"
#include "ui/charts/trendchart.h"
#include "ui/charts/trendtablemodel.h"
#include "ui/dialogs/filechooser.h"
#include "ui/models/cells.h"
#include "ui/models/sparklines.h"
#include "ui/session/chartquery.h"
#include "ui/session/keptsession.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/afterpaint.h"
#include "ui/views/celldelegate.h"
#include "ui/views/chartwords.h"
#include "ui/views/rowcopy.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr std::array splits{ SplitBy::Nothing, SplitBy::Domain, SplitBy::Mx, SplitBy::Reporter,
    SplitBy::ResultType, SplitBy::PolicyMode };

/// Pixels of a saved or copied image for each on an ordinary screen.
constexpr double imageScale = 2;

/// What is written to a file: an image still to be encoded, or its bytes.
struct ChartFile {
    QImage image;
    QByteArray bytes;
};

// The room of charts knows no models, but its table is shown and copied like theirs.
static_assert(TrendTableModel::rawRole == SortRole && TrendTableModel::dimRole == DimRole);

/// Empty, or what went wrong.
QString writeChart(const ChartFile& file, const QString& path)
{
    QSaveFile target(path);
    if (!target.open(QIODevice::WriteOnly))
        return target.errorString();
    const bool wrote = file.image.isNull() ? target.write(file.bytes) == file.bytes.size()
                                           : file.image.save(&target, "PNG");
    if (!wrote || !target.commit())
        return target.errorString();
    return {};
}

} // namespace

ChartPage::ChartPage(ViewState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
{
    build();
    // The rows come first: what is being worked out is no longer wanted, and they need its time.
    connect(m_state, &ViewState::changed, &m_query, &LatestTask::cancel);
    connect(m_chart, &TrendChart::daysSelected, this,
        [this](QDate from, QDate to) { m_state->setDays(from, to); });
    connect(m_chart, &TrendChart::selectionCleared, this, [this] { m_state->setDays({}, {}); });
    connect(m_chart, &TrendChart::seriesChosen, this,
        [this](int series) { chooseSeries(series, false); });
    connect(m_chart, &TrendChart::menuRequested, this, &ChartPage::showMenu);
    connect(m_chart, &TrendChart::shownChanged, this, &ChartPage::showTable);
    connect(m_chart, &TrendChart::zoomed, m_state, &ViewState::setZoom);
    connect(m_split, &QComboBox::currentIndexChanged, this, [this](int place) {
        m_state->setSplit(splits.at(static_cast<std::size_t>(std::max(0, place))));
    });
    connect(m_state, &ViewState::lookChanged, this, &ChartPage::followLook);
    connect(m_form, &QComboBox::currentIndexChanged, this, [this](int form) {
        m_chart->setForm(static_cast<ChartForm>(form));
        enableControls();
    });
    connect(m_logarithmic, &QCheckBox::toggled, m_chart, &TrendChart::setLogarithmic);
    connect(m_tableButton, &QToolButton::toggled, this, [this](bool table) {
        m_faces->setCurrentIndex(table ? 1 : 0);
        showTable();
        m_faces->currentWidget()->setFocus(Qt::OtherFocusReason);
    });
    enableControls();
}

ChartPage::~ChartPage() = default;

void ChartPage::build()
{
    m_chart = new TrendChart;
    m_chart->setObjectName(QStringLiteral("trendChart"));
    m_numbers = new TrendTableModel(this);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setAccessibleName(tr("Numbers of the chart"));
    m_table->setModel(m_numbers);
    m_table->setItemDelegate(new CellDelegate(-1, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(tableRowHeight(m_table));
    m_table->horizontalHeader()->setHighlightSections(false);
    quietHeader(m_table->horizontalHeader());
    m_table->installEventFilter(this);
    m_faces = new QStackedWidget;
    m_faces->addWidget(m_chart);
    m_faces->addWidget(m_table);

    makeActions();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_faces, 1);
}

QWidget* ChartPage::makeBar()
{
    auto* bar = new QWidget;
    bar->setBackgroundRole(QPalette::Base);
    bar->setAutoFillBackground(true);
    m_split = new QComboBox;
    m_split->setObjectName(QStringLiteral("chartSplit"));
    for (const SplitBy split : splits)
        m_split->addItem(splitName(split));
    auto* splitLabel = new QLabel(tr("Spl&it by"));
    splitLabel->setBuddy(m_split);
    m_form = new QComboBox;
    m_form->setObjectName(QStringLiteral("chartForm"));
    m_form->addItems({ tr("Stacked"), tr("One strip each"), tr("Heat map") });
    auto* formLabel = new QLabel(tr("show&n as"));
    formLabel->setBuddy(m_form);
    m_logarithmic = new QCheckBox(tr("Lo&garithmic"));
    m_logarithmic->setObjectName(QStringLiteral("chartLogarithmic"));
    m_tableButton = new QToolButton;
    m_tableButton->setObjectName(QStringLiteral("chartTableButton"));
    m_tableButton->setText(tr("Num&bers"));
    m_tableButton->setCheckable(true);
    m_tableButton->setToolTip(tr("Show the numbers of the chart as a table"));
    auto* more = new QToolButton;
    more->setObjectName(QStringLiteral("chartMenuButton"));
    // Not "chart": beside "Numbers" that would be the way back to it.
    more->setText(tr("S&ave"));
    more->setIcon(icon(QStringLiteral("export")));
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setToolTip(tr("Save, copy or print the chart"));
    auto* menu = new QMenu(more);
    menu->addActions(m_actions);
    more->setMenu(menu);
    for (QToolButton* button : { m_tableButton, more }) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto* layout = new QHBoxLayout(bar);
    const int gap = length(this, 2);
    layout->setContentsMargins(gap, gap / 2, gap, 0);
    layout->setSpacing(gap);
    for (QWidget* part :
        std::initializer_list<QWidget*>{ splitLabel, m_split, formLabel, m_form, m_logarithmic })
        layout->addWidget(part);
    layout->addStretch(1);
    layout->addWidget(m_tableButton);
    layout->addWidget(more);
    return bar;
}

void ChartPage::makeActions()
{
    const auto add = [this](const char* name, const QString& text, const char* iconName) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        if (*iconName)
            action->setIcon(icon(QLatin1String(iconName)));
        m_actions.append(action);
        return action;
    };
    connect(add("saveChart", tr("&Save chart\u2026"), "export"), &QAction::triggered, this,
        &ChartPage::saveFile);
    connect(
        add("copyChart", tr("&Copy chart"), "copy"), &QAction::triggered, this, &ChartPage::copy);
    connect(add("printChart", tr("&Print chart\u2026"), ""), &QAction::triggered, this,
        [this] { previewChart(window(), *m_chart); });
    connect(add("showAllDays", tr("Show &all days"), "calendar"), &QAction::triggered, m_chart,
        &TrendChart::resetZoom);
}

SplitBy ChartPage::split() const
{
    return m_state->look().split;
}

void ChartPage::followLook()
{
    const ChartLook& look = m_state->look();
    m_chart->setZoom(look.zoomFrom, look.zoomTo);
    const auto place = std::ranges::find(splits, look.split) - splits.begin();
    const QSignalBlocker quiet(m_split);
    m_split->setCurrentIndex(static_cast<int>(place));
    if (look.split == m_lastSplit)
        return;
    m_lastSplit = look.split;
    enableControls();
    if (look.split == SplitBy::Nothing)
        showData();
    ask();
}

void ChartPage::enableControls()
{
    const bool forms = split() != SplitBy::Nothing;
    m_form->setEnabled(forms);
    const bool heat = forms && m_chart->form() == ChartForm::HeatMap;
    m_logarithmic->setEnabled(!heat);
    m_logarithmic->setToolTip(
        heat ? tr("A heat map shows numbers by colours and has no scale") : QString());
}

void ChartPage::showAnswer(const ViewAnswer& answer)
{
    m_shown = answer.shown;
    m_whole = trendOf(answer, m_state->values());
    // Series of other rows stay until theirs are known: both change in one step.
    if (split() == SplitBy::Nothing || !m_answer || m_answer->split != split())
        showData();
    followState();
    if (!m_loading)
        ask(nextPaint(this));
}

void ChartPage::endReading()
{
    m_loading = false;
    ask();
}

void ChartPage::ask(const std::shared_future<void>& begin)
{
    if (!m_shown.scope.snapshot)
        return;
    ChartQuery query{ makeQuery(m_shown.scope.snapshot, *m_state), split(), m_shown, m_answer };
    m_query.start(
        [this, query = std::move(query), begin](const std::stop_token& stop) -> LatestTask::Done {
            if (begin.valid())
                begin.wait_for(longestPaint);
            if (stop.stop_requested())
                return {};
            auto result = std::make_shared<const ChartAnswer>(chartAnswer(query, stop));
            std::shared_ptr<const Sparklines> lines;
            if (result->sparklines && !stop.stop_requested()
                && !(query.before && query.before->sparklines == result->sparklines))
                lines = std::make_shared<const Sparklines>(*result->sparklines);
            return [this, result, lines] {
                receive(result);
                if (lines)
                    emit sparklinesChanged(lines);
            };
        });
}

void ChartPage::receive(std::shared_ptr<const ChartAnswer> answer)
{
    if (!m_shown.scope.snapshot)
        return;
    m_answer = std::move(answer);
    showData();
}

void ChartPage::showData()
{
    TrendData shown = m_whole;
    if (m_answer && m_answer->split == split())
        addSplit(shown, *m_answer);
    m_chart->setData(shown);
}

void ChartPage::showTable()
{
    if (m_faces->currentIndex() != 1)
        return;
    m_numbers->show(
        m_chart->shownBuckets(), m_chart->shownSeries(), m_chart->step(), m_chart->data().labels);
    for (int column = 0; column < TrendTableModel::columns; ++column) {
        m_table->setColumnHidden(column, !m_numbers->isUsed(column));
        const bool text
            = column == TrendTableModel::DayColumn || column == TrendTableModel::SeriesColumn;
        const bool covering = column == TrendTableModel::CoveringColumn;
        m_table->setColumnWidth(column,
            std::max(length(this,
                         text           ? 58
                             : covering ? 52
                                        : 27),
                m_table->horizontalHeader()->sectionSizeHint(column)));
    }
}

void ChartPage::clear()
{
    m_query.cancel();
    m_shown = {};
    m_answer.reset();
    m_whole = {};
    m_chart->setData({});
    emit sparklinesChanged(nullptr);
}

void ChartPage::followState()
{
    m_chart->setSelectedDays(m_state->values().from, m_state->values().to);
}

void ChartPage::setMarkedDays(const QSet<QDate>& days)
{
    m_chart->setMarkedDays(days);
}

void ChartPage::chooseSeries(int series, bool leaveOut)
{
    if (!m_answer || series < 0
        || static_cast<std::size_t>(series) >= m_answer->series.series.size())
        return;
    const QString key
        = QString::fromStdString(m_answer->series.series[static_cast<std::size_t>(series)].key);
    if (key.isEmpty())
        return; // the filter text has no word for "absent"
    const auto term
        = [&](const char* name) { m_state->addTerm(QLatin1String(name), key, leaveOut); };
    switch (m_answer->split) {
    case SplitBy::Domain:
        leaveOut ? term("domain") : m_state->setScope(key);
        break;
    case SplitBy::Mx:
        if (leaveOut || m_state->values().domain.isEmpty())
            term("mx");
        else
            m_state->setScope(m_state->values().domain, key);
        break;
    case SplitBy::Reporter:
        term("org");
        break;
    case SplitBy::ResultType:
        term("result");
        break;
    case SplitBy::PolicyMode:
        term("mode");
        break;
    case SplitBy::Nothing:
        break;
    }
}

void ChartPage::showMenu(QPoint global, int series)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto& all = m_chart->data().series;
    if (series >= 0 && series < all.size() && !all.at(series).isRest) {
        QString name = all.at(series).name;
        name.replace(QLatin1Char('&'), QLatin1String("&&"));
        //: %1: a domain, MX, reporter, result type or policy mode
        connect(menu->addAction(tr("Show only %1").arg(name)), &QAction::triggered, this,
            [this, series] { chooseSeries(series, false); });
        connect(menu->addAction(tr("Leave %1 out").arg(name)), &QAction::triggered, this,
            [this, series] { chooseSeries(series, true); });
        menu->addSeparator();
    }
    menu->addActions(m_actions);
    menu->popup(global);
}

void ChartPage::saveFile()
{
    if (m_chooser)
        m_chooser->saveChart(
            this, QStringLiteral("chart.png"), [this](const QString& path) { write(path); });
}

void ChartPage::write(const QString& path)
{
    ChartFile file;
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        file.bytes = ChartSheet(*m_chart).svg();
    else if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        file.bytes = ChartSheet(*m_chart).pdf();
    else
        file.image = ChartSheet(*m_chart).image(imageScale);
    m_writing.start([this, file, path](const std::stop_token&) -> LatestTask::Done {
        const QString error = writeChart(file, path);
        return [this, path, error] {
            if (error.isEmpty())
                emit written(path);
            else
                emit failed(tr("%1 could not be written: %2").arg(path, error));
        };
    });
}

bool ChartPage::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey
        = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_table || !isKey
        || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    // The window copies the rows of the tables below; these numbers are nearer.
    if (event->type() == QEvent::KeyPress)
        QApplication::clipboard()->setMimeData(copyOfRows(
            *m_numbers, selectedRowsOf(*m_table->selectionModel()), *m_table->horizontalHeader())
                                                   .release());
    event->accept();
    return true;
}

void ChartPage::copy() const
{
    const ChartSheet sheet(*m_chart);
    auto* copied = new QMimeData;
    copied->setImageData(sheet.image(imageScale));
    copied->setData(QStringLiteral("image/svg+xml"), sheet.svg());
    QApplication::clipboard()->setMimeData(copied);
}

void ChartPage::restore(const Settings& settings)
{
    const QStringList words = settings.chart().split(QLatin1Char(' '));
    if (words.size() < 3)
        return;
    m_state->restore(m_state->values(),
        { splitOfWord(words.at(0)), m_state->look().zoomFrom, m_state->look().zoomTo });
    m_form->setCurrentIndex(std::clamp(words.at(1).toInt(), 0, m_form->count() - 1));
    m_logarithmic->setChecked(words.at(2) == QLatin1String("log"));
}

void ChartPage::save(Settings& settings) const
{
    settings.setChart(
        QStringLiteral("%1 %2 %3")
            .arg(splitWord(split()))
            .arg(m_form->currentIndex())
            .arg(m_logarithmic->isChecked() ? QLatin1String("log") : QLatin1String("linear")));
}

} // namespace mxlens
