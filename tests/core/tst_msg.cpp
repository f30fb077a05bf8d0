// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/compoundfile.h"
#include "support/compoundwriter.h"
#include "support/inputfixtures.h"

#include <QTest>

using namespace fixtures;
using mxlens::CompoundFile;

class TestMsg final : public QObject {
    Q_OBJECT
private slots:
    void findsTheAttachment_data();
    void findsTheAttachment();
    void givesTheContext();
    void opensEmbeddedMessages();
    void isOneSourceWithoutReport();
    void tellsOtherCompoundFiles();
    void entriesBelongToOneStorage();
    void survivesDamage();
};

namespace {

/// The properties that make a storage a message.
void addMessage(CompoundWriter& writer, std::size_t storage, std::string_view headers)
{
    writer.addStream(storage, "__properties_version1.0", std::string(32, '\0'));
    writer.addText(storage, "0037", "Report Domain: example.com");
    if (!headers.empty())
        writer.addText(storage, "007D", headers);
}

std::size_t addAttachment(CompoundWriter& writer, std::size_t storage, int number,
    std::string_view name, std::string_view bytes)
{
    const std::size_t attachment
        = writer.addStorage(storage, "__attach_version1.0_#0000000" + std::to_string(number));
    writer.addStream(attachment, "__properties_version1.0", std::string(8, '\0'));
    if (!name.empty())
        writer.addText(attachment, "3707", name);
    writer.addStream(attachment, "__substg1.0_37010102", bytes);
    return attachment;
}

std::string item(std::string_view name, std::string_view bytes,
    std::string_view headers = "Subject: x\r\nTLS-Report-Domain: example.com\r\n")
{
    CompoundWriter writer;
    addMessage(writer, CompoundWriter::root, headers);
    addAttachment(writer, CompoundWriter::root, 0, name, bytes);
    return writer.finish();
}

} // namespace

void TestMsg::findsTheAttachment_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("inner");
    const std::string large = report().insert(1, "\"x\":\"" + std::string(70000, 'y') + "\",");
    QTest::newRow("small, in the mini stream") << QByteArray::fromStdString(
        item(reportName, gzip(report()))) << QString::fromStdString("!" + reportName);
    QTest::newRow("large, in sectors of its own")
        << QByteArray::fromStdString(item("a.json", large)) << QStringLiteral("!a.json");
    QTest::newRow("no name") << QByteArray::fromStdString(item("", gzip(report())))
                             << QStringLiteral("!part-2");
    QTest::newRow("no header") << QByteArray::fromStdString(item("a.gz", gzip(report()), ""))
                               << QStringLiteral("!a.gz");
}

void TestMsg::findsTheAttachment()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, inner);
    const auto found = readAll(bytes.toStdString(), "a.msg");
    QCOMPARE(QString::fromStdString(outline(found)), "report " + inner + "\n");
    QVERIFY(found[0].text.ends_with(report().substr(1)));
}

void TestMsg::givesTheContext()
{
    const auto found = readAll(item(reportName, gzip(report()),
        "Received: by example.com\r\nTLS-Report-Domain: example.com\r\nTLS-Report-Submitter:\r\n "
        "example.net\r\n"));
    QCOMPARE(found[0].context.mailReportDomain, std::string("example.com"));
    QCOMPARE(found[0].context.mailSubmitter, std::string("example.net"));
    QCOMPARE(found[0].context.mailSubject, std::string("Report Domain: example.com"));
    QCOMPARE(found[0].context.fileName, reportName);
}

void TestMsg::opensEmbeddedMessages()
{
    CompoundWriter writer;
    addMessage(writer, CompoundWriter::root, "Subject: Fwd\r\n");
    const std::size_t attachment
        = writer.addStorage(CompoundWriter::root, "__attach_version1.0_#00000000");
    const std::size_t inside = writer.addStorage(attachment, "__substg1.0_3701000D");
    addMessage(writer, inside, "TLS-Report-Domain: inner.example\r\n");
    addAttachment(writer, inside, 0, "r.json.gz", gzip(report()));
    const auto found = readAll(writer.finish());
    QCOMPARE(outline(found), std::string("report !r.json.gz\n"));
    QCOMPARE(found[0].context.mailReportDomain, std::string("inner.example"));
}

void TestMsg::isOneSourceWithoutReport()
{
    QCOMPARE(outline(readAll(item("a.png", "\x89PNG\r\n", "Subject: x\r\n"))),
        std::string("-: mail without a TLS report\n"));
    QCOMPARE(outline(readAll(item("a.xml", dmarcReport()))), std::string("-: a DMARC report\n"));
    QCOMPARE(outline(readAll(item("a.gz", gzip(report()).substr(0, 50)))),
        std::string("! !a.gz: gzip data of 50 bytes\n"));
}

void TestMsg::tellsOtherCompoundFiles()
{
    CompoundWriter writer;
    writer.addStream(CompoundWriter::root, "WordDocument", "text");
    QCOMPARE(outline(readAll(writer.finish())), std::string("-: an office document\n"));
}

void TestMsg::entriesBelongToOneStorage()
{
    CompoundWriter writer;
    for (int i = 0; i < 50; ++i)
        writer.addStorage(CompoundWriter::root, "__attach_version1.0_#" + std::to_string(i));
    std::string bytes = writer.finish();
    // Each storage says that what is in the root is in it too.
    std::string mark;
    for (const char c : std::string_view("__attach"))
        mark += std::string(1, c) + '\0';
    int changed = 0;
    for (std::size_t at = bytes.find(mark); at != std::string::npos;
         at = bytes.find(mark, at + 1)) {
        bytes.replace(at + 0x4c, 4, std::string("\1\0\0\0", 4));
        ++changed;
    }
    QCOMPARE(changed, 50);
    const auto file = CompoundFile::open(bytes);
    QVERIFY(bool(file));
    std::vector<bool> seen(file.value().entryCount());
    QCOMPARE(file.value().children(CompoundFile::root, seen).size(), std::size_t{ 50 });
    for (std::uint32_t i = 1; i <= 50; ++i)
        QCOMPARE(file.value().children(i, seen).size(), std::size_t{ 0 });
}

void TestMsg::survivesDamage()
{
    const std::string whole = item(reportName, gzip(report()));
    for (std::size_t size = 8; size < whole.size(); size += 101) {
        const auto found = readAll(whole.substr(0, size));
        QCOMPARE(found.size(), std::size_t{ 1 });
        QVERIFY(found[0].kind != Found::Report || found[0].text == report());
    }
    // Every number in it changed in turn: chains that loop or lead out of the file.
    for (std::size_t at = 24; at + 4 <= whole.size(); at += 4) {
        for (const char value : { '\0', '\1', '\x7f', '\xff' }) {
            std::string damaged = whole;
            damaged[at] = value;
            QVERIFY(!readAll(damaged).empty());
        }
    }
}

QTEST_APPLESS_MAIN(TestMsg)
#include "tst_msg.moc"
