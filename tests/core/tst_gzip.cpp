// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inputfixtures.h"

#include <QTest>

using namespace fixtures;
using mxlens::DeviationCode;
using mxlens::ErrorCode;

class TestGzip final : public QObject {
    Q_OBJECT
private slots:
    void givesTheDocument();
    void readsSeveralMembersAsOne();
    void notesWhatIsPacked_data();
    void notesWhatIsPacked();
    void saysWhatIsDamaged_data();
    void saysWhatIsDamaged();
    void countsTrailingBytes();
    void passesOverDmarc();
    void worksAgainAfterAnError();
};

void TestGzip::givesTheDocument()
{
    const auto found = readAll(gzip(report()), reportName);
    QCOMPARE(outline(found), std::string("report\n"));
    QCOMPARE(found[0].text, report());
    QCOMPARE(found[0].context.fileName, reportName);
    QVERIFY(found[0].context.notes.empty());
}

void TestGzip::readsSeveralMembersAsOne()
{
    const std::string whole = report();
    const auto found
        = readAll(gzip(whole.substr(0, 50)) + gzip(whole.substr(50)) + gzip(""), reportName);
    QCOMPARE(outline(found), std::string("report\n"));
    QCOMPARE(found[0].text, whole);
    QVERIFY(found[0].context.notes.empty());
}

void TestGzip::notesWhatIsPacked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    const auto row
        = [](const char* tag, const std::string& bytes, const char* name, DeviationCode code) {
              QTest::newRow(tag) << QByteArray::fromStdString(bytes) << QString::fromLatin1(name)
                                 << static_cast<int>(code);
          };
    row("twice", gzip(gzip(report())), "a.json.gz", DeviationCode::GzipTwice);
    row("line end behind", gzip(report()) + "\r\n", "a.json.gz", DeviationCode::GzipTrailingBytes);
    row("zeros behind", gzip(report()) + std::string(300, '\0'), "a.json.gz",
        DeviationCode::GzipTrailingBytes);
    row("half a member behind", gzip(report()) + gzip("x").substr(0, 6), "a.json.gz",
        DeviationCode::GzipTrailingBytes);
    row("not gzip at all", report(), "a.json.gz", DeviationCode::LabelMismatch);
    row("gzip called json", gzip(report()), "a.json", DeviationCode::LabelMismatch);
    row("zip called gzip", zip({ { "a.json", report() } }), "a.json.gz",
        DeviationCode::LabelMismatch);
}

void TestGzip::notesWhatIsPacked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(int, code);
    const auto found = readAll(bytes.toStdString(), name.toStdString());
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(found[0].text, report());
    QCOMPARE(found[0].context.notes.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(found[0].context.notes[0].code), code);
}

void TestGzip::saysWhatIsDamaged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    const std::string good = gzip(report());
    const auto row
        = [](const char* tag, const std::string& bytes, ErrorCode code, const char* part) {
              QTest::newRow(tag) << QByteArray::fromStdString(bytes) << static_cast<int>(code)
                                 << QString::fromLatin1(part);
          };
    row("header only", good.substr(0, 10), ErrorCode::Truncated, "gzip data of 10 bytes");
    row("half", good.substr(0, good.size() / 2), ErrorCode::Truncated, "gzip data of");
    row("without its last byte", good.substr(0, good.size() - 1), ErrorCode::Truncated,
        "gzip data of");
    row("two bytes", good.substr(0, 2), ErrorCode::Truncated, "gzip data of 2 bytes");
    std::string method = good;
    method[2] = '\x07';
    row("unknown method", method, ErrorCode::CompressionDamaged, "header");
    std::string body = good;
    for (std::size_t i = 40; i < 60; ++i)
        body[i] = static_cast<char>(~body[i]);
    row("damaged body", body, ErrorCode::CompressionDamaged, "");
    std::string checksum = good;
    checksum[checksum.size() - 8] = static_cast<char>(~checksum[checksum.size() - 8]);
    row("wrong checksum", checksum, ErrorCode::CompressionDamaged, "complete, but");
    std::string length = good;
    length[length.size() - 1] = '\x7f';
    row("wrong length", length, ErrorCode::CompressionDamaged, "complete, but");
}

void TestGzip::saysWhatIsDamaged()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QString, detail);
    const auto found = readAll(bytes.toStdString(), reportName);
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(found[0].kind), static_cast<int>(Found::Unreadable));
    QCOMPARE(static_cast<int>(found[0].error.code), code);
    QVERIFY(found[0].error.offset.has_value());
    QVERIFY2(QString::fromStdString(found[0].text).contains(detail), found[0].text.c_str());
}

void TestGzip::countsTrailingBytes()
{
    const auto found = readAll(gzip(report()) + "\r\nabc", reportName);
    QCOMPARE(found[0].context.notes[0].written, std::string("5 bytes"));
}

void TestGzip::passesOverDmarc()
{
    QCOMPARE(outline(readAll(gzip(dmarcReport()), "a.xml.gz")), std::string("-: a DMARC report\n"));
    QCOMPARE(outline(readAll(gzip(""), "a.json.gz")), std::string("-: empty\n"));
}

void TestGzip::worksAgainAfterAnError()
{
    RecordingSink sink;
    mxlens::DocumentReader reader(mxlens::Limits{});
    const std::string good = gzip(report());
    reader.readBytes(good.substr(0, 30), "a.json.gz", {}, sink);
    reader.readBytes(good, "a.json.gz", {}, sink);
    reader.readBytes(good + "x", "a.json.gz", {}, sink);
    reader.readBytes(good, "a.json.gz", {}, sink);
    QCOMPARE(sink.found.size(), std::size_t{ 4 });
    QCOMPARE(sink.found[1].text, report());
    QVERIFY(hasNote(sink.found[2], DeviationCode::GzipTrailingBytes));
    QCOMPARE(sink.found[3].text, report());
    QVERIFY(sink.found[3].context.notes.empty());
}

QTEST_APPLESS_MAIN(TestGzip)
#include "tst_gzip.moc"
