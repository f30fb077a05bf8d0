// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "support/watchdog.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/panels/detailspanel.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <QWindow>

using namespace mxlens;
using namespace mxlens::test;

class TestDrop : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RowId reports()
    {
        return window().loader().snapshot() ? window().loader().snapshot()->reportCount() : 0;
    }
    QString message() { return m_fixture->find<MessageBar>("messageBar")->text(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 30'000); }

    /// Drags data over the native window, so that Qt finds the widget under it, and drops it.
    /// Gives the action that the source is told.
    Qt::DropAction drop(const QMimeData& data, QPoint at)
    {
        QWindow* target = window().windowHandle();
        const Qt::DropActions offered = Qt::CopyAction | Qt::MoveAction | Qt::LinkAction;
        QDragEnterEvent enter(at, offered, &data, Qt::LeftButton, Qt::ShiftModifier);
        enter.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(target, &enter);
        if (!enter.isAccepted())
            return Qt::IgnoreAction;
        QDragMoveEvent move(at, offered, &data, Qt::LeftButton, Qt::ShiftModifier);
        move.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(target, &move);
        if (!move.isAccepted() || move.dropAction() != Qt::CopyAction)
            return Qt::IgnoreAction;
        QDropEvent dropped(at, offered, &data, Qt::LeftButton, Qt::ShiftModifier);
        dropped.setDropAction(Qt::MoveAction);
        QCoreApplication::sendEvent(target, &dropped);
        return dropped.isAccepted() ? dropped.dropAction() : Qt::IgnoreAction;
    }
    Qt::DropAction drop(const QMimeData& data) { return drop(data, window().rect().center()); }

    QString manyReports(int count)
    {
        QString folder = m_fixture->path(QStringLiteral("many"));
        QDir().mkpath(folder);
        for (int i = 0; i < count; ++i) {
            MadeReport report;
            report.id = QString::number(i);
            report.day = QDate(2026, 1, 1).addDays(i % 300);
            report.failed = i % 3;
            for (int d = 0; d < report.failed; ++d)
                report.details.append({ QStringLiteral("certificate-expired"),
                    QStringLiteral("mx%1.example.com").arg(i % 7), 1 });
            writeFile(folder + QStringLiteral("/%1.json").arg(i), report.json());
        }
        return folder;
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void filesAreCopiedNeverMoved()
    {
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, MadeReport().json()));
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(file) });
        QCOMPARE(drop(data), Qt::CopyAction);
        settle();
        QCOMPARE(reports(), 1u);
        QVERIFY(QFile::exists(file));
    }

    void theWholeWindowTakesDrops_data()
    {
        QTest::addColumn<bool>("results");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::newRow("start page") << false << 0.5 << 0.5;
        QTest::newRow("tool bar") << false << 0.5 << 0.06;
        QTest::newRow("tree") << true << 0.05 << 0.5;
        QTest::newRow("chart") << true << 0.6 << 0.3;
        QTest::newRow("table") << true << 0.6 << 0.6;
        QTest::newRow("details") << true << 0.4 << 0.95;
        QTest::newRow("filter with results") << true << 0.5 << 0.06;
    }
    void theWholeWindowTakesDrops()
    {
        QFETCH(bool, results);
        QFETCH(double, x);
        QFETCH(double, y);
        RowId before = 0;
        if (results) {
            const QString file = m_fixture->path(QStringLiteral("first.json"));
            MadeReport first;
            first.id = QStringLiteral("first");
            QVERIFY(writeFile(file, first.json()));
            window().openPaths({ file });
            settle();
            before = 1;
        }
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, MadeReport().json()));
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(file) });
        const QPoint at(int(window().width() * x), int(window().height() * y));
        QCOMPARE(drop(data, at), Qt::CopyAction);
        settle();
        QCOMPARE(reports(), before + 1);
    }

    void severalFoldersAndFilesAtOnce()
    {
        const QString folder = manyReports(20);
        const QString file = m_fixture->path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, MadeReport().json()));
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(folder), QUrl::fromLocalFile(file) });
        QCOMPARE(drop(data), Qt::CopyAction);
        settle();
        QCOMPARE(reports(), 21u);
    }

    void aDropAddsToWhatIsShown()
    {
        for (const QString& id : { QStringLiteral("one"), QStringLiteral("two") }) {
            MadeReport report;
            report.id = id;
            QMimeData data;
            data.setText(QString::fromUtf8(report.json()));
            QCOMPARE(drop(data), Qt::CopyAction);
            settle();
        }
        QCOMPARE(reports(), 2u);
    }

    void aMailDroppedFromAMailProgramIsRead()
    {
        QMimeData data;
        data.setData(QStringLiteral("message/rfc822"),
            "From: reporter@example.net\r\nTo: tls@example.com\r\nSubject: Report\r\n"
            "MIME-Version: 1.0\r\nContent-Type: application/tlsrpt+json\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
                + MadeReport().json().toBase64() + "\r\n");
        QCOMPARE(drop(data), Qt::CopyAction);
        settle();
        QCOMPARE(reports(), 1u);
    }

    void aWebAddressGetsAMessage()
    {
        QMimeData data;
        data.setUrls({ QUrl(QStringLiteral("https://example.com/report.json")) });
        QCOMPARE(drop(data), Qt::CopyAction);
        QVERIFY2(message().contains(QLatin1String("https://example.com/report.json is not a file")),
            qPrintable(message()));
        QCOMPARE(window().loader().state(), LoadState::Idle);
    }

    void aPathThatDoesNotExistGetsAMessage()
    {
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile(m_fixture->path(QStringLiteral("gone.json"))) });
        QCOMPARE(drop(data), Qt::CopyAction);
        settle();
        QVERIFY2(message().startsWith(QLatin1String("Could not be read: "))
                && message().contains(QLatin1String("gone.json")),
            qPrintable(message()));
        auto* sources = m_fixture->find<RecordTable>("sourcesTable");
        QCOMPARE(
            sources->records().index(0, static_cast<int>(SourceColumn::Outcome)).data().toString(),
            QStringLiteral("unreadable"));
    }

    void dataThatIsNothingToReadIsRefused()
    {
        QMimeData data;
        data.setData(QStringLiteral("application/x-colour"), "red");
        QCOMPARE(drop(data), Qt::IgnoreAction);
    }

    // The cause is there without a click, the rows behind it are one click away.
    void theCauseOfTheFailuresInTheSamplesIsOneClickAway()
    {
        QMimeData data;
        data.setUrls(
            { QUrl::fromLocalFile(QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples")) });
        QCOMPARE(drop(data), Qt::CopyAction);
        settle();
        auto* details = m_fixture->find<DetailsPanel>("details");
        QVERIFY2(details->sentence().startsWith(QLatin1String("Certificate expired: mx2.")),
            qPrintable(details->sentence()));
        QVERIFY(details->text().contains(QLatin1String("Renew the certificate")));
        auto* button = details->findChild<QPushButton*>(QStringLiteral("showRows"));
        QVERIFY(button && !button->visibleRegion().isEmpty());
        QTest::mouseClick(button, Qt::LeftButton);
        settle();
        QCOMPARE(window().results().tabs().shownTab(), RowKind::Failure);
        QVERIFY(window().results().tabs().shownRowCount() > 0);
    }

    void pastedTextIsRead()
    {
        QApplication::clipboard()->setText(QString::fromUtf8(MadeReport().json()));
        m_fixture->action("actionPaste")->trigger();
        settle();
        QCOMPARE(reports(), 1u);
        const auto snapshot = window().loader().snapshot();
        QCOMPARE(QString::fromStdString(snapshot->sourceText(snapshot->source(0))),
            QStringLiteral("pasted text"));
    }

    void closingInTheMiddleOfALoadEndsCleanly()
    {
        window().openPaths({ manyReports(2000) });
        QVERIFY(window().loader().state() == LoadState::Loading);
        window().close();
        m_fixture.reset();
    }

    void theWindowAnswersWhileReportsLoad()
    {
        // More than the few thousand of every run: MXLENS_STALL_REPORTS=100000.
        const int asked = qEnvironmentVariableIntValue("MXLENS_STALL_REPORTS");
        const int count = asked > 0 ? asked : 4000;
        const QString folder = manyReports(count);
        Watchdog watchdog;
        window().openPaths({ folder });
        settle();
        QCOMPARE(reports(), RowId(count));
        // The budget is 100 ms. What is checked is work, with room for builds with sanitizers.
        qInfo("longest stall of the window: %lld ms, of that at most %lld ms of work",
            static_cast<long long>(watchdog.longestStall()),
            static_cast<long long>(watchdog.longestWork()));
        QVERIFY2(watchdog.longestWork() < 1000, "the window did not answer while it loaded");
    }
};

MXLENS_GUI_TEST(TestDrop)
#include "tst_drop.moc"
