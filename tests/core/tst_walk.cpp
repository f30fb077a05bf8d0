// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/folder.h"
#include "core/input/walk.h"
#include "support/inputfixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

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
    void sortsNamesThatBeginAlike();
    void namesEachFileOnce();
    void followsLinks();
    void findsLoopsOfLinks();
    void reportsWhatIsNoFile();
    void reportsWhatIsMissing();
    void reportsFoldersThatAreClosed();
    void tellsEmptyFolders();
    void leavesStandardInputAlone();
    void saysHowFarItIs();
    void numbersNamesOnce();
    void stopsWhenAsked();
    void stopsInTheMiddleOfAFolder();

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
    QCOMPARE(result.files->paths(),
        (Paths{ path(".hidden"), path("B"), path("a.z"), path("a/deep/x"), path("a/y"), path("b"),
            path("\xc3\xa4") }));
    QVERIFY(result.unreadable.empty());
    QVERIFY(result.emptyFolders.empty());
}

void TestWalk::joinsWithOneSlash()
{
    touch("a");
    QCOMPARE(walk({ m_root + "///" }, {}).files->paths(), (Paths{ path("a") }));
}

void TestWalk::sortsNamesThatBeginAlike()
{
    std::mt19937 random(8460);
    for (const int count : { 0, 1, 5, 17, 300, 5000 }) {
        mxlens::TextChunks names;
        std::vector<mxlens::FolderEntry> entries;
        std::map<std::string, bool> expected; // as paths, and whether a folder
        for (int i = 0; i < count; ++i) {
            std::string name = random() % 2 ? "reporter.example!domain.example!17" : "r";
            for (auto letters = random() % 12; letters > 0; --letters)
                name += "!./0a\xc3\xff\x01"[random() % 8];
            std::replace(name.begin(), name.end(), '/', '-'); // no name holds one
            const bool folder = random() % 4 == 0;
            if (expected.contains(name) || expected.contains(name + "/"))
                continue;
            expected[folder ? name + "/" : name] = folder;
            entries.push_back(
                { names.keep(name), folder ? mxlens::FileKind::Folder : mxlens::FileKind::File });
        }
        mxlens::sortEntries(entries);
        QCOMPARE(entries.size(), expected.size());
        std::size_t at = 0;
        for (const auto& [path, folder] : expected) {
            QCOMPARE(std::string(entries[at].name) + (folder ? "/" : ""), path);
            ++at;
        }
    }
}

void TestWalk::namesEachFileOnce()
{
    touch("a");
    QCOMPARE(walk({ m_root, path("a"), path("a") }, {}).files->paths(), (Paths{ path("a") }));
}

void TestWalk::followsLinks()
{
    makeFolder("real");
    touch("real/a");
    std::filesystem::create_symlink("real/a", path("file-link"));
    std::filesystem::create_directory_symlink("real", path("folder-link"));
    std::filesystem::create_symlink("nowhere", path("dangling"));
    const auto result = walk({ m_root }, {});
    QCOMPARE(
        result.files->paths(), (Paths{ path("file-link"), path("folder-link/a"), path("real/a") }));
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
    QCOMPARE(result.files->paths(), (Paths{ path("a/b/file") }));
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
    QCOMPARE(result.files->paths(), (Paths{ path("file") }));
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
    QCOMPARE(result.files->paths(), (Paths{ path("file") }));
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
    QCOMPARE(walk({ "-" }, {}).files->paths(), (Paths{ "-" }));
}

void TestWalk::saysHowFarItIs()
{
    for (int i = 0; i < 1500; ++i)
        touch(std::to_string(i));
    std::vector<std::size_t> seen;
    walk({ m_root }, {}, [&seen](const mxlens::WalkNews& news) { seen.push_back(news.files); });
    QVERIFY(seen.size() >= 3);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.back(), std::size_t{ 1500 });
}

// Those of a folder that is refused after it was listed as well.
void TestWalk::numbersNamesOnce()
{
    makeFolder("m");
    for (int i = 0; i < 1100; ++i)
        touch("m/" + std::to_string(i));
    std::filesystem::create_directory_symlink("..", path("m/loop"));
    makeFolder("n");
    touch("n/last");
    std::map<std::string, std::uint32_t> numbers;
    std::set<std::uint32_t> used;
    walk({ path("m"), path("n") }, {}, [&](const mxlens::WalkNews& news) {
        for (const mxlens::FolderEntry& entry : news.names) {
            const std::uint32_t number = mxlens::TextChunks::numberBehind(entry.name);
            QVERIFY(used.insert(number).second);
            numbers[std::string(news.folder) + std::string(entry.name)] = number;
        }
    });
    QVERIFY(numbers.contains(path("n/last")));
    QVERIFY(numbers.contains(path("m/1099")));
}

void TestWalk::stopsWhenAsked()
{
    touch("a");
    std::stop_source source;
    source.request_stop();
    const auto result = walk({ m_root }, source.get_token());
    QCOMPARE(result.files->size(), std::size_t{ 0 });
    QVERIFY(result.emptyFolders.empty());
}

void TestWalk::stopsInTheMiddleOfAFolder()
{
    for (int i = 0; i < 3000; ++i)
        touch("f" + std::to_string(i));
    std::stop_source source;
    std::size_t told = 0;
    const auto found = walk({ m_root }, source.get_token(), [&](const mxlens::WalkNews& news) {
        told = std::max(told, news.files);
        source.request_stop();
    });
    QVERIFY(told > 0);
    QVERIFY(told < 3000);
    QCOMPARE(found.files->size(), std::size_t{ 0 });
}

QTEST_APPLESS_MAIN(TestWalk)
#include "tst_walk.moc"
