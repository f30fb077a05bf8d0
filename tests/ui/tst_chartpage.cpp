// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendchart.h"
#include "ui/charts/trendplot.h"
#include "ui/charts/trendtablemodel.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/chartwords.h"
#include "ui/views/domaintree.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace mxlens;
using namespace mxlens::test;

class ChartPageTest final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    ChartPage& page() { return window().results().chartPage(); }
    TrendChart& chart() { return page().chart(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled() && page().isSettled(), 20'000); }
    QString message() { return m_fixture->find<MessageBar>("messageBar")->text(); }

    /// Ten days of two domains and two reporters; mx2 fails from the fifth on, the policy of
    /// example.com becomes enforce on the sixth, and Reporter Two is silent on the eighth and
    /// ninth.
    void openSome()
    {
        for (int day = 1; day <= 10; ++day) {
            for (const int reporter : { 1, 2 }) {
                if (reporter == 2 && (day == 8 || day == 9))
                    continue;
                MadeReport report;
                report.day = QDate(2026, 9, day);
                report.organization
                    = reporter == 1 ? QStringLiteral("Reporter One") : QStringLiteral("Two <b>");
                report.id = QStringLiteral("r%1-%2").arg(day).arg(reporter);
                report.domain
                    = reporter == 1 ? QStringLiteral("example.com") : QStringLiteral("example.org");
                report.mode = reporter == 1 && day < 6 ? QStringLiteral("testing")
                                                       : QStringLiteral("enforce");
                report.successful = 100;
                if (reporter == 1 && day >= 5) {
                    report.failed = 10;
                    report.details = { { QStringLiteral("certificate-expired"),
                        QStringLiteral("mx2.example.com"), 10 } };
                }
                QVERIFY(
                    writeFile(m_fixture->path(report.id + QStringLiteral(".json")), report.json()));
            }
        }
        window().openPaths({ m_fixture->folder.path() });
        settle();
    }

    void splitAs(SplitBy by, ChartForm form)
    {
        window().state().setSplit(by);
        m_fixture->find<QComboBox>("chartForm")->setCurrentIndex(static_cast<int>(form));
        settle();
        QCoreApplication::processEvents();
    }

    void wheel(QPoint position, int delta)
    {
        QWheelEvent event(position, chart().mapToGlobal(position), {}, { 0, delta }, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&chart(), &event);
    }

    void saveTo(const QString& path)
    {
        m_fixture->answers->saveTo = path;
        m_fixture->action("saveChart")->trigger();
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        openSome();
        window().results().tabs().showTab(RowKind::Failure);
        window().results().tabs().selectFirstRow();
    }
    void cleanup()
    {
        m_fixture.reset();
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void formsNeedASplit()
    {
        auto* form = m_fixture->find<QComboBox>("chartForm");
        QVERIFY(!form->isEnabled());
        QVERIFY(chart().data().series.isEmpty());
        window().state().setSplit(SplitBy::Reporter);
        settle();
        QVERIFY(form->isEnabled());
        QCOMPARE(chart().data().series.size(), 2);
        QCOMPARE(chart().data().series.at(0).name, QStringLiteral("Reporter One"));
        window().state().setSplit(SplitBy::Nothing);
        QVERIFY(chart().data().series.isEmpty());
    }

    void backAndForwardBringSplitAndZoomBack()
    {
        const auto all = chart().shownDays();
        auto* split = m_fixture->find<QComboBox>("chartSplit");
        split->setCurrentIndex(3);
        settle();
        const QPoint from = chart().positionOf(QDate(2026, 9, 3));
        const QPoint to = chart().positionOf(QDate(2026, 9, 7));
        QTest::mousePress(&chart(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&chart(), to);
        QTest::mouseRelease(&chart(), Qt::LeftButton, {}, to);
        const std::pair zoomed(QDate(2026, 9, 3), QDate(2026, 9, 7));
        QCOMPARE(chart().shownDays(), zoomed);
        // Every turn of the wheel is a part of one step.
        for (int i = 0; i < 3; ++i)
            wheel(chart().positionOf(QDate(2026, 9, 5)), 120);
        QVERIFY(chart().shownDays() != zoomed);
        auto* back = m_fixture->action("actionBack");
        QVERIFY(back);
        back->trigger();
        QCOMPARE(chart().shownDays(), zoomed);
        back->trigger();
        QCOMPARE(chart().shownDays(), all);
        QCOMPARE(chart().data().series.size(), 2);
        back->trigger();
        QCOMPARE(split->currentIndex(), 0);
        QVERIFY(chart().data().series.isEmpty());
        QVERIFY(!back->isEnabled());
        m_fixture->action("actionForward")->trigger();
        settle();
        QCOMPARE(split->currentIndex(), 3);
        QCOMPARE(chart().data().series.size(), 2);
        m_fixture->action("actionForward")->trigger();
        QCOMPARE(chart().shownDays(), zoomed);
        // A filter leaves the zoom alone.
        window().setFilterText(QStringLiteral("org:\"Reporter One\""));
        settle();
        QCOMPARE(chart().shownDays(), zoomed);
    }

    void anAnswerIsDrawnOnceForEachThingThatItSays()
    {
        QCoreApplication::processEvents();
        auto* plot = chart().findChild<QWidget*>(QStringLiteral("plotSurface"));
        QVERIFY(plot);
        QSignalSpy drawn(plot, SIGNAL(afterReplot()));
        TrendData data = chart().data();
        // The same again, in the parts of an answer.
        chart().setData(data);
        QCoreApplication::processEvents();
        QCOMPARE(drawn.count(), 0);
        data.days.last().failed += 1;
        const QVector<TrendChange> changes = std::exchange(data.changes, {});
        chart().setData(data);
        data.changes = changes;
        chart().setData(data);
        chart().setSelectedDays(QDate(2026, 9, 3), QDate(2026, 9, 4));
        chart().setMarkedDays({ QDate(2026, 9, 3) });
        QCoreApplication::processEvents();
        QCOMPARE(drawn.count(), 1);
        // What is not seen is not drawn before it is.
        m_fixture->find<QToolButton>("chartTableButton")->click();
        data.days.last().failed += 1;
        chart().setData(data);
        QCoreApplication::processEvents();
        QCOMPARE(drawn.count(), 1);
        m_fixture->find<QToolButton>("chartTableButton")->click();
        QCoreApplication::processEvents();
        QCOMPARE(drawn.count(), 2);
    }

    void silentReporterIsSeenInTheHeatMap()
    {
        splitAs(SplitBy::Reporter, ChartForm::HeatMap);
        double silent = 0;
        for (const PlotRect& rect : chart().plot().strips().constFirst().rects) {
            if (rect.paint == MissingPaint) {
                QCOMPARE(rect.series, 1);
                silent += rect.to - rect.from;
            }
        }
        QCOMPARE(silent, 2.0);
    }

    void aFilterNarrowsTheSeries()
    {
        splitAs(SplitBy::Domain, ChartForm::Bars);
        QCOMPARE(chart().data().series.size(), 2);
        window().setFilterText(QStringLiteral("org:\"Reporter One\""));
        settle();
        QCOMPARE(chart().data().series.size(), 1);
        QCOMPARE(total(chart().shownSeries().constFirst().days).sessions, 1060);
    }

    void clickOnANameShowsOnlyThat()
    {
        splitAs(SplitBy::Domain, ChartForm::Strips);
        QTest::mouseClick(&chart(), Qt::LeftButton, {}, chart().positionOfName(1));
        QCOMPARE(window().state().values().domain, QStringLiteral("example.org"));
        settle();
        QCOMPARE(chart().data().series.size(), 1);
    }

    void clickOnAnMxKeepsTheDomain()
    {
        window().state().setScope(QStringLiteral("example.com"));
        splitAs(SplitBy::Mx, ChartForm::HeatMap);
        QTest::mouseClick(&chart(), Qt::LeftButton, {}, chart().positionOfName(0));
        QCOMPARE(
            window().state().values().mx.value_or(QString()), QStringLiteral("mx2.example.com"));
        QCOMPARE(window().state().values().domain, QStringLiteral("example.com"));
    }

    void menuLeavesASeriesOut()
    {
        splitAs(SplitBy::Reporter, ChartForm::Bars);
        emit chart().menuRequested(window().mapToGlobal(QPoint(10, 10)), 1);
        auto* menu = page().findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        menu->actions().at(1)->trigger();
        menu->close();
        QCOMPARE(window().state().values().filterText, QStringLiteral("-org:\"Two <b>\""));
    }

    void wheelOverAnAxisZoomsThatAxis()
    {
        const QPoint onAxis = chart().positionOfName(0);
        const auto tops = [this] {
            QVector<double> all;
            for (const StripContent& strip : chart().plot().strips())
                all.append(strip.high);
            return all;
        };
        const QVector<double> before = tops();
        const QPoint high(onAxis.x(), chart().plot().mapTo(&chart(), QPoint(0, 20)).y());
        wheel(high, 240);
        const QVector<double> after = tops();
        QVERIFY(after.at(0) < before.at(0));
        QCOMPARE(after.at(1), before.at(1));
        QCOMPARE(chart().shownBuckets().size(), 10);
        // It stays when something else is shown, until somebody asks for everything.
        window().setFilterText(QStringLiteral("domain:example.com"));
        settle();
        QCOMPARE(tops().at(0), after.at(0));
        QTest::keyClick(&chart(), Qt::Key_0);
        QCOMPARE(tops().at(0), before.at(0));
    }

    void zoomOutlivesAFilter()
    {
        chart().setFocus();
        QTest::keyClick(&chart(), Qt::Key_Plus);
        const auto shown = chart().shownDays();
        QVERIFY(shown.first.daysTo(shown.second) < 9);
        window().setFilterText(QStringLiteral("before:2026-09-01"));
        settle();
        QCOMPARE(chart().shownDays(), shown);
        window().setFilterText({});
        settle();
        QCOMPARE(chart().shownDays(), shown);
    }

    void keysMoveFromSeriesToSeries()
    {
        splitAs(SplitBy::Mx, ChartForm::Strips);
        QTest::keyClick(&chart(), Qt::Key_Home);
        QTest::keyClick(&chart(), Qt::Key_Down);
        QCOMPARE(chart().tracerSeries(), 0);
        QVERIFY(chart().hint().startsWith(
            QStringLiteral("1 September 2026 (UTC), mx2.example.com: 0 failed, beside 200 sessions "
                           "of the policies that cover it.")));
    }

    void shiftDragFiltersEverything()
    {
        const QPoint from = chart().positionOf(QDate(2026, 9, 5));
        const QPoint to = chart().positionOf(QDate(2026, 9, 6));
        QTest::mousePress(&chart(), Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(&chart(), (from + to) / 2);
        QTest::mouseMove(&chart(), to);
        QTest::mouseRelease(&chart(), Qt::LeftButton, Qt::ShiftModifier, to);
        settle();
        QCOMPARE(window().state().values().from, QDate(2026, 9, 5));
        QCOMPARE(window().results().tabs().shownRowCount(), std::size_t(2));
    }

    void selectedRowsAreMarked()
    {
        auto* table = m_fixture->find<RecordTable>("failuresTable");
        QTRY_COMPARE(chart().markedDays().size(), 1);
        table->selectAll();
        QTRY_COMPARE(chart().markedDays().size(), 6);
        QVERIFY(chart().markedDays().contains(QDate(2026, 9, 10)));
    }

    void policyChangeIsMarkedAndTold()
    {
        QCOMPARE(chart().data().changes.size(), 1);
        QCOMPARE(chart().data().changes.constFirst().day, QDate(2026, 9, 6));
        const QString text = chart().data().changes.constFirst().text;
        QCOMPARE(text,
            QStringLiteral(
                "Policy of example.com: mode testing to enforce, seen by Reporter One."));
        // The mark stands where the day begins.
        const QPoint day = chart().positionOf(QDate(2026, 9, 6));
        const QPoint before = chart().positionOf(QDate(2026, 9, 5));
        QCOMPARE(chart().changesAt((day + before) / 2), text);
        QCOMPARE(chart().changesAt(chart().positionOf(QDate(2026, 9, 3))), QString());
        QTest::mouseMove(&chart(), day);
        QTRY_VERIFY(chart().hint().endsWith(text));
    }

    void manyChangesOfADayAreCounted()
    {
        ChartAnswer answer;
        std::vector<PolicyChange> changes(5);
        for (PolicyChange& change : changes)
            change.day = 20697;
        answer.changes = std::make_shared<const std::vector<PolicyChange>>(changes);
        TrendData data;
        addSplit(data, answer);
        QCOMPARE(data.changes.size(), 4);
        QCOMPARE(data.changes.constLast().text, QStringLiteral("And 2 other policy changes."));
        QCOMPARE(data.changes.constLast().day, QDate(2026, 9, 1));
    }

    void logarithmicScaleIsASwitch()
    {
        auto* box = m_fixture->find<QCheckBox>("chartLogarithmic");
        box->click();
        QVERIFY(chart().isLogarithmic());
        QVERIFY(chart().plot().strips().at(1).high < 4);
        // Colours have no scale; without a split there is no heat map either.
        splitAs(SplitBy::Domain, ChartForm::HeatMap);
        QVERIFY(!box->isEnabled() && !box->toolTip().isEmpty());
        window().state().setSplit(SplitBy::Nothing);
        QVERIFY(box->isEnabled() && box->toolTip().isEmpty());
    }

    void savesAnImageOfTwiceTheSize()
    {
        applyTheme(*qApp, ThemeChoice::Dark);
        const QString path = m_fixture->path(QStringLiteral("chart.png"));
        const QSize size = chart().size(); // the message below takes room
        saveTo(path);
        QTRY_VERIFY(message().contains(path));
        const QImage image(path);
        QCOMPARE(image.size(), size * 2);
        // Light on paper, whatever the window looks like.
        QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
        QVERIFY(image.pixelColor(image.rect().center()).isValid());
        int coloured = 0;
        for (int x = 0; x < image.width(); ++x)
            coloured += image.pixelColor(x, image.height() * 3 / 4)
                == colour(Colour::Success, themePalette(false));
        QVERIFY(coloured > 100);
    }

    void savesADrawing()
    {
        const QString path = m_fixture->path(QStringLiteral("chart.svg"));
        saveTo(path);
        QTRY_VERIFY(message().contains(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith("<?xml"));
        QVERIFY(bytes.contains("All domains"));
        QVERIFY(!bytes.contains("<image"));
    }

    void savesADocument()
    {
        const QString path = m_fixture->path(QStringLiteral("chart.pdf"));
        saveTo(path);
        QTRY_VERIFY(message().contains(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF"));
    }

    void tellsWhenItCannotBeWritten()
    {
        const QString path = m_fixture->path(QStringLiteral("missing/chart.png"));
        saveTo(path);
        QTRY_VERIFY(message().contains(QStringLiteral("could not be written")));
        QVERIFY(!QFile::exists(path));
    }

    void copiesImageAndDrawing()
    {
        m_fixture->action("copyChart")->trigger();
        const QMimeData* copied = QApplication::clipboard()->mimeData();
        QVERIFY(copied->hasImage());
        QVERIFY(copied->data(QStringLiteral("image/svg+xml")).startsWith("<?xml"));
    }

    void printingBeginsWithAPreview()
    {
        m_fixture->action("printChart")->trigger();
        auto* preview = m_fixture->find<QDialog>("chartPreview");
        QVERIFY(preview);
        QTRY_VERIFY(preview->isVisible());
        preview->close();
    }

    void numbersAreATable()
    {
        splitAs(SplitBy::Domain, ChartForm::Bars);
        auto* button = m_fixture->find<QToolButton>("chartTableButton");
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        auto* table = m_fixture->find<QTableView>("chartTable");
        QTRY_VERIFY(table->isVisible() && table->hasFocus());
        QCOMPARE(table->model()->rowCount(), 18);
        const auto text = [table](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        QCOMPARE(text(0, TrendTableModel::DayColumn), QStringLiteral("1 September 2026 (UTC)"));
        QCOMPARE(text(0, TrendTableModel::SeriesColumn), QStringLiteral("example.com"));
        QCOMPARE(text(17, TrendTableModel::SessionsColumn), QStringLiteral("100"));
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(
            QStringLiteral("2026-09-01\texample.com\t100\t100\t0")));
        // It follows the chart.
        window().setFilterText(QStringLiteral("before:2026-09-03"));
        settle();
        QCOMPARE(table->model()->rowCount(), 6);
    }

    void domainsHaveSparklines()
    {
        const DomainTreeModel& tree = window().results().domains().domains();
        const QModelIndex domain = tree.indexOf({ QStringLiteral("example.com"), {}, {} });
        const QVector<qint64> line
            = tree.lineAt(domain.siblingAtColumn(DomainTreeModel::TrendColumn));
        QCOMPARE(line, QVector<qint64>({ 0, 0, 0, 0, 10, 10, 10, 10, 10, 10 }));
    }

    void choicesAreKept()
    {
        m_fixture->find<QCheckBox>("chartLogarithmic")->click();
        splitAs(SplitBy::Reporter, ChartForm::HeatMap);
        window().close();
        m_fixture->open();
        QCOMPARE(page().split(), SplitBy::Reporter);
        QCOMPARE(chart().form(), ChartForm::HeatMap);
        QVERIFY(chart().isLogarithmic());
    }

    void hostileNamesStayText()
    {
        splitAs(SplitBy::Reporter, ChartForm::HeatMap);
        QTest::keyClick(&chart(), Qt::Key_Home);
        QTest::keyClick(&chart(), Qt::Key_Down);
        QTest::keyClick(&chart(), Qt::Key_Down);
        QVERIFY(chart().hint().contains(QStringLiteral("Two <b>")));
    }
};

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    ChartPageTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_chartpage.moc"
