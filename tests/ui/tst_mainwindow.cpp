// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendchart.h"

#include "support/modeltext.h"
#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/panels/detailspanel.h"
#include "ui/session/filterbook.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/domaintree.h"
#include "ui/views/emptynotice.h"
#include "ui/views/filterbox.h"
#include "ui/views/headline.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace mxlens;
using namespace mxlens::test;

class TestMainWindow : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    QString message() { return m_fixture->find<MessageBar>("messageBar")->text(); }

    /// Four days of example.com, of which the last two fail at mx2, and one day of example.org; the
    /// failures in front.
    void openSome()
    {
        openReports();
        tabs().showTab(RowKind::Failure);
        tabs().selectFirstRow();
    }
    void openReports()
    {
        QStringList paths;
        for (int day = 1; day <= 5; ++day) {
            MadeReport report;
            report.day = QDate(2026, 9, day);
            report.id = QStringLiteral("r%1").arg(day);
            report.successful = 100;
            if (day == 5) {
                report.domain = QStringLiteral("example.org");
                report.organization = QStringLiteral("Reporter & Two");
            } else if (day >= 3) {
                report.failed = day;
                report.details = { { QStringLiteral("certificate-expired"),
                    QStringLiteral("mx2.example.com"), day } };
            }
            paths.append(m_fixture->path(report.id + QStringLiteral(".json")));
            QVERIFY(writeFile(paths.last(), report.json()));
        }
        window().openPaths(paths);
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }

    QModelIndex failureCell(int row, FailureColumn column)
    {
        return failures().records().index(row, static_cast<int>(column));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void beginsWithTheStartPage()
    {
        auto* pages = m_fixture->find<QStackedWidget>("pages");
        QCOMPARE(pages->currentWidget()->objectName(), QStringLiteral("startPage"));
        QVERIFY(window().isSettled());
    }

    void actionsFitTheState_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QStringList>("enabled");
        const QStringList always{ "actionOpen", "actionOpenFolder", "actionPaste", "actionQuit",
            "actionSamples" };
        QTest::newRow("start") << "start" << always;
        QTest::newRow("loading") << "loading"
                                 << (QStringList(always) << "actionCancel"
                                                         << "actionCloseAll");
        QTest::newRow("ready") << "ready"
                               << (QStringList(always) << "actionCloseAll"
                                                       << "actionExport"
                                                       << "actionReload"
                                                       << "actionCopy");
        QTest::newRow("narrowed") << "narrowed"
                                  << (QStringList(always) << "actionCloseAll"
                                                          << "actionReload"
                                                          << "actionWiden"
                                                          << "actionBack");
        QTest::newRow("closed") << "closed" << always;
    }
    void actionsFitTheState()
    {
        QFETCH(QString, state);
        QFETCH(QStringList, enabled);
        if (state == QLatin1String("loading")) {
            const QString file = m_fixture->path(QStringLiteral("a.json"));
            QVERIFY(writeFile(file, MadeReport().json()));
            window().openPaths({ file });
        } else if (state != QLatin1String("start")) {
            openSome();
        }
        if (state == QLatin1String("narrowed")) {
            window().setFilterText(QStringLiteral("domain:example.net"));
            settle();
        }
        if (state == QLatin1String("closed"))
            m_fixture->action("actionCloseAll")->trigger();
        QStringList found;
        for (const char* name : { "actionOpen", "actionOpenFolder", "actionPaste", "actionQuit",
                 "actionSamples", "actionCancel", "actionCloseAll", "actionExport", "actionReload",
                 "actionCopy", "actionWiden", "actionBack", "actionForward" }) {
            if (m_fixture->action(name)->isEnabled())
                found.append(QString::fromLatin1(name));
        }
        found.sort();
        enabled.sort();
        QCOMPARE(found, enabled);
        settle();
    }

    void theAnswerStandsThereWithoutAClick()
    {
        openReports();
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        auto* problems = m_fixture->find<RecordTable>("problemsTable");
        QCOMPARE(modelText(problems->records(),
                     { static_cast<int>(ProblemColumn::Severity),
                         static_cast<int>(ProblemColumn::Heading),
                         static_cast<int>(ProblemColumn::FailedSessions),
                         static_cast<int>(ProblemColumn::Impact) }),
            QStringLiteral(
                "critical | Certificate expired: mx2.example.com | 7 | mail was refused\n"));
        // The problem is selected and explained.
        QCOMPARE(problems->currentRow().kind, RowKind::Problem);
        QVERIFY(m_fixture->find<DetailsPanel>("details")->sentence().startsWith(
            QLatin1String("Certificate expired: mx2.example.com")));
        QCOMPARE(modelText(failures().records(),
                     { static_cast<int>(FailureColumn::StartDatetime),
                         static_cast<int>(FailureColumn::FailedSessionCount) }),
            QStringLiteral("2026-09-04 | 4\n2026-09-03 | 3\n"));
        // One tab further the latest failure is selected and explained.
        m_fixture->action("actionFailures")->trigger();
        tabs().selectFirstRow();
        QCOMPARE(failures().currentRow().kind, RowKind::Failure);
        QCOMPARE(failures().currentIndex().row(), 0);
        QVERIFY(m_fixture->find<DetailsPanel>("details")->sentence().contains(
            QLatin1String("certificate-expired")));
        const QString headline = m_fixture->find<Headline>("headline")->text();
        QCOMPARE(headline,
            QStringLiteral("5 reports  2 domains  98.6 % of 507 sessions succeeded  7 failed"));
        QCOMPARE(m_fixture->find<TrendChart>("trendChart")->shownBuckets().size(), 5);
        QVERIFY(window().windowTitle().contains(QLatin1String("5 reports")));
    }

    void whenNothingFailedItSaysSo()
    {
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, MadeReport().json()));
        window().openPaths({ file });
        settle();
        QCOMPARE(m_fixture->find<Headline>("headline")->text(),
            QStringLiteral("1 report  1 domain  10 sessions, not one failed"));
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        const auto* const nothing
            = m_fixture->find<RecordTable>("problemsTable")->viewport()->findChild<EmptyNotice*>();
        QVERIFY(nothing->isVisible());
        QCOMPARE(nothing->sentence(),
            QStringLiteral("Nothing is wrong.\n10 sessions of 1 organization, 1 September 2026 "
                           "(UTC): not one failed."));
        tabs().showTab(RowKind::Failure);
        QVERIFY(failures().records().rowCount() == 0);
        const auto notices = failures().viewport()->findChildren<EmptyNotice*>();
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices[0]->isVisible());
        QCOMPARE(notices[0]->sentence(),
            QStringLiteral("Nothing failed: all of 10 sessions succeeded."));
    }

    void whenNothingIsAReportItSaysWhy()
    {
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, "{\"a\": 1}"));
        window().openPaths({ file, m_fixture->path(QStringLiteral("gone.json")) });
        settle();
        QCOMPARE(tabs().shownTab(), RowKind::Source);
        QVERIFY2(message().contains(QLatin1String("gone.json")), qPrintable(message()));
        auto* note = m_fixture->find<QToolButton>("sourcesNote");
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QStringLiteral("1 source could not be read"));
        // What could not be read stands on top.
        auto* sources = m_fixture->find<RecordTable>("sourcesTable");
        QCOMPARE(modelText(sources->records(), { static_cast<int>(SourceColumn::Outcome) }),
            QStringLiteral("unreadable\nnot a report\n"));
    }

    void filterNarrowsAfterAMomentAndEscapeWidens()
    {
        openSome();
        auto* box = m_fixture->find<FilterBox>("filterBox");
        QTest::keyClicks(box, QStringLiteral("after:2026-09-04"));
        QTRY_COMPARE(failures().records().rowCount(), 1);
        settle();
        QVERIFY(
            m_fixture->find<Headline>("headline")->text().startsWith(QLatin1String("2 reports")));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_COMPARE(failures().records().rowCount(), 2);
        QVERIFY(box->text().isEmpty());
    }

    void rowsGoBeforeItIsKnownWhyNoneIsLeft()
    {
        openSome();
        QVERIFY(failures().records().rowCount() > 0);
        auto* const notice = failures().findChild<EmptyNotice*>();
        QVERIFY(notice);
        QStringList said; // when the table became empty
        connect(&failures().records(), &QAbstractItemModel::modelReset, this, [&] {
            if (failures().records().rowCount() == 0)
                said.append(notice->sentence());
        });
        auto* box = m_fixture->find<FilterBox>("filterBox");
        box->setText(QStringLiteral("nowhere"));
        QTest::keyClick(box, Qt::Key_Return);
        settle();
        QVERIFY(!said.isEmpty());
        QCOMPARE(said.first(), QString());
        QVERIFY(!notice->sentence().isEmpty());
    }

    void aWrongFilterIsMarkedAndLeavesTheResults()
    {
        openSome();
        auto* box = m_fixture->find<FilterBox>("filterBox");
        box->setText(QStringLiteral("domain:example.com after:never"));
        QTest::keyClick(box, Qt::Key_Return);
        auto* bar = m_fixture->find<MessageBar>("filterMessage");
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(QLatin1String("at character")), qPrintable(bar->text()));
        QCOMPARE(failures().records().rowCount(), 2);
        QCOMPARE(box->text(), QStringLiteral("domain:example.com after:never"));
        box->setText(QStringLiteral("after:2026-09-04"));
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(!bar->isVisible());
        QTRY_COMPARE(failures().records().rowCount(), 1);
    }

    void choosingInTheTreeNarrowsEverythingAndGoesBack()
    {
        openSome();
        auto* tree = m_fixture->find<DomainTree>("domainTree");
        tree->setCurrentIndex(tree->domains().indexOf(
            { QStringLiteral("example.com"), QStringLiteral("mx2.example.com"), QString() }));
        settle();
        QCOMPARE(m_fixture->find<Headline>("headline")->text(),
            QStringLiteral(
                "4 reports  7 failed at mx2.example.com  407 sessions of the policies that "
                "cover it"));
        tree->setCurrentIndex(
            tree->domains().indexOf({ QStringLiteral("example.org"), std::nullopt, {} }));
        settle();
        QCOMPARE(failures().records().rowCount(), 0);
        m_fixture->action("actionBack")->trigger();
        settle();
        QCOMPARE(failures().records().rowCount(), 2);
        QCOMPARE(tree->domains().placeAt(tree->currentIndex()).mx,
            std::optional(QStringLiteral("mx2.example.com")));
    }

    // The press itself had narrowed everything before the menu was open.
    void aRightClickInTheTreeNarrowsNothing()
    {
        openSome();
        auto* tree = m_fixture->find<DomainTree>("domainTree");
        const QModelIndex place = tree->domains().indexOf(
            { QStringLiteral("example.com"), QStringLiteral("mx2.example.com"), QString() });
        tree->scrollTo(place);
        const QPoint middle = tree->visualRect(place).center();
        for (const Qt::MouseButton button : { Qt::RightButton, Qt::MiddleButton }) {
            QTest::mouseClick(tree->viewport(), button, {}, middle);
            QCOMPARE(window().state().values(), ViewValues());
        }
        QContextMenuEvent wanted(
            QContextMenuEvent::Mouse, middle, tree->viewport()->mapToGlobal(middle));
        QApplication::sendEvent(tree->viewport(), &wanted);
        auto* menu = tree->findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QCOMPARE(window().state().values(), ViewValues());
        menu->findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        QCOMPARE(window().state().values().mx, std::optional(QStringLiteral("mx2.example.com")));
        menu->close();
    }

    void daysSelectedInTheChartNarrowEverything()
    {
        openSome();
        auto* chart = m_fixture->find<TrendChart>("trendChart");
        emit chart->daysSelected(QDate(2026, 9, 3), QDate(2026, 9, 3));
        settle();
        QCOMPARE(failures().records().rowCount(), 1);
        auto* period = m_fixture->find<QComboBox>("periodBox");
        QCOMPARE(period->currentText(), QStringLiteral("3 Sep 2026"));
        QCOMPARE(chart->shownBuckets().size(), 5);
        m_fixture->action("actionEscape")->trigger();
        settle();
        QCOMPARE(failures().records().rowCount(), 2);
        QCOMPARE(period->currentText(), QStringLiteral("All days"));
    }

    void aClickOnAHeaderSortsAndKeepsTheCurrentRow()
    {
        openSome();
        const SelectedRow current = failures().currentRow();
        QHeaderView* header = failures().horizontalHeader();
        const int column = static_cast<int>(FailureColumn::FailedSessionCount);
        const auto click = [&] {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                    header->height() / 2));
        };
        click();
        QTRY_COMPARE(failureCell(0, FailureColumn::FailedSessionCount).data(SortRole).toInt(), 4);
        click();
        QTRY_COMPARE(failureCell(0, FailureColumn::FailedSessionCount).data(SortRole).toInt(), 3);
        QCOMPARE(failures().currentRow(), current);
        QCOMPARE(failures().currentIndex().row(), 1);
    }

    void showOnlyThisAndLeaveThisOutWriteTheFilter()
    {
        openSome();
        auto* policies = m_fixture->find<RecordTable>("policiesTable");
        tabs().showTab(RowKind::Policy);
        const int column = static_cast<int>(PolicyColumn::OrganizationName);
        policies->setCurrentIndex(policies->records().index(0, column));
        QMenu menu;
        policies->rowView().fillMenu(menu);
        menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        settle();
        QCOMPARE(m_fixture->find<FilterBox>("filterBox")->text(),
            QStringLiteral("org:\"Reporter & Two\""));
        QCOMPARE(policies->records().rowCount(), 1);
        window().state().widen();
        settle();
        policies->setCurrentIndex(policies->records().index(0, column));
        QMenu again;
        policies->rowView().fillMenu(again);
        again.findChild<QAction*>(QStringLiteral("leaveThisOut"))->trigger();
        settle();
        QCOMPARE(policies->records().rowCount(), 4);
    }

    void copyPutsRowsWithHeadersOnTheClipboard()
    {
        openSome();
        tabs().showTab(RowKind::Policy);
        auto* policies = m_fixture->find<RecordTable>("policiesTable");
        for (int column = 0; column < policyColumnCount; ++column)
            policies->rowView().columns().setShown(column,
                column == static_cast<int>(PolicyColumn::OrganizationName)
                    || column == static_cast<int>(PolicyColumn::TotalSuccessfulSessionCount));
        policies->selectRow(policies->records().rows().front());
        QTest::keyClick(policies, Qt::Key_C, Qt::ControlModifier);
        const QMimeData* copied = QApplication::clipboard()->mimeData();
        QCOMPARE(copied->text(), QStringLiteral("Organization\tSucceeded\nReporter & Two\t100\n"));
        QVERIFY2(copied->html().contains(QLatin1String("<td>Reporter &amp; Two</td><td>100</td>")),
            qPrintable(copied->html()));
    }

    void exportHoldsTheRowsShownInTheirOrder()
    {
        openSome();
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out.csv"));
        m_fixture->action("actionExport")->trigger();
        QTRY_VERIFY2(
            message().startsWith(QLatin1String("Wrote 2 rows to ")), qPrintable(message()));
        QCOMPARE(m_fixture->answers->suggestion, QStringLiteral("failures.csv"));
        QFile file(m_fixture->answers->saveTo);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith("organization_name,contact_info"));
        QVERIFY(lines[1].contains("2026-09-04T00:00:00Z"));
        QVERIFY(lines[2].contains("2026-09-03T00:00:00Z"));
        m_fixture->find<MessageBar>("messageBar")
            ->findChild<QToolButton*>(QStringLiteral("messageAction"))
            ->click();
        QCOMPARE(m_fixture->answers->shownFolder, m_fixture->folder.path());
    }

    void anExportThatFailsSaysWhere()
    {
        openSome();
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("missing/out.csv"));
        m_fixture->action("actionExport")->trigger();
        auto* bar = m_fixture->find<MessageBar>("messageBar");
        QTRY_COMPARE(bar->kind(), MessageBar::Kind::Error);
        QVERIFY2(bar->text().contains(QLatin1String("missing/out.csv")), qPrintable(bar->text()));
        QVERIFY(m_fixture->action("actionExport")->isEnabled());
    }

    void readingAgainKeepsTheCurrentRow()
    {
        openSome();
        QVERIFY(failures().selectRow(failures().records().rows()[1]));
        const QString before = failureCell(1, FailureColumn::StartDatetime).data().toString();
        m_fixture->action("actionReload")->trigger();
        settle();
        QCOMPARE(failures().currentIndex().row(), 1);
        QCOMPARE(failureCell(1, FailureColumn::StartDatetime).data().toString(), before);
    }

    void columnsAndSplittersComeBackInTheNextWindow()
    {
        openSome();
        ColumnKeeper& columns = failures().rowView().columns();
        columns.setShown(static_cast<int>(FailureColumn::Source), true);
        columns.setShown(static_cast<int>(FailureColumn::PolicyMode), false);
        window().close();
        m_fixture->open();
        QHeaderView* header = failures().horizontalHeader();
        QVERIFY(!header->isSectionHidden(static_cast<int>(FailureColumn::Source)));
        QVERIFY(header->isSectionHidden(static_cast<int>(FailureColumn::PolicyMode)));
        QCOMPARE(header->sortIndicatorSection(), static_cast<int>(FailureColumn::StartDatetime));
    }

    // The filter box noted it in settings that were gone by then.
    void aWindowThatGoesNotesTheFilterInItsBox()
    {
        openSome();
        auto* const box = m_fixture->find<FilterBox>("filterBox");
        box->setFocus();
        QTRY_VERIFY(box->hasFocus());
        QTest::keyClicks(box, QStringLiteral("zzz"));
        QTRY_COMPARE(window().state().values().filterText, QStringLiteral("zzz"));
        m_fixture->window.reset();
        Settings settings(m_fixture->path(QStringLiteral("s.ini")));
        QCOMPARE(FilterBook(&settings).recent(), QStringList{ QStringLiteral("zzz") });
    }

    void everyFocusableWidgetHasAName()
    {
        openSome();
        QStringList nameless;
        const auto widgets = window().findChildren<QWidget*>();
        for (const QWidget* widget : widgets) {
            if (!widget->isVisibleTo(&window()) || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            QAccessibleInterface* face
                = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            if (face && face->text(QAccessible::Name).isEmpty())
                nameless.append(QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                    + widget->objectName());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1String(", "))));
    }
};

MXLENS_GUI_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
