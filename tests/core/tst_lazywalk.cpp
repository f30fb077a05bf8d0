// SPDX-License-Identifier: GPL-3.0-or-later
// Finding files piece by piece, against finding all of them at once.
#include "core/input/lazywalk.h"
#include "core/input/sortednames.h"
#include "core/input/walk.h"
#include "support/inputfixtures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace mxlens;
using Paths = std::vector<std::string>;

namespace {

// Everything that a walk finds, each with the piece that it came in.
struct Everything {
    Paths files, folders, unreadable, empty;
    std::vector<bool> plain;
    std::size_t pieces = 0, largest = 0;
};

void add(Everything& all, const WalkResult& piece)
{
    for (std::size_t i = 0; i < piece.files->size(); ++i) {
        all.files.push_back(piece.files->path(i));
        all.folders.push_back(piece.files->folder(i));
        all.plain.push_back(piece.files->isPlain(i));
    }
    for (const auto& [path, error] : piece.unreadable)
        all.unreadable.push_back(path + ": " + describe(error));
    all.empty.insert(all.empty.end(), piece.emptyFolders.begin(), piece.emptyFolders.end());
    ++all.pieces;
    all.largest = std::max(all.largest, piece.files->size());
}

bool isEmpty(const WalkResult& piece)
{
    return piece.files->size() == 0 && piece.unreadable.empty() && piece.emptyFolders.empty();
}

Everything inPieces(const Paths& paths, std::size_t most, std::size_t memory)
{
    Everything all;
    LazyWalk lazy(paths, {}, {}, memory);
    for (WalkResult piece = lazy.next(most); !isEmpty(piece); piece = lazy.next(most))
        add(all, piece);
    return all;
}

Everything atOnce(const Paths& paths)
{
    Everything all;
    add(all, walk(paths, {}));
    return all;
}

} // namespace

class TestLazyWalk final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void givesWhatWalkGives_data();
    void givesWhatWalkGives();
    void givesClosedFoldersInTheirPlace();
    void namesBeyondMemoryKeepTheirOrder_data();
    void namesBeyondMemoryKeepTheirOrder();
    void leavesNothingInTheTemporaryFolder();
    void countsFilesAsTheyAreFound();
    void stopsWhenAsked();

private:
    std::string path(const std::string& name) const { return m_root + "/" + name; }
    QTemporaryDir m_folder;
    std::string m_root;
};

// Names whose order with and without a slash differs, links of every kind, folders in folders.
void TestLazyWalk::initTestCase()
{
    m_root = m_folder.path().toStdString();
    std::mt19937 random(8460);
    std::set<std::string> folders = { "", "b", "b/deep", "b-x", "b.d", "empty", "c/d/e/f" };
    for (const std::string& folder : folders)
        std::filesystem::create_directories(path(folder));
    for (const std::string& folder : folders) {
        if (folder == "empty")
            continue;
        for (int i = 0; i < 60; ++i) {
            std::string name;
            for (auto letters = 1 + random() % 4; letters > 0; --letters)
                name += "!.-0bcd\xc3"[random() % 8];
            if (name != "." && name != ".." && !std::filesystem::exists(path(folder + "/" + name)))
                fixtures::writeFile(path(folder + "/" + name), "x");
        }
    }
    fixtures::writeFile(path("b.json"), "x");
#ifndef _WIN32
    std::filesystem::create_symlink("b.json", path("link"));
    std::filesystem::create_directory_symlink("b", path("b!link"));
    std::filesystem::create_directory_symlink("../..", path("b/deep/up"));
    std::filesystem::create_symlink("nowhere", path("b/dangling"));
    std::filesystem::create_symlink("knot", path("knot"));
    QCOMPARE(mkfifo(path("c/d/fifo").c_str(), 0600), 0);
#endif
}

void TestLazyWalk::givesWhatWalkGives_data()
{
    QTest::addColumn<QStringList>("below");
    QTest::newRow("a folder") << QStringList{ {} };
    QTest::newRow("slashes behind it") << QStringList{ QStringLiteral("b//") };
    QTest::newRow("files in any order")
        << QStringList{ QStringLiteral("link"), QStringLiteral("b.json"), QStringLiteral("link") };
    QTest::newRow("folders that overlap") << QStringList{ QStringLiteral("b.d"),
        QStringLiteral("b"), {}, QStringLiteral("b/deep"), QStringLiteral("b.json") };
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("missing, empty, and no files") << QStringList{ QStringLiteral("zz"),
        QStringLiteral("empty"), QStringLiteral("aa"), QStringLiteral("c/d/fifo"),
        QStringLiteral("empty"), QStringLiteral("knot"), QStringLiteral("b") };
}

void TestLazyWalk::givesWhatWalkGives()
{
    QFETCH(QStringList, below);
    Paths paths;
    for (const QString& name : below)
        paths.push_back(name.isEmpty() ? m_root : path(name.toStdString()));
    const Everything expected = atOnce(paths);
    for (const std::size_t most : { 1u, 7u, 100'000u }) {
        for (const std::size_t memory : { 0u, 1'000'000u }) {
            const Everything found = inPieces(paths, most, memory);
            QCOMPARE(found.files, expected.files);
            QCOMPARE(found.folders, expected.folders);
            QCOMPARE(found.plain, expected.plain);
            QCOMPARE(found.unreadable, expected.unreadable);
            QCOMPARE(found.empty, expected.empty);
            QVERIFY(found.largest <= most);
            QVERIFY(most > 7 || found.pieces >= expected.files.size() / most);
        }
    }
}

// Sources stand in the order of their paths: that of a folder is not that of the files below it.
void TestLazyWalk::givesClosedFoldersInTheirPlace()
{
#ifdef _WIN32
    QSKIP("no such permissions here");
#else
    QTemporaryDir folder;
    const std::string root = folder.path().toStdString();
    std::filesystem::create_directories(root + "/b");
    fixtures::writeFile(root + "/b.json", "x");
    fixtures::writeFile(root + "/a", "x");
    std::filesystem::permissions(root + "/b", std::filesystem::perms::none);
    std::filesystem::permissions(root, std::filesystem::perms(0755));
    // The superuser may read everything: for a moment it is somebody else who does.
    const bool superuser = geteuid() == 0;
    QVERIFY(!superuser || seteuid(65534) == 0);
    LazyWalk lazy({ root }, {});
    Paths order;
    for (WalkResult piece = lazy.next(1); !isEmpty(piece); piece = lazy.next(1)) {
        for (const auto& [path, error] : piece.unreadable)
            order.push_back(path);
        for (const std::string& path : piece.files->paths())
            order.push_back(path);
    }
    QVERIFY(!superuser || seteuid(0) == 0);
    std::filesystem::permissions(root + "/b", std::filesystem::perms::owner_all);
    QCOMPARE(order, (Paths{ root + "/a", root + "/b", root + "/b.json" }));
#endif
}

void TestLazyWalk::namesBeyondMemoryKeepTheirOrder_data()
{
    QTest::addColumn<bool>("hasRoom");
    QTest::newRow("in a scratch file") << true;
    QTest::newRow("without room for one") << false;
}

void TestLazyWalk::namesBeyondMemoryKeepTheirOrder()
{
    QFETCH(bool, hasRoom);
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", hasRoom ? m_folder.path().toUtf8() : QByteArrayLiteral("/nowhere"));
    SortedNames names(20'000);
    std::mt19937 random(8460);
    std::vector<std::pair<std::string, FileKind>> added;
    for (int i = 0; i < 20'000; ++i) {
        // Some are longer than what is read of a run at once.
        std::string name
            = std::to_string(random()) + (i % 5'000 == 0 ? std::string(70'000, 'x') : "");
        const FileKind kind = random() % 3 == 0 ? FileKind::Folder : FileKind::File;
        names.add(name, kind);
        added.emplace_back(std::move(name), kind);
    }
    names.finish({});
    QCOMPARE(names.memory() <= 20'000, hasRoom);
    std::sort(added.begin(), added.end(), [](const auto& a, const auto& b) {
        return comesBefore({ a.first, a.second }, { b.first, b.second });
    });
    for (const auto& [name, kind] : added) {
        const auto found = names.next();
        QVERIFY(found.has_value());
        QVERIFY(found->name == name);
        QVERIFY(found->kind == kind);
    }
    QVERIFY(!names.next());
    QVERIFY(!names.failed());
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
}

void TestLazyWalk::leavesNothingInTheTemporaryFolder()
{
#ifdef _WIN32
    QSKIP("the system keeps such files elsewhere");
#else
    QTemporaryDir folder;
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", folder.path().toUtf8());
    ScratchFile file;
    QVERIFY(file.append("rows"));
    char bytes[8] = {};
    QCOMPARE(file.read(1, bytes, sizeof bytes), std::size_t{ 3 });
    QCOMPARE(bytes, "ows");
    // Already now: who kills the program leaves nothing behind either.
    QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
#endif
}

void TestLazyWalk::countsFilesAsTheyAreFound()
{
    std::size_t told = 0;
    LazyWalk lazy({ m_root }, {}, [&told](std::size_t files) {
        QVERIFY(files >= told);
        told = files;
    });
    while (!isEmpty(lazy.next(10))) { }
    QCOMPARE(told, atOnce({ m_root }).files.size());
}

void TestLazyWalk::stopsWhenAsked()
{
    std::stop_source stop;
    LazyWalk lazy({ m_root, path("empty") }, stop.get_token());
    QCOMPARE(lazy.next(3).files->size(), std::size_t{ 3 });
    stop.request_stop();
    QVERIFY(isEmpty(lazy.next(3)));
    LazyWalk never({ path("empty") }, stop.get_token());
    QVERIFY(never.next(3).emptyFolders.empty());
}

QTEST_APPLESS_MAIN(TestLazyWalk)
#include "tst_lazywalk.moc"
