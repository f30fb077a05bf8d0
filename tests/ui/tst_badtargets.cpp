// SPDX-License-Identifier: GPL-3.0-or-later
// Exports and reports of the window where they cannot be written, and stopped in the middle: it
// says what, where and what to do, the old file stays as it was, and nothing else is left.
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/session/exporter.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtabs.h"
#include "ui/views/reportpreview.h"
#include "ui/views/resultspage.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

#include <atomic>
#include <cerrno>
#include <functional>
#include <semaphore>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// What the disk does to what is written below a folder.
struct Disk {
    std::string folder; ///< Nothing else is touched.
    std::atomic<long> room{ -1 }; ///< Bytes that it takes; -1: any number.
    std::atomic<int> refusal{ 0 }; ///< What creating a file gives; 0: it works.
    std::function<void()> onWrite; ///< Called before a write.
};
Disk disk;

bool isOn(int descriptor)
{
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
    return size > 0 && !disk.folder.empty()
        && std::string_view(path, static_cast<std::size_t>(size)).starts_with(disk.folder);
}

} // namespace

// These take the place of those of the system for the whole program.
extern "C" ssize_t write(int descriptor, const void* from, std::size_t size)
{
    static auto* const real
        = reinterpret_cast<ssize_t (*)(int, const void*, std::size_t)>(::dlsym(RTLD_NEXT, "write"));
    if (!isOn(descriptor))
        return real(descriptor, from, size);
    if (disk.onWrite)
        disk.onWrite();
    if (disk.room < 0)
        return real(descriptor, from, size);
    if (disk.room == 0) {
        errno = ENOSPC;
        return -1;
    }
    const ssize_t written
        = real(descriptor, from, std::min(size, static_cast<std::size_t>(disk.room.load())));
    disk.room -= written;
    return written;
}

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// A disk that waits in the middle of the first file until it is told to go on. Ends with the test.
class HeldWrite final {
public:
    HeldWrite()
    {
        disk.onWrite = [this] {
            if (m_writes++ == 0) {
                m_reached.release();
                m_goOn.acquire();
            }
        };
    }
    /// Waits until something is being written.
    bool isReached()
    {
        return QTest::qWaitFor([this] { return m_reached.try_acquire(); }, 20'000);
    }
    void goOn() { m_goOn.release(); }

private:
    std::binary_semaphore m_reached{ 0 };
    std::binary_semaphore m_goOn{ 0 };
    std::atomic<int> m_writes{ 0 };
};

} // namespace

class BadTargetsTest : public QObject {
    Q_OBJECT

    enum Bad { FullDisk, Forbidden, Folder, MissingFolder, FileAsFolder, Removed };
    enum Out { Rows, Table, Pdf, Html };

    std::unique_ptr<WindowFixture> m_fixture;
    QString m_out;

    MainWindow& window() { return *m_fixture->window; }
    QString out(const char* name) const { return m_out + QLatin1Char('/') + QLatin1String(name); }

    /// So many rows that a table of them is written in many pieces.
    void openReports(int details)
    {
        MadeReport report;
        report.failed = details;
        for (int i = 0; i < details; ++i)
            report.details.append({ QStringLiteral("certificate-expired"),
                QStringLiteral("mx%1.example.com").arg(i), 1 });
        const QString path = m_fixture->path(QStringLiteral("r.json"));
        QVERIFY(writeFile(path, report.json()));
        window().openPaths({ path });
        QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000);
        window().results().tabs().showTab(RowKind::Failure);
        QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000);
    }

    ReportPreview* preview()
    {
        if (!m_fixture->find<ReportPreview>("reportPreview"))
            m_fixture->action("actionReport")->trigger();
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(m_fixture->find<ReportPreview>("reportPreview"), 20'000);
        }();
        return m_fixture->find<ReportPreview>("reportPreview");
    }

    /// Begins to write to a path; gives the bar in which the window says what becomes of it.
    MessageBar* begin(Out what, const QString& path)
    {
        m_fixture->answers->saveTo = path;
        MessageBar* bar = m_fixture->find<MessageBar>("messageBar");
        if (what == Rows) {
            bar->dismiss();
            m_fixture->action("actionExport")->trigger();
        } else if (what == Table) {
            bar->dismiss();
            // The one before goes when the events are handled.
            if (!QTest::qWaitFor([this] { return !m_fixture->find<QDialog>("exportDialog"); }))
                return bar;
            m_fixture->action("actionExportAs")->trigger();
            m_fixture->find<QDialog>("exportDialog")->accept();
        } else {
            ReportPreview* const dialog = preview();
            bar = &dialog->messages();
            bar->dismiss();
            dialog->findChild<QAction*>(QStringLiteral("saveReport"))->trigger();
        }
        return bar;
    }

    static QToolButton* buttonOf(MessageBar* bar)
    {
        return bar->findChild<QToolButton*>(QStringLiteral("messageAction"));
    }

    /// What is below the folder, hidden files too.
    QStringList left() const
    {
        return QDir(m_out).entryList(
            QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }
    QByteArray content(const char* name) const
    {
        QFile file(out(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_out = m_fixture->path(QStringLiteral("out"));
        QVERIFY(QDir().mkpath(out("folder")));
        for (const char* const name : { "file.csv", "file.pdf", "file.html" })
            QVERIFY(writeFile(out(name), "old"));
        disk.folder = m_out.toStdString();
    }
    void cleanup()
    {
        m_fixture.reset();
        disk.folder.clear();
        disk.room = -1;
        disk.onWrite = {};
    }

    void saysWhatIsWrongAndLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("bad");
        QTest::addColumn<QString>("cause");
        const struct {
            Bad bad;
            const char* name;
            const char* cause;
        } cells[] = {
            { FullDisk, "full disk", "the disk is full: free some space or choose another folder" },
            { Forbidden, "not writable",
                "writing is not permitted: choose another folder or change its permissions" },
            { Folder, "a folder", "it is a folder: give the name of a file in it" },
            { MissingFolder, "missing folder",
                "the folder does not exist: create it or choose another" },
            { FileAsFolder, "file as folder",
                "a part of the path is not a folder: choose another folder" },
            { Removed, "removed",
                "the folder or the unfinished file was removed during writing: try again or choose "
                "another folder" },
        };
        const std::pair<Out, const char*> outs[] = { { Rows, "rows shown" }, { Table, "export as" },
            { Pdf, "report as PDF" }, { Html, "report as HTML" } };
        for (const auto& [what, name] : outs) {
            for (const auto& cell : cells)
                QTest::addRow("%s, %s", name, cell.name) << static_cast<int>(
                    what) << static_cast<int>(cell.bad) << QString::fromLatin1(cell.cause);
        }
    }

    void saysWhatIsWrongAndLeavesEverythingAsItWas()
    {
        QFETCH(int, what);
        QFETCH(int, bad);
        QFETCH(QString, cause);
        openReports(10);
        const char* const name = what == Pdf ? "file.pdf" : what == Html ? "file.html" : "file.csv";
        QString path = out(name);
        const QStringList before = left();
        // The superuser may write everywhere: for a moment it is somebody else who works.
        const bool superuser = ::geteuid() == 0;
        switch (bad) {
        case FullDisk:
            disk.room = 20;
            break;
        case Forbidden:
            QCOMPARE(::chmod(m_out.toLocal8Bit().constData(), 0555), 0);
            QCOMPARE(::chmod(path.toLocal8Bit().constData(), 0666), 0);
            QCOMPARE(::chmod(m_fixture->folder.path().toLocal8Bit().constData(), 0755), 0);
            break;
        case Folder:
            path = out("folder");
            break;
        case MissingFolder:
            path = out("none/") + QLatin1String(name);
            break;
        case FileAsFolder:
            path = out("file.csv/") + QLatin1String(name);
            break;
        case Removed:
            disk.onWrite = [this] { QDir(m_out).removeRecursively(); };
            break;
        default:
            break;
        }
        if (what == Pdf || what == Html)
            preview();
        if (bad == Forbidden && superuser)
            QCOMPARE(::seteuid(65534), 0);
        MessageBar* const bar = begin(static_cast<Out>(what), path);
        const bool told
            = QTest::qWaitFor([bar] { return bar->kind() == MessageBar::Kind::Error; }, 20'000);
        if (bad == Forbidden && superuser)
            QCOMPARE(::seteuid(0), 0);
        QVERIFY(::chmod(m_out.toLocal8Bit().constData(), 0755) == 0 || bad == Removed);
        QVERIFY2(told, qPrintable(bar->text()));
        QVERIFY2(bar->text().contains(path), qPrintable(bar->text()));
        QVERIFY2(bar->text().contains(cause), qPrintable(bar->text()));
        QVERIFY(bar->isVisible());
        if (bad == Removed) {
            QVERIFY(!QDir(m_out).exists());
            return;
        }
        QCOMPARE(left(), before);
        for (const char* const old : { "file.csv", "file.pdf", "file.html" })
            QCOMPARE(content(old), QByteArray("old"));
    }

    void exportSaysHowMuchIsWritten()
    {
        openReports(30'000);
        auto* exporter = window().findChild<Exporter*>();
        QVERIFY(exporter);
        auto* bar = m_fixture->find<MessageBar>("messageBar");
        std::vector<int> told;
        QStringList texts;
        QObject::connect(exporter, &Exporter::progressed, bar, [&](int percent) {
            told.push_back(percent);
            texts.append(bar->text());
        });
        begin(Rows, out("file.csv"));
        QCOMPARE(bar->text(), QStringLiteral("Writing rows\u2026"));
        QTRY_VERIFY_WITH_TIMEOUT(bar->kind() == MessageBar::Kind::Success, 20'000);
        QVERIFY2(told.size() >= 3, qPrintable(QString::number(told.size())));
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QVERIFY(told.front() < 100);
        QCOMPARE(told.back(), 100);
        for (std::size_t i = 0; i < told.size(); ++i)
            QCOMPARE(texts[static_cast<qsizetype>(i)],
                QStringLiteral("Writing rows\u2026 %1 %").arg(told[i]));
        QCOMPARE(content("file.csv").count('\n'), 30'001);
    }

    void cancellingLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("rows shown") << static_cast<int>(Rows);
        QTest::newRow("export as") << static_cast<int>(Table);
        QTest::newRow("report as PDF") << static_cast<int>(Pdf);
        QTest::newRow("report as HTML") << static_cast<int>(Html);
    }

    // The disk waits in the middle of the file until the user has changed their mind.
    void cancellingLeavesTheOldFile()
    {
        QFETCH(int, what);
        openReports(what == Rows || what == Table ? 30'000 : 10);
        const QStringList before = left();
        HeldWrite write;
        const char* const name = what == Pdf ? "file.pdf" : what == Html ? "file.html" : "file.csv";
        MessageBar* const bar = begin(static_cast<Out>(what), out(name));
        QVERIFY(write.isReached());
        const int half = static_cast<int>(left().size());
        QVERIFY(bar->isVisible());
        QToolButton* const button = buttonOf(bar);
        QCOMPARE(button->text(), QStringLiteral("Cancel"));
        button->click();
        write.goOn();
        QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains(QLatin1String("cancelled")), 20'000);
        QVERIFY2(bar->text().contains(out(name)), qPrintable(bar->text()));
        QCOMPARE(bar->kind(), MessageBar::Kind::Info); // what was asked for is no error
        QCOMPARE(half, before.size() + 1); // it was in the middle of it
        QCOMPARE(left(), before);
        QCOMPARE(content(name), QByteArray("old"));
        // And the next one is whole.
        disk.onWrite = {};
        MessageBar* const again = begin(static_cast<Out>(what), out(name));
        QTRY_VERIFY_WITH_TIMEOUT(again->kind() == MessageBar::Kind::Success, 20'000);
        QVERIFY(content(name).size() > 1000);
    }

    // Whoever closes the window in the middle is not kept waiting, nor finds half a file.
    void closingTheWindowLeavesTheOldFile()
    {
        openReports(30'000);
        const QStringList before = left();
        HeldWrite write;
        begin(Rows, out("file.csv"));
        QVERIFY(write.isReached());
        window().close();
        write.goOn();
        m_fixture->window.reset();
        QCOMPARE(left(), before);
        QCOMPARE(content("file.csv"), QByteArray("old"));
    }
};

MXLENS_GUI_TEST(BadTargetsTest)
#include "tst_badtargets.moc"
