// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inputfixtures.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fixtures;
using mxlens::ErrorCode;

class TestArchive final : public QObject {
    Q_OBJECT
private slots:
    void readsEveryKind_data();
    void readsEveryKind();
    void readsOneCompressedFile_data();
    void readsOneCompressedFile();
    void opensContainersInContainers();
    void saysWhatMembersAre();
    void namesMembersOnOneLine();
    void keepsWhatCameBeforeTheDamage();
    void refusesEncryptedMembers();
    void saysWhatIsNotRead();
    void readsManyMembers();
    void forgetsTheMailBehindIt();
};

namespace {

const Members members{ { "folder/", "" }, { "folder/" + reportName, gzip(report("1")) },
    { "plain.json", report("2") }, { "a.eml", reportMail("3") },
    { "b.mbox", mbox({ reportMail("4") }) } };

const std::string expected = "report !folder/" + reportName + "\nreport !plain.json\nreport !a.eml!"
    + reportName + "\nreport !b.mbox#1!" + reportName + "\n";

} // namespace

void TestArchive::readsEveryKind_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* tag, const std::string& bytes) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes);
    };
    row("zip", zip(members));
    row("7z", pack(members, ARCHIVE_FORMAT_7ZIP));
    row("tar", tar(members));
    row("pax tar", pack(members, ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE));
    row("gnu tar", pack(members, ARCHIVE_FORMAT_TAR_GNUTAR));
    row("tar.gz", tar(members, ARCHIVE_FILTER_GZIP));
    row("tar.bz2", tar(members, ARCHIVE_FILTER_BZIP2));
    row("tar.xz", tar(members, ARCHIVE_FILTER_XZ));
    row("tar.zst", tar(members, ARCHIVE_FILTER_ZSTD));
    row("tar.lz4", tar(members, ARCHIVE_FILTER_LZ4));
}

void TestArchive::readsEveryKind()
{
    QFETCH(QByteArray, bytes);
    const auto found = readAll(bytes.toStdString(), "x");
    QCOMPARE(outline(found), expected);
    QCOMPARE(found[0].text, report("1"));
    QCOMPARE(found[3].text, report("4"));
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("x")).toStdString();
    writeFile(path, bytes.toStdString());
    QCOMPARE(outline(readFile(path)), expected);
}

void TestArchive::readsOneCompressedFile_data()
{
    QTest::addColumn<int>("filter");
    QTest::newRow("bzip2") << int{ ARCHIVE_FILTER_BZIP2 };
    QTest::newRow("xz") << int{ ARCHIVE_FILTER_XZ };
    QTest::newRow("zstd") << int{ ARCHIVE_FILTER_ZSTD };
    QTest::newRow("lz4") << int{ ARCHIVE_FILTER_LZ4 };
}

void TestArchive::readsOneCompressedFile()
{
    QFETCH(int, filter);
    const std::string packed = pack({ { "x", report() } }, ARCHIVE_FORMAT_RAW, filter);
    const auto found = readAll(packed, "a.json.x");
    QCOMPARE(outline(found), std::string("report\n"));
    QCOMPARE(found[0].text, report());
    QCOMPARE(
        outline(readAll(pack({ { "x", mbox({ reportMail() }) } }, ARCHIVE_FORMAT_RAW, filter))),
        "report #1!" + reportName + "\n");
    const auto cut = readAll(packed.substr(0, packed.size() / 2), "a.json.x");
    QCOMPARE(cut.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(cut[0].kind), static_cast<int>(Found::Unreadable));
}

void TestArchive::opensContainersInContainers()
{
    const std::string deep = zip({ { "a.tar.gz",
        tar({ { "b.zip", zip({ { "c.eml", reportMail() } }) } }, ARCHIVE_FILTER_GZIP) } });
    QCOMPARE(outline(readAll(deep)), "report !a.tar.gz!b.zip!c.eml!" + reportName + "\n");
}

void TestArchive::saysWhatMembersAre()
{
    const auto found
        = readAll(zip({ { "e", "" }, { "d.xml", dmarcReport() }, { "p.png", "\x89PNG\r\n" },
            { "m.eml", plainMail() }, { "t.txt", "text" }, { "r.json", report() } }));
    QCOMPARE(outline(found),
        std::string("- !e: empty\n- !d.xml: a DMARC report\n- !p.png: an image\n"
                    "- !m.eml: mail without a TLS report\n- !t.txt: plain text\nreport !r.json\n"));
    QCOMPARE(outline(readAll(zip({}))), std::string("-: empty\n"));
    QCOMPARE(outline(readAll(zip({ { "only/", "" } }))).substr(0, 2), std::string());
}

void TestArchive::namesMembersOnOneLine()
{
    const auto found = readAll(pack({ { "a\nb\x01.json", report() }, { "\xff.json", report() },
                                        { "\xc3\xa4.json", report() }, { "./c.json", report() } },
        ARCHIVE_FORMAT_TAR_USTAR));
    QCOMPARE(outline(found),
        std::string("report !a%0Ab%01.json\nreport !%FF.json\nreport !\xc3\xa4.json\nreport "
                    "!c.json\n"));
}

void TestArchive::keepsWhatCameBeforeTheDamage()
{
    const std::string whole = tar({ { "a.json", report("1") }, { "b.json", report("2") } });
    const auto cut = readAll(whole.substr(0, 1024 + 512 + 100));
    QCOMPARE(cut.size(), std::size_t{ 2 });
    QCOMPARE(cut[0].text, report("1"));
    QCOMPARE(cut[1].inner, std::string("!b.json"));
    QCOMPARE(static_cast<int>(cut[1].error.code), static_cast<int>(ErrorCode::Truncated));

    const std::string packed = tar(
        { { "a.json", report("1") }, { "b.json", std::string(300000, 'x') } }, ARCHIVE_FILTER_GZIP);
    const auto half = readAll(packed.substr(0, packed.size() - 30));
    QVERIFY(half.size() >= 2);
    QCOMPARE(half[0].text, report("1"));
    QCOMPARE(static_cast<int>(half.back().kind), static_cast<int>(Found::Unreadable));

    std::string damaged = zip({ { "a.json", report("1") }, { "b.json", report("2") } });
    const std::size_t second = damaged.find("b.json") + 20;
    for (std::size_t i = second; i < second + 40; ++i)
        damaged[i] = static_cast<char>(~damaged[i]);
    const auto middle = readAll(damaged);
    QCOMPARE(middle[0].text, report("1"));
    QCOMPARE(middle.size(), std::size_t{ 2 });
    QCOMPARE(middle[1].inner, std::string("!b.json"));
    QCOMPARE(static_cast<int>(middle[1].kind), static_cast<int>(Found::Unreadable));
}

void TestArchive::refusesEncryptedMembers()
{
    const auto found = readAll(pack({ { "a.json", report() }, { "b.json", report() } },
        ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "secret"));
    QCOMPARE(found.size(), std::size_t{ 2 });
    for (const Found& one : found)
        QCOMPARE(static_cast<int>(one.error.code), static_cast<int>(ErrorCode::Encrypted));
}

void TestArchive::saysWhatIsNotRead()
{
    const auto pst = readAll(std::string("!BDN\0\0\0\0", 8) + std::string(600, '\1'), "mail.pst");
    QCOMPARE(static_cast<int>(pst[0].error.code), static_cast<int>(ErrorCode::UnsupportedFormat));
    QVERIFY(pst[0].text.find("export") != std::string::npos);
    const auto rar = readAll("Rar!\x1a\x07\x01 and so on", "a.rar");
    QCOMPARE(static_cast<int>(rar[0].error.code), static_cast<int>(ErrorCode::UnsupportedFormat));
    QCOMPARE(outline(readAll(zip({ { "[Content_Types].xml", "<x/>" } }))),
        std::string("-: an office document\n"));
}

void TestArchive::readsManyMembers()
{
    Members many;
    for (int i = 0; i < 100000; ++i)
        many.emplace_back(std::to_string(i) + ".txt", "");
    many[99999].second = report();
    const auto found = readAll(zip(many));
    QCOMPARE(found.size(), std::size_t{ 100000 });
    QCOMPARE(found.back().text, report());
}

void TestArchive::forgetsTheMailBehindIt()
{
    const auto found = readAll(zip({ { "a.eml", reportMail() }, { "b.json", report("2") } }));
    QCOMPARE(found.size(), std::size_t{ 2 });
    QCOMPARE(found[0].context.mailReportDomain, std::string("example.com"));
    QVERIFY(found[1].context.mailReportDomain.empty());
    QVERIFY(found[1].context.mailSubject.empty());
}

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
