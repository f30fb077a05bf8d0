// SPDX-License-Identifier: GPL-3.0-or-later
// Tar archives without libarchive: plain files are read, everything else is left to it.
#include "core/input/plaintar.h"

#include <QTest>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

using namespace mxlens;

namespace {

std::string header(const std::string& name, std::size_t size, char type = '0')
{
    std::string block(512, '\0');
    char digits[16];
    const auto put
        = [&](std::size_t at, const std::string& text) { block.replace(at, text.size(), text); };
    put(0, name);
    put(100, "0000644");
    std::snprintf(digits, sizeof digits, "%011zo", size);
    put(124, digits);
    put(136, "00000000000");
    block[156] = type;
    put(257,
        std::string("ustar\0"
                    "00",
            8));
    put(148, "        ");
    unsigned sum = 0;
    for (const char c : block)
        sum += static_cast<unsigned char>(c);
    std::snprintf(digits, sizeof digits, "%06o", sum);
    put(148, digits);
    block[154] = '\0';
    return block;
}

std::string member(const std::string& name, const std::string& text, char type = '0')
{
    return header(name, text.size(), type) + text
        + std::string((512 - text.size() % 512) % 512, '\0');
}

const std::string end(1024, '\0');

struct Found {
    std::vector<std::string> members;
    std::string remainder;
};

Found readPlain(const std::string& file)
{
    MemoryStream stream(file);
    PlainTar tar(stream);
    Found found;
    std::string_view name;
    std::string_view bytes;
    while (tar.next(name, bytes))
        found.members.push_back(std::string(name) + "=" + std::string(bytes));
    found.remainder = tar.remainder();
    std::string rest(file.size(), '\0');
    rest.resize(stream.read(rest.data(), rest.size()));
    found.remainder += rest;
    return found;
}

} // namespace

class TestPlainTar final : public QObject {
    Q_OBJECT
private slots:
    void readsPlainFiles();
    void leavesTheEnd();
    void leavesTheUnusual_data();
    void leavesTheUnusual();
    void leavesWhatIsCutOff();
    void readsMembersLargerThanItsWindow();
};

void TestPlainTar::readsPlainFiles()
{
    const std::string full(512, 'x');
    const auto found
        = readPlain(member("a.json", "{}") + member("b/c", full) + member("empty", "") + end);
    QCOMPARE(found.members, (std::vector<std::string>{ "a.json={}", "b/c=" + full, "empty=" }));
}

// What goes on begins with a member that has no content, and then the end.
void TestPlainTar::leavesTheEnd()
{
    const auto found = readPlain(member("a.json", "{}") + end);
    QVERIFY(found.remainder == header("a.json", 0) + end);
}

void TestPlainTar::leavesTheUnusual_data()
{
    QTest::addColumn<QByteArray>("odd");
    const auto row = [](const char* tag, const std::string& bytes) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes);
    };
    row("a folder", member("folder/", "", '5'));
    row("a link", member("link", "", '2'));
    row("a long name", member("././@LongLink", std::string(200, 'n'), 'L') + member("n", "{}"));
    row("pax fields", member("fields", "18 path=other.json\n", 'x') + member("n", "{}"));
    row("a name beyond ASCII", member("b\xc3\xbc", "{}"));
    std::string damaged = member("b", "{}");
    damaged[10] ^= 1;
    row("a wrong sum", damaged);
    std::string old = member("b", "{}");
    old.replace(257, 8, 8, '\0');
    row("the format before POSIX", old);
}

void TestPlainTar::leavesTheUnusual()
{
    QFETCH(QByteArray, odd);
    const std::string rest = odd.toStdString() + member("c", "{}") + end;
    const auto first = readPlain(rest);
    QVERIFY(first.members.empty());
    QVERIFY(first.remainder == rest);
    const auto later = readPlain(member("a", "1") + rest);
    QCOMPARE(later.members, (std::vector<std::string>{ "a=1" }));
    QVERIFY(later.remainder == header("a", 0) + rest);
}

void TestPlainTar::leavesWhatIsCutOff()
{
    const std::string whole = member("a", "1") + member("b", "2");
    for (std::size_t size = 0; size < whole.size(); ++size)
        QCOMPARE(readPlain(whole.substr(0, size)).members.size(), size / 1024);
}

void TestPlainTar::readsMembersLargerThanItsWindow()
{
    const std::string large(1'000'000, 'l');
    std::string file;
    for (int i = 0; i < 700; ++i)
        file += member(std::to_string(i), std::to_string(i));
    const auto found = readPlain(file + member("large", large) + member("last", "z") + end);
    QCOMPARE(found.members.size(), std::size_t{ 702 });
    QCOMPARE(found.members[699], std::string("699=699"));
    QVERIFY(found.members[700] == "large=" + large);
    QCOMPARE(found.members[701], std::string("last=z"));
}

QTEST_APPLESS_MAIN(TestPlainTar)
#include "tst_plaintar.moc"
