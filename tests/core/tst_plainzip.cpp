// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives without libarchive: what is plain is read, everything else is left to it.
#include "core/input/plainzip.h"

#include <QTest>

#include <zlib.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace mxlens;

namespace {

std::string number(std::size_t value, int size)
{
    std::string bytes;
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

std::string deflated(const std::string& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// One member, and what is unusual about it.
struct Made {
    std::string name = "a.json";
    std::string text = "{\"a\": \"text, text and text\"}";
    bool pack = true;
    std::size_t flags = 0;
    std::size_t method = 8;
    std::size_t attributes = 0;
    std::string extra{};
    std::optional<std::size_t> check{};
    std::optional<std::size_t> size{};
    std::string localName{}; ///< Empty: the same.
};

// large: with the second record at the end, for many members.
std::string zipOf(
    const std::vector<Made>& members, const std::string& comment = {}, bool large = false)
{
    std::string file;
    std::string directory;
    for (const Made& made : members) {
        const std::string packed = made.pack ? deflated(made.text) : made.text;
        const std::size_t check = made.check.value_or(crc32(0,
            reinterpret_cast<const Bytef*>(made.text.data()), static_cast<uInt>(made.text.size())));
        const std::string& local = made.localName.empty() ? made.name : made.localName;
        const std::string common = number(made.flags, 2) + number(made.pack ? made.method : 0, 2)
            + number(0, 4) + number(check, 4) + number(packed.size(), 4)
            + number(made.size.value_or(made.text.size()), 4);
        directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + common
            + number(made.name.size(), 2) + number(made.extra.size(), 2) + number(0, 6)
            + number(made.attributes, 4) + number(file.size(), 4) + made.name + made.extra;
        file += "PK\x03\x04" + number(20, 2) + common + number(local.size(), 2) + number(0, 2)
            + local + packed;
    }
    const std::size_t begin = file.size();
    file += directory;
    const std::size_t behind = file.size();
    if (large)
        file += "PK\x06\x06" + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8)
            + number(members.size(), 8) + number(members.size(), 8) + number(directory.size(), 8)
            + number(begin, 8) + "PK\x06\x07" + number(0, 4) + number(behind, 8) + number(1, 4);
    const std::size_t count = large ? 0xFFFF : members.size();
    return file + "PK\x05\x06" + number(0, 4) + number(count, 2) + number(count, 2)
        + number(directory.size(), 4) + number(begin, 4) + number(comment.size(), 2) + comment;
}

// The members that come, and whether those are all.
std::pair<std::vector<std::string>, bool> readPlain(const std::string& file)
{
    MemoryStream stream(file);
    PlainZip zip(stream, Limits{});
    std::vector<std::string> members;
    std::string_view name;
    std::string_view bytes;
    while (zip.next(name, bytes))
        members.push_back(std::string(name) + "=" + std::string(bytes));
    return { members, zip.complete() };
}

} // namespace

class TestPlainZip final : public QObject {
    Q_OBJECT
private slots:
    void readsMembersInTheirOrder();
    void findsTheTableBeforeAComment();
    void readsMoreMembersThan16BitsCount();
    void leavesTheUnusual_data();
    void leavesTheUnusual();
    void leavesWhatIsCutOff();
    void stopsAtTheFirstMemberThatIsDamaged();
    void readsMembersLargerThanItsWindow();
};

void TestPlainZip::readsMembersInTheirOrder()
{
    Made plain{ .name = "folder/b.json", .text = "not packed", .pack = false };
    Made empty{ .name = "empty", .text = "", .pack = false };
    const auto [members, complete] = readPlain(zipOf({ Made{}, plain, empty }));
    QVERIFY(complete);
    QCOMPARE(members.size(), std::size_t{ 3 });
    QCOMPARE(members[0], "a.json=" + Made{}.text);
    QCOMPARE(members[1], std::string("folder/b.json=not packed"));
    QCOMPARE(members[2], std::string("empty="));
}

void TestPlainZip::findsTheTableBeforeAComment()
{
    QVERIFY(readPlain(zipOf({ Made{} }, "reports of May")).second);
}

void TestPlainZip::readsMoreMembersThan16BitsCount()
{
    const std::vector<Made> members(66'000);
    const auto [read, complete] = readPlain(zipOf(members, {}, true));
    QVERIFY(complete);
    QCOMPARE(read.size(), members.size());
}

void TestPlainZip::leavesTheUnusual_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* tag, const Made& made) {
        QTest::newRow(tag) << QByteArray::fromStdString(zipOf({ made }));
    };
    row("a folder", { .name = "folder/" });
    row("a name beyond ASCII", { .name = "b\xc3\xbc.json" });
    row("a backslash", { .name = "a\\b.json" });
    row("a password", { .flags = 1 });
    row("sizes behind the member", { .flags = 8 });
    row("another method", { .method = 9 });
    row("a link", { .attributes = std::size_t{ 0xA1FF } << 16 });
    row("64-bit sizes", { .extra = number(1, 2) + number(8, 2) + number(1, 8) });
    row("a wrong checksum", { .check = 1 });
    row("a wrong size", { .size = 3 });
    row("another name in the header", { .localName = "b.json" });
    row("far too small", { .text = std::string(8'000'000, ' ') });
    QTest::newRow("none") << QByteArray::fromStdString(zipOf({}));
    QTest::newRow("something before it") << QByteArray::fromStdString("x" + zipOf({ Made{} }));
    QTest::newRow("something behind it") << QByteArray::fromStdString(zipOf({ Made{} }) + "x");
}

void TestPlainZip::leavesTheUnusual()
{
    QFETCH(QByteArray, file);
    const auto [members, complete] = readPlain(file.toStdString());
    QVERIFY(members.empty());
    QVERIFY(!complete);
}

void TestPlainZip::leavesWhatIsCutOff()
{
    const std::string whole = zipOf({ Made{}, Made{ .name = "b.json" } });
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(!readPlain(whole.substr(0, size)).second);
}

void TestPlainZip::stopsAtTheFirstMemberThatIsDamaged()
{
    const auto [members, complete] = readPlain(zipOf({ Made{}, Made{ .check = 5 }, Made{} }));
    QCOMPARE(members.size(), std::size_t{ 1 });
    QVERIFY(!complete);
}

void TestPlainZip::readsMembersLargerThanItsWindow()
{
    std::string noise;
    for (unsigned i = 0, x = 1; i < 700'000; ++i)
        noise += static_cast<char>((x = x * 1103515245 + 12345) >> 16);
    const auto [members, complete]
        = readPlain(zipOf({ Made{}, Made{ .text = noise }, Made{ .name = "last" } }));
    QVERIFY(complete);
    QCOMPARE(members.size(), std::size_t{ 3 });
    QVERIFY(members[1] == "a.json=" + noise);
    QVERIFY(members[2].starts_with("last="));
}

QTEST_APPLESS_MAIN(TestPlainZip)
#include "tst_plainzip.moc"
