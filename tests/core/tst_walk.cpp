// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/walk.h"
#include "support/inputfixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

using mxlens::ErrorCode;
using mxlens::walk;
using Paths = std::vector<std::string>;

class TestWalk final : public QObject {
    Q_OBJECT
private slots:
    void init();
    void givesFilesSortedBytewise();
    void joinsWithOneSlash();
    void namesEachFileOnce();
    void followsLinks();
    void findsLoopsOfLinks();
    void reportsWhatIsNoFile();
    void reportsWhatIsMissing();
    void reportsFoldersThatAreClosed();
    void tellsEmptyFolders();
    void leavesStandardInputAlone();
    void saysHowFarItIs();
    void stopsWhenAsked();

private:
    std::string path(const std::string& name) const { return m_root + "/" + name; }
    void touch(const std::string& name) const { fixtures::writeFile(path(name), "x"); }
    void makeFolder(const std::string& name) const
    {
        std::filesystem::create_directories(path(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_root;
};

void TestWalk::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString();
}

void TestWalk::givesFilesSortedBytewise()
{
    makeFolder("a/deep");
    for (const char* const name : { "b", "a.z", "a/y", "a/deep/x", ".hidden", "\xc3\xa4", "B" })
        touch(name);
    const auto result = walk({ m_root }, {});
    QCOMPARE(result.files,
        (Paths{ path(".hidden"), path("B"), path("a.z"), path("a/deep/x"), path("a/y"), path("b"),
            path("\xc3\xa4") }));
    QVERIFY(result.unreadable.empty());
    QVERIFY(result.emptyFolders.empty());
}

void TestWalk::joinsWithOneSlash()
{
    touch("a");
    QCOMPARE(walk({ m_root + "///" }, {}).files, (Paths{ path("a") }));
}

void TestWalk::namesEachFileOnce()
{
    touch("a");
    QCOMPARE(walk({ m_root, path("a"), path("a") }, {}).files, (Paths{ path("a") }));
}

void TestWalk::followsLinks()
{
    makeFolder("real");
    touch("real/a");
    std::filesystem::create_symlink("real/a", path("file-link"));
    std::filesystem::create_directory_symlink("real", path("folder-link"));
    std::filesystem::create_symlink("nowhere", path("dangling"));
    const auto result = walk({ m_root }, {});
    QCOMPARE(result.files, (Paths{ path("file-link"), path("folder-link/a"), path("real/a") }));
    QCOMPARE(result.unreadable.size(), std::size_t{ 1 });
    QCOMPARE(result.unreadable[0].first, path("dangling"));
    QCOMPARE(
        static_cast<int>(result.unreadable[0].second.code), static_cast<int>(ErrorCode::NotFound));
}

void TestWalk::findsLoopsOfLinks()
{
    makeFolder("a/b");
    touch("a/b/file");
    std::filesystem::create_directory_symlink("../..", path("a/b/up"));
    std::filesystem::create_directory_symlink(".", path("a/self"));
    std::filesystem::create_symlink("knot", path("knot"));
    const auto result = walk({ m_root }, {});
    QCOMPARE(result.files, (Paths{ path("a/b/file") }));
    Paths loops;
    for (const auto& [where, error] : result.unreadable) {
        QCOMPARE(static_cast<int>(error.code), static_cast<int>(ErrorCode::LinkLoop));
        loops.push_back(where);
    }
    QCOMPARE(loops, (Paths{ path("a/b/up"), path("a/self"), path("knot") }));
}

void TestWalk::reportsWhatIsNoFile()
{
#ifdef _WIN32
    QSKIP("no FIFOs here");
#else
    touch("file");
    QCOMPARE(mkfifo(path("fifo").c_str(), 0600), 0);
    const auto result = walk({ m_root, "/dev/null" }, {});
    QCOMPARE(result.files, (Paths{ path("file") }));
    QCOMPARE(result.unreadable.size(), std::size_t{ 2 });
    for (const auto& entry : result.unreadable)
        QCOMPARE(static_cast<int>(entry.second.code), static_cast<int>(ErrorCode::NotAFile));
    // The reader refuses them as well, without waiting for a writer.
    for (const std::string& path : { path("fifo"), std::string("/dev/null"), m_root }) {
        const auto found = fixtures::readFile(path);
        QCOMPARE(found.size(), std::size_t{ 1 });
        QCOMPARE(static_cast<int>(found[0].error.code), static_cast<int>(ErrorCode::NotAFile));
    }
#endif
}

void TestWalk::reportsWhatIsMissing()
{
    touch("file");
    const auto result = walk({ path("missing"), path("file/below"), path("file") }, {});
    QCOMPARE(result.files, (Paths{ path("file") }));
    QCOMPARE(result.unreadable.size(), std::size_t{ 2 });
    for (const auto& entry : result.unreadable)
        QCOMPARE(static_cast<int>(entry.second.code), static_cast<int>(ErrorCode::NotFound));
    const auto vanished = fixtures::readFile(path("missing"));
    QCOMPARE(static_cast<int>(vanished[0].error.code), static_cast<int>(ErrorCode::NotFound));
}

void TestWalk::reportsFoldersThatAreClosed()
{
#ifndef _WIN32
    if (geteuid() == 0)
        QSKIP("the superuser may read everything");
#endif
    makeFolder("closed");
    touch("secret");
    const auto none = std::filesystem::perms::none;
    std::filesystem::permissions(path("closed"), none);
    std::filesystem::permissions(path("secret"), none);
    const auto result = walk({ m_root }, {});
    const auto found = fixtures::readFile(path("secret"));
    std::filesystem::permissions(path("closed"), std::filesystem::perms::owner_all);
    QCOMPARE(result.unreadable.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(result.unreadable[0].second.code),
        static_cast<int>(ErrorCode::AccessDenied));
    QCOMPARE(static_cast<int>(found[0].error.code), static_cast<int>(ErrorCode::AccessDenied));
}

void TestWalk::tellsEmptyFolders()
{
    makeFolder("empty/inside");
    makeFolder("full");
    touch("full/a");
    const auto result = walk({ path("empty"), path("full") }, {});
    QCOMPARE(result.emptyFolders, (Paths{ path("empty") }));
    // Below a folder that was named, nobody asked for it.
    QVERIFY(walk({ m_root }, {}).emptyFolders.empty());
}

void TestWalk::leavesStandardInputAlone()
{
    QCOMPARE(walk({ "-" }, {}).files, (Paths{ "-" }));
}

void TestWalk::saysHowFarItIs()
{
    for (int i = 0; i < 600; ++i)
        touch(std::to_string(i));
    std::vector<std::size_t> seen;
    walk({ m_root }, {}, [&seen](std::size_t files) { seen.push_back(files); });
    QVERIFY(seen.size() >= 3);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.back(), std::size_t{ 600 });
}

void TestWalk::stopsWhenAsked()
{
    touch("a");
    std::stop_source source;
    source.request_stop();
    const auto result = walk({ m_root }, source.get_token());
    QVERIFY(result.files.empty());
    QVERIFY(result.emptyFolders.empty());
}

QTEST_APPLESS_MAIN(TestWalk)
#include "tst_walk.moc"
