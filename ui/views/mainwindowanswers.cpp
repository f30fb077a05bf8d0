// SPDX-License-Identifier: GPL-3.0-or-later
// The half of the main window that follows loads, answers, drops and exports.
#include "ui/views/mainwindow.h"

#include "core/query/mxcoverage.h"
#include "core/report/corewords.h"
#include "ui/models/cells.h"
#include "ui/panels/startpage.h"
#include "ui/session/mimeinput.h"
#include "ui/session/programlanguage.h"
#include "ui/session/viewquery.h"
#include "ui/theme/englishplurals.h"
#include "ui/views/afterpaint.h"
#include "ui/views/chartpage.h"
#include "ui/views/filterbox.h"
#include "ui/views/loadingbar.h"
#include "ui/views/messagebar.h"
#include "ui/views/periodbox.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/windowactions.h"

#include <QAction>
#include <QCloseEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QStackedWidget>

#include <functional>
#include <optional>
#include <utility>

namespace mxlens {

namespace {

// Milliseconds after which rows do not follow the keys any more.
constexpr qint64 quickAnswer = 100;

QString counted(std::size_t number)
{
    return numberText(static_cast<qint64>(number));
}

int plural(std::size_t number)
{
    return pluralNumber(static_cast<qint64>(number));
}

/// Why the last source is no report, behind a blank; nothing where it is one.
QString reasonOfLast(const ViewAnswer& answer)
{
    if (!answer.whole || answer.whole->sources->empty())
        return {};
    const RowPlace place = answer.snapshot->source(answer.whole->sources->back());
    const Segment::Sources& sources = place.segment->sources;
    if (sources.outcome[place.row] != SourceOutcome::NotAReport)
        return {};
    const std::string reason = answer.snapshot->sourceText(place) + ": "
        + std::string(answer.snapshot->text(sources.detail[place.row]));
    return QLatin1Char(' ') + plainText(inLanguage(reason, programLanguage()));
}

} // namespace

void MainWindow::ask(LatestTask::Running running)
{
    if (!m_loader.snapshot())
        return;
    ViewQuery query = makeQuery(m_loader.snapshot(), m_state);
    m_results->tabs().addSortKeys(query);
    query.whole = m_whole;
    m_asked.start();
    m_query.startInSteps(
        [this, query = std::move(query)](
            const std::stop_token& stop, const LatestTask::Post& post) -> LatestTask::Done {
            AnswerSteps steps;
            steps.rows = [this, &post, &stop](FrontRows rows) {
                auto front = std::make_shared<const FrontRows>(std::move(rows));
                const auto show = [this, front](const std::function<void()>& seen) {
                    m_results->showFront(*front);
                    m_filter->setQuick(m_asked.elapsed() < quickAnswer);
                    seen(); // the rows were painted at once
                };
                LatestTask::postAndWait(post, show, stop, longestPaint);
            };
            steps.figures = [this, &post, &stop](const ViewAnswer& known) {
                auto figures = std::make_shared<const ViewAnswer>(known);
                const auto show = [this, figures](const std::function<void()>& seen) {
                    m_results->showFigures(*figures);
                    afterNextPaint(this, seen);
                };
                LatestTask::postAndWait(post, show, stop, longestPaint);
            };
            auto result = std::make_shared<const ViewAnswer>(answer(query, stop, steps));
            return [this, result] { receive(*result); };
        },
        running);
}

// Nobody waits for it: what a load ended with is looked at before it is sorted, or opened again.
void MainWindow::workBehind()
{
    if (!m_behind || m_ended || m_results->isDiagnosing())
        return;
    m_behind = false;
    rankTexts(); // then the index, so that their memory is not needed at once
}

void MainWindow::rankTexts()
{
    const std::shared_ptr<const Snapshot> snapshot = m_loader.snapshot();
    if (!snapshot)
        return;
    m_ranking.start([this, snapshot](const std::stop_token& stop) -> LatestTask::Done {
        const std::shared_ptr<const TextRanks> ranks = makeTextRanks(snapshot, stop);
        // What an MX may be: the first who asks need not wait for it.
        if (ranks)
            snapshot->kept<MxCoverage>();
        return [this, ranks] { m_results->tabs().setRanks(ranks); };
    });
}

void MainWindow::receive(const ViewAnswer& answer)
{
    // Everything was closed while the answer was on its way.
    if (!m_loader.snapshot())
        return;
    m_shown = answer.snapshot;
    m_whole = answer.whole;
    m_state.dropEvidenceOutside(*answer.snapshot);
    m_filter->setSnapshot(answer.snapshot);
    const Totals& all = answer.everything;
    m_period->setReportDays(
        all.firstDay == noDay ? QDate() : QDate(1970, 1, 1).addDays(all.firstDay),
        all.lastDay == noDay ? QDate() : QDate(1970, 1, 1).addDays(all.lastDay));
    const std::size_t before = std::exchange(m_reports, answer.everything.reports);
    m_results->tabs().setKeepsPlace(m_watch.isQuiet());
    const LoadState state = m_loader.state();
    m_results->showAnswer(answer, state == LoadState::Loading || state == LoadState::Cancelling);
    m_results->tabs().setKeepsPlace(false);
    if (m_ended && answer.snapshot == m_loader.snapshot()) {
        endLoad(before, answer);
    } else if (m_loader.state() == LoadState::Ready) {
        // What was narrowed to is explained without another click.
        m_results->tabs().selectFirstRow();
    }
    updateActions();
    updateTitle(answer.everything.reports);
}

void MainWindow::receiveEnd()
{
    m_pace.beginAnew();
    m_ended = m_behind = true;
    // A folder that did not change is shown before it is known that it did not.
    const std::shared_ptr<const Snapshot> all = m_loader.snapshot();
    if (m_query.busy() || !all || m_shown != all || !m_whole) {
        ask(LatestTask::Running::Finish);
        return;
    }
    m_results->endReading();
    ViewAnswer known;
    known.snapshot = all;
    known.whole = m_whole;
    known.everything = m_whole->totals;
    known.firstUnreadable = m_whole->firstUnreadable;
    endLoad(m_reports, known);
}

void MainWindow::endLoad(std::size_t before, const ViewAnswer& answer)
{
    m_ended = false;
    if (m_watch.isQuiet())
        tellNew(before, answer);
    else
        settle(answer);
    workBehind();
}

void MainWindow::settle(const ViewAnswer& answer)
{
    RecordTabs& tabs = m_results->tabs();
    // What matters most is in front: what is wrong, else why there is nothing to look at.
    if (m_state.selected().kind == RowKind::None && m_state.isWide())
        tabs.showTab(answer.everything.reports == 0 ? RowKind::Source : RowKind::Problem);
    tabs.selectFirstRow();
    tellEnd(answer);
}

void MainWindow::tellEnd(const ViewAnswer& answer)
{
    const Totals& all = answer.everything;
    const std::optional<Totals> before = std::exchange(m_before, std::nullopt);
    if (m_loader.cancelled()) {
        m_messages->showMessage(MessageBar::Kind::Warning, cancelledText(m_loader.progress()),
            tr("Read again"), [this] { m_loader.reload(); });
        return;
    }
    const auto showSources = [this] { m_results->tabs().showTab(RowKind::Source); };
    const QString first = plainText(inLanguage(answer.firstUnreadable, programLanguage()));
    if (all.reports == 0 && all.unreadableSources == 0) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("No TLS report was found in %1 source(s). The tab Sources says why.", nullptr,
                plural(all.sources))
                .arg(counted(all.sources)),
            tr("Show sources"), showSources);
    } else if (before && all.unreadableSources <= before->unreadableSources) {
        tellAdded(*before, answer);
    } else if (all.unreadableSources == 1) {
        m_messages->showMessage(MessageBar::Kind::Warning, tr("Could not be read: %1").arg(first),
            tr("Show sources"), showSources);
    } else if (all.unreadableSources > 1) {
        m_messages->showMessage(MessageBar::Kind::Warning,
            tr("%1 sources could not be read, the first: %2")
                .arg(counted(all.unreadableSources), first),
            tr("Show sources"), showSources);
    }
}

void MainWindow::tellAdded(const Totals& before, const ViewAnswer& answer)
{
    // What there is less of changed on the disk, which nobody asked about.
    const auto more = [](std::size_t now, std::size_t then) { return now > then ? now - then : 0; };
    const Totals& all = answer.everything;
    const std::size_t reports = more(all.reports, before.reports);
    const std::size_t known = more(all.duplicates, before.duplicates);
    const std::size_t others = more(all.notReportSources, before.notReportSources);
    const auto say = [this](MessageBar::Kind kind, const QString& sentence) {
        m_messages->showMessage(kind, sentence, tr("Show sources"),
            [this] { m_results->tabs().showTab(RowKind::Source); });
    };
    const QString were = known == 0 ? QString()
                                    : QLatin1Char(' ')
            + tr("%1 report(s) had been read before.", nullptr, plural(known)).arg(counted(known));
    if (reports > 0)
        say(MessageBar::Kind::Success,
            tr("%1 report(s) added.", nullptr, plural(reports)).arg(counted(reports)) + were);
    else if (known > 0)
        say(MessageBar::Kind::Info, tr("Nothing new:") + were);
    else if (others > 0)
        say(MessageBar::Kind::Warning,
            tr("No TLS report was found in what was added.") + reasonOfLast(answer));
    else if (all.sources == before.sources && all.reports == before.reports)
        say(MessageBar::Kind::Info, tr("Nothing new: it had been opened before."));
}

bool MainWindow::isSettled() const
{
    const LoadState state = m_loader.state();
    return !m_query.busy() && !m_ended && m_results->isDiagnosed() && state != LoadState::Loading
        && state != LoadState::Cancelling && m_shown == m_loader.snapshot();
}

void MainWindow::followLoader(LoadState state)
{
    if (state == LoadState::Loading) {
        m_pace.beginAnew(); // the first rows are shown at once
        m_behind = false;
    }
    // What nobody asked for is not announced while it goes on.
    const bool announced = !m_watch.isQuiet();
    m_results->chartPage().setLoading(
        announced && (state == LoadState::Loading || state == LoadState::Cancelling));
    if (announced) {
        m_loading->follow(state);
        if (state == LoadState::Loading)
            m_messages->dismiss();
    }
    if (state == LoadState::Failed)
        m_messages->showMessage(MessageBar::Kind::Error,
            tr("Reading stopped: there is not enough memory. What was shown before is kept."),
            tr("Try again"), [this] { m_loader.reload(); });
    updateActions();
}

void MainWindow::chooseExport()
{
    if (m_exporter.busy())
        return;
    // The rows of this moment: what arrives while the dialog is open is not what was asked for.
    const auto snapshot = m_results->tabs().snapshot();
    const ExportRequest request = m_results->tabs().shownRows();
    if (!snapshot || request.rows.empty())
        return;
    const std::string_view name = tableName(request.table);
    m_chooser->saveFile(this,
        QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
            + QStringLiteral(".csv"),
        [this, snapshot, request](
            const QString& path) { m_exporter.write(snapshot, request, path); });
}

void MainWindow::tellExported(const QString& path, qint64 rows)
{
    tellWritten(
        tr("Wrote %1 row(s) to %2", nullptr, pluralNumber(rows)).arg(numberText(rows), path), path);
}

void MainWindow::tellWritten(const QString& sentence, const QString& path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    const QString folder = slash > 0 ? path.left(slash) : QStringLiteral("/");
    m_messages->showMessage(MessageBar::Kind::Success, sentence, tr("Open folder"),
        [this, folder] { m_chooser->showFolder(folder); });
}

void MainWindow::updateActions()
{
    const LoadState state = m_loader.state();
    const bool busy = state == LoadState::Loading || state == LoadState::Cancelling;
    const bool results = m_pages->currentWidget() == m_results;
    const std::size_t rows = m_results->tabs().shownRowCount();
    m_actions->samples->setEnabled(!m_samples.isEmpty());
    m_actions->reload->setEnabled(!busy && !m_loader.input().empty());
    m_actions->watch->setEnabled(!m_loader.input().paths.isEmpty());
    m_actions->cancel->setEnabled(state == LoadState::Loading);
    m_actions->closeAll->setEnabled(results);
    m_actions->exportRows->setEnabled(rows > 0 && !m_exporter.busy());
    m_actions->exportAs->setEnabled(results && !m_exporter.busy());
    m_actions->exportRows->setText(rows == 0
            ? tr("&Export rows shown\u2026")
            : tr("&Export rows shown (%1)\u2026").arg(counted(rows)));
    m_actions->exportRows->setIconText(tr("Export"));
    m_actions->exportRows->setToolTip(rows == 0
            ? tr("Nothing to export: no rows are shown")
            : tr("Write the %1 row(s) shown to a CSV file (Ctrl+S)", nullptr, plural(rows))
                  .arg(counted(rows)));
    m_actions->report->setEnabled(results && m_shown);
    m_actions->copy->setEnabled(rows > 0);
    m_actions->back->setEnabled(m_state.canGoBack());
    m_actions->forward->setEnabled(m_state.canGoForward());
    m_actions->widen->setEnabled(!m_state.isWide() || m_state.isZoomed());
    m_actions->resetZoom->setEnabled(results);
    for (QAction* tab : std::as_const(m_actions->tabs))
        tab->setEnabled(results);
    m_filter->setEnabled(results);
    m_period->setEnabled(results);
}

void MainWindow::updateTitle(std::size_t reports)
{
    // The platform adds the program's name.
    setWindowTitle(
        m_shown ? tr("%1 report(s)", nullptr, plural(reports)).arg(counted(reports)) : QString());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    // What has a source is dragged out of a window of this program.
    if (event->source() || !event->mimeData() || !mayHoldReports(*event->mimeData()))
        return;
    // Never a move: the source would delete what was only looked at.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_start->setDropActive(true);
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event)
{
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_start->setDropActive(false);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_start->setDropActive(false);
    if (!event->mimeData())
        return;
    const bool mail = event->mimeData()->hasFormat(QStringLiteral("message/rfc822"));
    const MimeInput input = inputFromMime(
        *event->mimeData(), nextName(mail ? tr("dropped mail") : tr("dropped text")));
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (!input.input.paths.isEmpty()) {
        m_settings->addRecent(input.input.paths);
        fillRecent();
    }
    take(input);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveSession();
    m_settings->setGeometry(saveGeometry());
    m_results->save(*m_settings);
    event->accept();
}

} // namespace mxlens
