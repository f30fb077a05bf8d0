// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/bytestream.h"
#include "core/output/export.h"
#include "core/output/writecause.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <new>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mxlens;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

void putFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

/// Everything in a folder, hidden files too.
QStringList entries(const QString& folder)
{
    return QDir(folder).entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

Result<std::size_t> put(const QString& path, std::string_view content)
{
    return writeFileSafely(
        path.toStdString(), [content](const ByteSink& sink) -> Result<std::size_t> {
            if (!sink(content))
                return Error{ ErrorCode::WriteFailed, {}, {}, "refused" };
            return content.size();
        });
}

/// Another user for a moment: the super-user may write everywhere.
class OrdinaryUser final {
public:
    OrdinaryUser()
        : m_changed(::geteuid() == 0 && ::seteuid(65534) == 0)
    {
    }
    ~OrdinaryUser()
    {
        if (m_changed && ::seteuid(0) != 0)
            std::abort();
    }

private:
    bool m_changed = false;
};

/// No file may grow past a size; what goes past gives an error and not a signal.
class FileSizeLimit final {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        const rlimit limit{ bytes, m_old.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_old); }

private:
    rlimit m_old{};
};

} // namespace

class TestFileSafety : public QObject {
    Q_OBJECT

private slots:
    void init();
    void newFileHoldsWhatWasWritten();
    void longFileIsWhole();
    void newFileHasTheUsualMode();
    void existingFileIsReplacedAndKeepsItsMode();
    void linkIsFollowedAndStaysALink();
    void linkToAFileThatIsNotThereCreatesIt();
    void fullDiskIsNamed();
    void fileSizeLimitLeavesTheOldFile();
    void failedWriterLeavesTheOldFile();
    void throwingWriterLeavesNoTemporaryFile();
    void shortageOfMemoryIsToldAsSuch();
    void noOneSeesAHalfWrittenFile();
    void folderInPlaceOfAFileIsRefused();
    void missingFolderIsNamed();
    void folderWithoutPermissionIsRefused();
    void writeProtectedFileStays();
    void temporaryFileRemovedDuringWritingIsAnError();
    void folderRemovedDuringWritingIsAnError();
    void targetRemovedDuringWritingIsWrittenAgain();
    void longestNameIsPossible();
    void deviceIsWrittenToAndNotReplaced();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileSafety::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestFileSafety::newFileHoldsWhatWasWritten()
{
    const Result<std::size_t> result = put(path("out.csv"), "a,b\r\n");
    QVERIFY(bool(result));
    QCOMPARE(result.value(), std::size_t(5));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("a,b\r\n"));
    QCOMPARE(entries(m_folder->path()), QStringList("out.csv"));
}

// Much is sent to the disk while more is written: pieces of any length, more than one such part.
void TestFileSafety::longFileIsWhole()
{
    QByteArray all;
    for (int i = 0; all.size() < 40'000'000; ++i)
        all += QByteArray::number(i) + QByteArray(i % 97, 'x') + '\n';
    const auto result = writeFileSafely(path("long.csv").toStdString(), [&](const ByteSink& sink) {
        for (qsizetype at = 0; at < all.size(); at += 1'000'003) {
            const QByteArray piece = all.mid(at, 1'000'003);
            if (!sink({ piece.data(), static_cast<std::size_t>(piece.size()) }))
                return Result<std::size_t>(Error{ ErrorCode::WriteFailed, {}, {}, {} });
        }
        return Result<std::size_t>(1);
    });
    QVERIFY(bool(result));
    QVERIFY(contentOf(path("long.csv")) == all);
}

void TestFileSafety::newFileHasTheUsualMode()
{
    const mode_t old = ::umask(027);
    const bool written = bool(put(path("out.csv"), "x"));
    ::umask(old);
    QVERIFY(written);
    struct stat info { };
    QCOMPARE(::stat(path("out.csv").toLocal8Bit().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0640));
}

void TestFileSafety::existingFileIsReplacedAndKeepsItsMode()
{
    putFile(path("out.csv"), "old");
    QCOMPARE(::chmod(path("out.csv").toLocal8Bit().constData(), 0604), 0);
    QVERIFY(bool(put(path("out.csv"), "new")));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("new"));
    struct stat info { };
    QCOMPARE(::stat(path("out.csv").toLocal8Bit().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0604));
    QCOMPARE(entries(m_folder->path()), QStringList("out.csv"));
}

void TestFileSafety::linkIsFollowedAndStaysALink()
{
    QVERIFY(QDir(m_folder->path()).mkdir("deep"));
    putFile(path("deep/real.csv"), "old");
    QVERIFY(QFile::link("deep/second", path("first"))); // relative, and a chain of two
    QVERIFY(QFile::link("real.csv", path("deep/second")));
    QVERIFY(bool(put(path("first"), "new")));
    QVERIFY(QFileInfo(path("first")).isSymLink());
    QVERIFY(QFileInfo(path("deep/second")).isSymLink());
    QVERIFY(!QFileInfo(path("deep/real.csv")).isSymLink());
    QCOMPARE(contentOf(path("deep/real.csv")), QByteArray("new"));
}

void TestFileSafety::linkToAFileThatIsNotThereCreatesIt()
{
    QVERIFY(QFile::link("real.csv", path("link")));
    QVERIFY(bool(put(path("link"), "new")));
    QVERIFY(QFileInfo(path("link")).isSymLink());
    QCOMPARE(contentOf(path("real.csv")), QByteArray("new"));
}

void TestFileSafety::fullDiskIsNamed()
{
    // /dev/full refuses every byte with the error of a full disk.
    if (!QFileInfo::exists("/dev/full"))
        QSKIP("no /dev/full on this system");
    const Result<std::size_t> result = put("/dev/full", "x");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::WriteFailed);
    QCOMPARE(result.error().file, std::string("/dev/full"));
    QVERIFY(result.error().detail.starts_with("the disk is full"));
}

void TestFileSafety::fileSizeLimitLeavesTheOldFile()
{
    putFile(path("out.csv"), "old");
    const std::string large(100'000, 'x');
    Result<std::size_t> result(std::size_t(0));
    {
        const FileSizeLimit limit(5000);
        result = put(path("out.csv"), large);
    }
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::WriteFailed);
    QVERIFY(result.error().detail.find("limit on file sizes") != std::string::npos);
    QCOMPARE(contentOf(path("out.csv")), QByteArray("old"));
    QCOMPARE(entries(m_folder->path()), QStringList("out.csv"));
}

void TestFileSafety::failedWriterLeavesTheOldFile()
{
    putFile(path("out.csv"), "old");
    const Result<std::size_t> result = writeFileSafely(
        path("out.csv").toStdString(), [](const ByteSink& sink) -> Result<std::size_t> {
            sink("half of it");
            return Error{ ErrorCode::Cancelled, {}, {}, {} };
        });
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QCOMPARE(contentOf(path("out.csv")), QByteArray("old"));
    QCOMPARE(entries(m_folder->path()), QStringList("out.csv"));
}

void TestFileSafety::throwingWriterLeavesNoTemporaryFile()
{
    const auto write = [](const ByteSink& sink) -> Result<std::size_t> {
        sink("half of it");
        throw std::runtime_error("out of something");
    };
    QVERIFY_EXCEPTION_THROWN(
        static_cast<void>(writeFileSafely(path("out.csv").toStdString(), write)),
        std::runtime_error);
    QVERIFY(entries(m_folder->path()).isEmpty());
}

void TestFileSafety::shortageOfMemoryIsToldAsSuch()
{
    putFile(path("out.csv"), "old");
    const auto write = [](const ByteSink& sink) -> Result<std::size_t> {
        sink("half of it");
        throw std::bad_alloc();
    };
    const auto result = writeFileSafely(path("out.csv").toStdString(), write);
    QVERIFY(!result);
    QCOMPARE(QString::fromStdString(describe(result.error())),
        path("out.csv")
            + ": there is not enough memory; close other programs or read less at once");
    QCOMPARE(entries(m_folder->path()).size(), 1);
    // Whatever asks for it: another folder or disk would not help.
    for (const std::string& told :
        { writeCause(ENOMEM), describe(systemError(ENOMEM)), describe(result.error()) }) {
        QVERIFY2(told.find("there is not enough memory") != std::string::npos, told.c_str());
        for (const char* word : { "disk", "folder" })
            QVERIFY2(told.find(word) == std::string::npos, told.c_str());
    }
}

void TestFileSafety::noOneSeesAHalfWrittenFile()
{
    putFile(path("out.csv"), "old");
    QByteArray seen;
    const Result<std::size_t> result = writeFileSafely(
        path("out.csv").toStdString(), [this, &seen](const ByteSink& sink) -> Result<std::size_t> {
            sink("half ");
            seen = contentOf(path("out.csv"));
            sink("and half");
            return std::size_t(1);
        });
    QVERIFY(bool(result));
    QCOMPARE(seen, QByteArray("old"));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("half and half"));
}

void TestFileSafety::folderInPlaceOfAFileIsRefused()
{
    QVERIFY(QDir(m_folder->path()).mkdir("out"));
    for (const QString& name : { path("out"), path("out/"), path("nowhere/") }) {
        const Result<std::size_t> result = put(name, "x");
        QVERIFY(!result);
        QVERIFY(result.error().detail.starts_with("it is a folder"));
    }
    QCOMPARE(entries(m_folder->path()), QStringList("out"));
}

void TestFileSafety::missingFolderIsNamed()
{
    const Result<std::size_t> result = put(path("nowhere/out.csv"), "x");
    QVERIFY(!result);
    QCOMPARE(result.error().file, path("nowhere/out.csv").toStdString());
    QVERIFY(result.error().detail.starts_with("the folder does not exist: "));
}

void TestFileSafety::folderWithoutPermissionIsRefused()
{
    putFile(path("out.csv"), "old");
    QCOMPARE(::chmod(path("out.csv").toLocal8Bit().constData(), 0666), 0);
    QCOMPARE(::chmod(m_folder->path().toLocal8Bit().constData(), 0555), 0);
    Result<std::size_t> result(std::size_t(0));
    {
        const OrdinaryUser user;
        result = put(path("out.csv"), "new");
    }
    QCOMPARE(::chmod(m_folder->path().toLocal8Bit().constData(), 0755), 0);
    QVERIFY(!result);
    QVERIFY(result.error().detail.starts_with("writing is not permitted"));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("old"));
}

void TestFileSafety::writeProtectedFileStays()
{
    putFile(path("out.csv"), "old");
    QCOMPARE(::chmod(path("out.csv").toLocal8Bit().constData(), 0444), 0);
    QCOMPARE(::chmod(m_folder->path().toLocal8Bit().constData(), 0777), 0);
    Result<std::size_t> result(std::size_t(0));
    {
        const OrdinaryUser user;
        result = put(path("out.csv"), "new");
    }
    QVERIFY(!result);
    QVERIFY(result.error().detail.starts_with("the file is write-protected"));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("old"));
    QCOMPARE(entries(m_folder->path()), QStringList("out.csv"));
}

void TestFileSafety::temporaryFileRemovedDuringWritingIsAnError()
{
    putFile(path("out.csv"), "old");
    const Result<std::size_t> result = writeFileSafely(
        path("out.csv").toStdString(), [this](const ByteSink& sink) -> Result<std::size_t> {
            sink("new");
            for (const QString& name : entries(m_folder->path())) {
                if (name != "out.csv")
                    QFile::remove(path(name));
            }
            return std::size_t(1);
        });
    QVERIFY(!result);
    QVERIFY(result.error().detail.find("removed during writing") != std::string::npos);
    QCOMPARE(contentOf(path("out.csv")), QByteArray("old"));
}

void TestFileSafety::folderRemovedDuringWritingIsAnError()
{
    QVERIFY(QDir(m_folder->path()).mkdir("gone"));
    const Result<std::size_t> result = writeFileSafely(
        path("gone/out.csv").toStdString(), [this](const ByteSink& sink) -> Result<std::size_t> {
            sink("new");
            QDir(path("gone")).removeRecursively();
            return std::size_t(1);
        });
    QVERIFY(!result);
    QVERIFY(result.error().detail.find("removed during writing") != std::string::npos);
    QVERIFY(entries(m_folder->path()).isEmpty());
}

void TestFileSafety::targetRemovedDuringWritingIsWrittenAgain()
{
    putFile(path("out.csv"), "old");
    const Result<std::size_t> result = writeFileSafely(
        path("out.csv").toStdString(), [this](const ByteSink& sink) -> Result<std::size_t> {
            QFile::remove(path("out.csv"));
            sink("new");
            return std::size_t(1);
        });
    QVERIFY(bool(result));
    QCOMPARE(contentOf(path("out.csv")), QByteArray("new"));
}

void TestFileSafety::longestNameIsPossible()
{
    const QString name(255, QLatin1Char('n'));
    QVERIFY(bool(put(path(name), "x")));
    QCOMPARE(entries(m_folder->path()), QStringList(name));
    const Result<std::size_t> result = put(path(name + "n"), "x");
    QVERIFY(!result);
    QVERIFY(result.error().detail.starts_with("the name is too long: "));
}

void TestFileSafety::deviceIsWrittenToAndNotReplaced()
{
    QCOMPARE(::mkfifo(path("pipe").toLocal8Bit().constData(), 0600), 0);
    const int reader
        = ::open(path("pipe").toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const bool written = bool(put(path("pipe"), "through"));
    char bytes[16] = {};
    const ssize_t size = ::read(reader, bytes, sizeof bytes);
    ::close(reader);
    QVERIFY(written);
    QCOMPARE(QByteArray(bytes, size), QByteArray("through"));
    struct stat info { };
    QCOMPARE(::stat(path("pipe").toLocal8Bit().constData(), &info), 0);
    QVERIFY(S_ISFIFO(info.st_mode));
}

QTEST_APPLESS_MAIN(TestFileSafety)
#include "tst_filesafety.moc"
