// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of the part that it knows and shows: missing counts, sources without a day,
// what came of something that was added.
#include "tests/ui/support/guitest.h"

#include "support/modeltext.h"
#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/charts/trendchart.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/emptynotice.h"
#include "ui/views/headline.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/rowstatus.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestToldParts : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    RecordTable& failures() { return *m_fixture->find<RecordTable>("failuresTable"); }
    TrendChart& chart() { return window().results().chartPage().chart(); }
    QString message() { return m_fixture->find<MessageBar>("messageBar")->text(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }

    /// Four days of example.com, of which the last two fail at mx2, and one day of example.org.
    void openSome()
    {
        QStringList paths;
        for (int day = 1; day <= 5; ++day) {
            MadeReport report;
            report.day = QDate(2026, 9, day);
            report.id = QStringLiteral("r%1").arg(day);
            if (day == 5) {
                report.domain = QStringLiteral("example.org");
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

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    // Problems are looked for when the figures are there already.
    void rowsThatAreNotKnownYetAreNotCounted()
    {
        const auto* status = m_fixture->find<RowStatus>("rowStatus");
        QStringList before;
        // Behind the line's own slot: it says what it says by then.
        connect(&tabs(), &RecordTabs::shownRowsChanged, status, [&] {
            if (tabs().snapshot() && !tabs().diagnosis())
                before.append(status->text());
        });
        openSome();
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        QVERIFY(!before.isEmpty());
        QCOMPARE(before.join(QString()), QString());
        QCOMPARE(status->text(), QStringLiteral("1 row"));
    }

    // What nobody counted is not taken for none.
    void whereCountsAreMissingItSaysSo()
    {
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        MadeReport other;
        other.id = QStringLiteral("r2");
        QByteArray missing = other.json();
        missing.replace(",\"total-failure-session-count\":0", "");
        QVERIFY(writeFile(file, MadeReport().json()));
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("b.json")), missing));
        window().openPaths({ file, m_fixture->path(QStringLiteral("b.json")) });
        settle();
        auto* headline = m_fixture->find<Headline>("headline");
        QCOMPARE(headline->text(),
            QStringLiteral("2 reports  1 domain  20 sessions counted, no failure among them  "
                           "1 policy lacks a count"));
        const auto* const nothing
            = m_fixture->find<RecordTable>("problemsTable")->viewport()->findChild<EmptyNotice*>();
        QCOMPARE(nothing->sentence(),
            QStringLiteral("No problem was found.\n20 sessions of 1 organization, 1 September 2026 "
                           "(UTC): not one failed of those that were counted, but some counts are "
                           "missing."));
        tabs().showTab(RowKind::Failure);
        QCOMPARE(failures().viewport()->findChild<EmptyNotice*>()->sentence(),
            QStringLiteral("No failure is reported, but some counts are missing."));
        // What is counted has a rate, and is told as a part.
        other.failed = 10;
        other.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx2.example.com"), 10 } };
        other.id = QStringLiteral("r3");
        const QString third = m_fixture->path(QStringLiteral("c.json"));
        QVERIFY(writeFile(third, other.json()));
        window().openPaths({ third });
        settle();
        QCOMPARE(headline->text(),
            QStringLiteral("3 reports  1 domain  75.0 % of 40 sessions succeeded  10 failed  "
                           "1 policy lacks a count"));
    }

    // A file that could not be read has no day and no domain, and is not lost by a click on one.
    void sourcesFollowWhatIsChosenAndKeepThoseWithoutAReport()
    {
        openSome();
        const QString junk = m_fixture->path(QStringLiteral("junk.json"));
        QVERIFY(writeFile(junk, "{\"a\": 1}"));
        window().openPaths({ junk });
        settle();
        tabs().showTab(RowKind::Source);
        auto* sources = m_fixture->find<RecordTable>("sourcesTable");
        auto* status = m_fixture->find<RowStatus>("rowStatus");
        QCOMPARE(sources->records().rowCount(), 6);
        QCOMPARE(status->text(), QStringLiteral("6 rows"));
        window().state().setScope(QStringLiteral("example.org"));
        settle();
        QCOMPARE(modelText(sources->records(), { static_cast<int>(SourceColumn::Outcome) }),
            QStringLiteral("not a report\nreport\n"));
        QCOMPARE(status->text(),
            QStringLiteral("2 rows   1 of them without a report, so without days and domain to "
                           "narrow them by"));
        tabs().showTab(RowKind::Report);
        QCOMPARE(status->text(), QStringLiteral("1 row"));
        tabs().showTab(RowKind::Source);
        window().state().setScope({});
        window().state().setDays(QDate(2026, 9, 1), QDate(2026, 9, 2));
        settle();
        QCOMPARE(sources->records().rowCount(), 3);
        window().state().setDays({}, {});
        window().setFilterText(QStringLiteral("after:2026-09-05"));
        settle();
        QCOMPARE(sources->records().rowCount(), 1);
        QCOMPARE(status->text(), QStringLiteral("1 row"));
    }

    void whatWasAddedIsToldWhereTheUserIs()
    {
        openSome();
        QVERIFY(!m_fixture->find<MessageBar>("messageBar")->isVisible());
        const auto paste = [this](const QString& text) {
            QApplication::clipboard()->setText(text);
            m_fixture->action("actionPaste")->trigger();
            settle();
            return message();
        };
        MadeReport other;
        other.id = QStringLiteral("new");
        const QString report = QString::fromUtf8(other.json());
        QCOMPARE(paste(report), QStringLiteral("1 report added."));
        QCOMPARE(paste(report), QStringLiteral("Nothing new: 1 report had been read before."));
        const QString none = paste(QStringLiteral("Dear postmaster, hello."));
        QVERIFY2(none.startsWith(QLatin1String("No TLS report was found in what was added. pasted "
                                               "text 3: ")),
            qPrintable(none));
        QCOMPARE(tabs().shownTab(), RowKind::Problem);
        window().openPaths({ m_fixture->path(QStringLiteral("r1.json")) });
        settle();
        QCOMPARE(message(), QStringLiteral("Nothing new: it had been opened before."));
        // Reading again adds nothing and tells of nothing.
        m_fixture->action("actionReload")->trigger();
        settle();
        QVERIFY(!m_fixture->find<MessageBar>("messageBar")->isVisible());
    }

    // Why the names of the chart and the MX of the tree do not add up to the same.
    void failuresThatNameNoMxAreTold()
    {
        openSome();
        window().state().setSplit(SplitBy::Mx);
        settle();
        QTRY_VERIFY(!chart().data().labels.split.isEmpty());
        const QString words = QStringLiteral("name no MX");
        QVERIFY(!chart().data().labels.note.isEmpty());
        QVERIFY(!chart().data().labels.note.contains(words));
        MadeReport report;
        report.id = QStringLiteral("nameless");
        report.failed = 1;
        report.details = { { QStringLiteral("sts-policy-fetch-error"), QString(), 1 } };
        const QString path = m_fixture->path(QStringLiteral("nameless.json"));
        QVERIFY(writeFile(path, report.json()));
        window().openPaths({ path });
        settle();
        QTRY_VERIFY(chart().data().labels.note.contains(words));
        window().state().setScope(QStringLiteral("example.org"));
        settle();
        QTRY_VERIFY(!chart().data().labels.note.contains(words));
    }
};

MXLENS_GUI_TEST(TestToldParts)
#include "tst_toldparts.moc"
