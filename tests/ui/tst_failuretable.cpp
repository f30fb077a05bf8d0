// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modeltext.h"
#include "support/reports.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/models/failuretablemodel.h"
#include "ui/panels/detailspanel.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"
#include "ui/views/celldelegate.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/rowstatus.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// A report whose policy has failures at one MX from three addresses and at another from one.
QByteArray fourDetails(const QString& id, QDate day)
{
    MadeReport report;
    report.id = id;
    report.day = day;
    report.failed = 10;
    for (int i = 0; i < 3; ++i)
        report.details.append(
            { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), 2 });
    report.details.append(
        { QStringLiteral("certificate-expired"), QStringLiteral("mx2.example.com"), 4 });
    QByteArray json = report.json();
    for (int i = 1; i <= 4; ++i) {
        const qsizetype at = json.lastIndexOf("\"192.0.2.1\"");
        json.replace(at, 11, "\"192.0.2.1" + QByteArray::number(i) + "\"");
    }
    return json;
}

/// Counts how often somebody asks about a row.
class CountingTable final : public RowTableModel {
public:
    CountingTable()
        : RowTableModel(policyColumns(), nullptr)
    {
    }
    Qt::ItemFlags flags(const QModelIndex& index) const override
    {
        ++asked;
        return RowTableModel::flags(index);
    }
    mutable int asked = 0;

protected:
    Cell cellAt(RowId, int) const override { return {}; }
    std::optional<RowId> reportOf(RowId) const override { return {}; }
};

constexpr int mxColumn = static_cast<int>(FailureColumn::ReceivingMxHostname);
constexpr int ipColumn = static_cast<int>(FailureColumn::SendingMtaIp);
constexpr int failedColumn = static_cast<int>(FailureColumn::FailedSessionCount);

} // namespace

class TestFailureTable : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    FailureTableModel& model() { return *qobject_cast<FailureTableModel*>(&failures().records()); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }
    QString text() { return modelText(model(), { mxColumn, ipColumn, failedColumn }); }

    void openTwoReports()
    {
        for (int day = 1; day <= 2; ++day) {
            const QString path = m_fixture->path(QStringLiteral("r%1.json").arg(day));
            QVERIFY(
                writeFile(path, fourDetails(QStringLiteral("r%1").arg(day), QDate(2026, 9, day))));
        }
        window().openPaths({ m_fixture->folder.path() });
        settle();
        tabs().showTab(RowKind::Failure);
    }
    void group()
    {
        m_fixture->action("actionGroupFailures")->setChecked(true);
        QTRY_VERIFY(model().isGrouped());
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void groupsAreOneRowThatOpens()
    {
        openTwoReports();
        QCOMPARE(model().rowCount(), 8);
        group();
        QAbstractItemModelTester tester(&model());
        const QString closed = QStringLiteral("mx1.example.com | 3 IPs | 6\n"
                                              "mx2.example.com | 192.0.2.11 | 4\n"
                                              "mx1.example.com | 3 IPs | 6\n"
                                              "mx2.example.com | 192.0.2.11 | 4\n");
        QCOMPARE(text(), closed);
        QCOMPARE(model().branchOf(0), Branch::Closed);
        QCOMPARE(model().branchOf(1), Branch::Single);
        failures().setCurrentIndex(model().index(0, mxColumn));
        QTest::keyClick(&failures(), Qt::Key_Plus);
        QCOMPARE(model().rowCount(), 7);
        QCOMPARE(model().branchOf(0), Branch::Open);
        QCOMPARE(model().branchOf(1), Branch::Member);
        QCOMPARE(model().index(1, ipColumn).data().toString(), QStringLiteral("192.0.2.14"));
        QCOMPARE(model().index(1, failedColumn).data().toString(), QStringLiteral("2"));
        QTest::keyClick(&failures(), Qt::Key_Minus);
        QCOMPARE(text(), closed);
        m_fixture->action("actionGroupFailures")->setChecked(false);
        QTRY_COMPARE(model().rowCount(), 8);
    }

    // Groups are made once for the rows that were found: other rows are other groups.
    void groupsFollowFiltersAndSorts()
    {
        openTwoReports();
        group();
        const auto sort = [this](int column) {
            QHeaderView* const header = failures().horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                    header->height() / 2));
        };
        const QString first = QStringLiteral("mx1.example.com | 3 IPs | 6\n");
        const QString second = QStringLiteral("mx2.example.com | 192.0.2.11 | 4\n");
        sort(failedColumn);
        QTRY_COMPARE(text(), first + first + second + second);
        sort(failedColumn);
        QTRY_COMPARE(text(), second + second + first + first);
        window().setFilterText(QStringLiteral("ip:192.0.2.11,192.0.2.13"));
        settle();
        const QString one = QStringLiteral("mx1.example.com | 192.0.2.13 | 2\n");
        QCOMPARE(text(), one + one + second + second);
        sort(failedColumn);
        QTRY_COMPARE(text(), one + second + one + second); // as they were read
        sort(failedColumn);
        QTRY_COMPARE(text(), second + second + one + one);
        window().setFilterText(QString());
        settle();
        QCOMPARE(text(), first + first + second + second);
        sort(failedColumn);
        QTRY_COMPARE(text(), second + second + first + first);
        m_fixture->action("actionGroupFailures")->setChecked(false);
        QTRY_COMPARE(model().rowCount(), 8);
        m_fixture->action("actionGroupFailures")->setChecked(true);
        QTRY_COMPARE(text(), second + second + first + first);
    }

    // The details once told of the first detail alone: 2 failed below a row that says 6.
    void detailsOfAGroupAreAboutTheGroup()
    {
        openTwoReports();
        group();
        const DetailsPanel& details = window().results().details();
        failures().setCurrentIndex(model().index(0, mxColumn));
        QTRY_VERIFY2(details.sentence().startsWith(QStringLiteral("6 sessions from ")),
            qPrintable(details.sentence()));
        QVERIFY2(details.text().contains(QStringLiteral("Sending MTA IPs: 3\n")),
            qPrintable(details.text()));
        QVERIFY(details.text().contains(QStringLiteral("Failure details: 3\n")));
        QVERIFY(details.text().contains(QStringLiteral("2\t192.0.2.14")));
        QVERIFY(details.text().contains(QStringLiteral("2\t192.0.2.12")));
        // Its first detail has the same row id and is something else.
        model().setOpen(0, true);
        failures().setCurrentIndex(model().index(1, mxColumn));
        QTRY_VERIFY2(details.sentence().startsWith(QStringLiteral("2 sessions from ")),
            qPrintable(details.sentence()));
        QVERIFY(details.text().contains(QStringLiteral("Sending MTA IP: 192.0.2.14")));
        failures().setCurrentIndex(model().index(0, mxColumn));
        QTRY_VERIFY(details.sentence().startsWith(QStringLiteral("6 sessions from ")));
        // A filter leaves less of it.
        window().setFilterText(QStringLiteral("ip:192.0.2.12,192.0.2.13 mx:mx1.example.com"));
        settle();
        failures().setCurrentIndex(model().index(0, mxColumn));
        QTRY_VERIFY2(details.sentence().startsWith(QStringLiteral("4 sessions from ")),
            qPrintable(details.sentence()));
    }

    // Whole figures of a large set would scroll the last tabs out of sight.
    void titlesOfTabsShortenTheirFiguresWhereRoomIsShort()
    {
        MadeReport report;
        report.failed = 12'345;
        report.details.fill({ QStringLiteral("certificate-expired"), {}, 1 }, 12'345);
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("r1.json")), report.json()));
        window().resize(length(&window(), 4 * 140), window().height());
        window().openPaths({ m_fixture->folder.path() });
        settle();
        const int failuresTab = 2;
        QTRY_COMPARE(tabs().tabText(failuresTab), QStringLiteral("Fail&ures  12,345"));
        QCOMPARE(tabs().tabToolTip(failuresTab), QString());
        window().resize(length(&window(), 4 * 50), window().height());
        const QString brief = QStringLiteral("Fail&ures  12") + QChar(QChar::Nbsp) + u'k';
        QTRY_COMPARE(tabs().tabText(failuresTab), brief);
        QCOMPARE(tabs().tabToolTip(failuresTab), QStringLiteral("Failures  12,345"));
        QCOMPARE(
            tabs().tabBar()->accessibleTabName(failuresTab), QStringLiteral("Failures  12,345"));
        window().resize(length(&window(), 4 * 140), window().height());
        QTRY_COMPARE(tabs().tabText(failuresTab), QStringLiteral("Fail&ures  12,345"));
        QCOMPARE(tabs().tabBar()->accessibleTabName(failuresTab), QString());
    }

    void shortFiguresAreRoundedDown()
    {
        const auto text
            = [](qint64 count) { return shortCountText(count).replace(QChar(QChar::Nbsp), u' '); };
        QCOMPARE(text(-1), QStringLiteral("unknown"));
        QCOMPARE(text(9'999), QStringLiteral("9,999"));
        QCOMPARE(text(10'000), QStringLiteral("10 k"));
        QCOMPARE(text(999'999), QStringLiteral("999 k"));
        QCOMPARE(text(1'000'000), QStringLiteral("1.0 M"));
        QCOMPARE(text(1'299'999), QStringLiteral("1.2 M"));
        QCOMPARE(text(12'345'678'901), QStringLiteral("12,345.6 M"));
    }

    void aClickOnTheArrowOpens()
    {
        openTwoReports();
        group();
        const int first = failures().horizontalHeader()->logicalIndex(0);
        const QRect cell = failures().visualRect(model().index(2, first));
        const QPoint arrow = branchRect(&failures(), cell, Qt::LeftToRight).center();
        QTest::mouseClick(failures().viewport(), Qt::LeftButton, {}, arrow);
        QCOMPARE(model().rowCount(), 7);
        QTest::mouseClick(failures().viewport(), Qt::LeftButton, {}, arrow);
        QCOMPARE(model().rowCount(), 4);
    }

    void sortingByFailedGoesByTheSums()
    {
        openTwoReports();
        group();
        emit failures().rowView().columns().sortRequested({ failedColumn, true });
        failures().rowView().columns().setSort({ failedColumn, true });
        QTRY_COMPARE(model().index(1, failedColumn).data().toString(), QStringLiteral("6"));
        QCOMPARE(model().index(2, failedColumn).data().toString(), QStringLiteral("4"));
        // The largest sum has the whole bar.
        QCOMPARE(model().index(0, failedColumn).data(ShareRole).toDouble(), 1.0);
    }

    void theExportHasEveryDetail()
    {
        openTwoReports();
        group();
        QCOMPARE(tabs().shownRowCount(), std::size_t(8));
        QCOMPARE(tabs().shownRows().rows.size(), std::size_t(8));
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out.csv"));
        m_fixture->action("actionExport")->trigger();
        QTRY_VERIFY(QFile::exists(m_fixture->answers->saveTo));
        QFile file(m_fixture->answers->saveTo);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("certificate-expired"), 8);
    }

    void severalAddressesAreNoFilterAndTheRestIs()
    {
        openTwoReports();
        group();
        failures().setCurrentIndex(model().index(0, ipColumn));
        QMenu menu;
        failures().rowView().fillMenu(menu);
        QVERIFY(!menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->isEnabled());
        failures().setCurrentIndex(model().index(0, mxColumn));
        QMenu again;
        failures().rowView().fillMenu(again);
        QVERIFY(again.findChild<QAction*>(QStringLiteral("showOnlyThis"))->isEnabled());
    }

    void policiesAndFailuresOfTheTreeAreFilters()
    {
        openTwoReports();
        tabs().showTab(RowKind::Report);
        auto* tree = m_fixture->find<ReportTree>("reportsTree");
        const QModelIndex report = tree->reports().index(0, 0);
        const QModelIndex policy = tree->reports().index(0, 0, report);
        const QModelIndex failure = tree->reports().index(0, 0, policy);
        for (const auto& [index, term] : { std::pair(policy, "domain:example.com"),
                 std::pair(failure, "result:certificate-expired") }) {
            tree->setCurrentIndex(index);
            QMenu menu;
            tree->rowView().fillMenu(menu);
            menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
            QVERIFY2(window().state().values().filterText.endsWith(QLatin1String(term)),
                qPrintable(window().state().values().filterText));
            window().state().goBack();
        }
        // A figure is none.
        tree->setCurrentIndex(
            failure.siblingAtColumn(static_cast<int>(ReportColumn::FailedSessions)));
        QMenu menu;
        tree->rowView().fillMenu(menu);
        QVERIFY(!menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->isEnabled());
        settle();
    }

    void groupingComesBackInTheNextWindow()
    {
        openTwoReports();
        group();
        window().close();
        m_fixture->open();
        openTwoReports();
        QVERIFY(model().isGrouped());
        QCOMPARE(model().rowCount(), 4);
    }

    void whatIsSelectedIsAddedUp()
    {
        openTwoReports();
        auto* status = m_fixture->find<RowStatus>("rowStatus");
        QCOMPARE(status->text(), QStringLiteral("8 rows"));
        group();
        QTRY_COMPARE(status->text(), QStringLiteral("8 rows in 4 groups"));
        failures().selectAll();
        QTRY_COMPARE(status->text(), QStringLiteral("8 rows in 4 groups   8 selected: 20 failed"));
        // What an open group shows is not there twice.
        model().setOpen(0, true);
        failures().selectAll();
        QTRY_COMPARE(failures().selectedDetails().size(), std::size_t(11));
        QTRY_COMPARE(status->text(), QStringLiteral("8 rows in 4 groups   8 selected: 20 failed"));
        tabs().showTab(RowKind::Policy);
        m_fixture->find<RecordTable>("policiesTable")->selectAll();
        QTRY_COMPARE(
            status->text(), QStringLiteral("2 rows   2 selected: 20 of 40 sessions failed"));
        tabs().showTab(RowKind::Report);
        m_fixture->find<ReportTree>("reportsTree")->selectAll();
        QTRY_COMPARE(
            status->text(), QStringLiteral("2 rows   2 selected: 20 of 40 sessions failed"));
        tabs().showTab(RowKind::Source);
        m_fixture->find<RecordTable>("sourcesTable")->selectAll();
        QTRY_VERIFY(status->text().endsWith(QLatin1String("selected")));
    }

    // The header once asked about each of a million rows whenever all were selected.
    void selectingEverythingAsksForNoRowThatIsNotSeen()
    {
        constexpr std::size_t rows = 20'000;
        auto* const model = new CountingTable;
        RecordTable table(model, RowKind::Policy, -1, { 0, false });
        table.showRows(snapshotOf({ MadeReport().json() }), std::vector<RowId>(rows));
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        table.selectAll();
        table.grab();
        QCOMPARE(table.selectedDetails().size(), rows);
        QVERIFY(model->asked > 0);
        QVERIFY2(model->asked < 5'000, qPrintable(QString::number(model->asked)));
    }

    void timesCanBeSeenFromToday()
    {
        const QDateTime now(QDate(2026, 9, 20), QTime(1, 0), Qt::UTC);
        const auto text
            = [&now](const char* time) { return relativeTimeText(QString::fromLatin1(time), now); };
        QCOMPARE(text("2026-09-20T00:00:00Z"), QStringLiteral("today"));
        QCOMPARE(text("2026-09-19T23:59:59Z"), QStringLiteral("yesterday"));
        QCOMPARE(text("2026-09-21T00:00:00Z"), QStringLiteral("tomorrow"));
        QCOMPARE(text("2026-09-23T00:00:00Z"), QStringLiteral("in 3 days"));
        QCOMPARE(text("2026-09-07T12:00:00Z"), QStringLiteral("13 days ago"));
        QCOMPARE(text("2026-09-06T12:00:00Z"), QStringLiteral("2 weeks ago"));
        QCOMPARE(text("2026-06-20T12:00:00Z"), QStringLiteral("3 months ago"));
        QCOMPARE(text("2024-06-20T12:00:00Z"), QStringLiteral("2 years ago"));
        QCOMPARE(text("whenever"), QStringLiteral("whenever"));
        QCOMPARE(text(""), QString());

        openTwoReports();
        const int start = static_cast<int>(FailureColumn::StartDatetime);
        QCOMPARE(model().index(0, start).data().toString(), QStringLiteral("2026-09-02"));
        model().setRelativeTimes(true, now);
        QCOMPARE(model().index(0, start).data().toString(), QStringLiteral("2 weeks ago"));
        QVERIFY(model()
                    .index(0, start)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("2026-09-02T00:00:00Z")));
        // Raw values, copies and the order do not change.
        QCOMPARE(model().index(0, start).data(SortRole).toString(),
            QStringLiteral("2026-09-02T00:00:00Z"));
    }

    void failuresOfPoliciesAndReportsHaveBars()
    {
        openTwoReports();
        auto* policies = m_fixture->find<RecordTable>("policiesTable");
        const QModelIndex failed = policies->records().index(
            0, static_cast<int>(PolicyColumn::TotalFailureSessionCount));
        QCOMPARE(failed.data(ShareRole).toDouble(), 0.5);
        auto* reports = m_fixture->find<ReportTree>("reportsTree");
        QCOMPARE(reports->reports()
                     .index(0, static_cast<int>(ReportColumn::FailedSessions))
                     .data(ShareRole)
                     .toDouble(),
            0.5);
        QCOMPARE(model().index(0, failedColumn).data(ShareRole).toDouble(), 0.5);
    }
};

MXLENS_GUI_TEST(TestFailureTable)
#include "tst_failuretable.moc"
