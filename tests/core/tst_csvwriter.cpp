// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/csvwriter.h"

#include <QTest>

#include <array>
#include <functional>
#include <string>
#include <vector>

using namespace mxlens;

namespace {

/// The bytes of a table whose rows `fill` writes.
std::string tableOf(std::vector<std::string_view> names,
    const std::function<void(CsvWriter&)>& fill, std::size_t capacity = 1000)
{
    std::string written;
    const ByteSink sink = [&written](std::string_view bytes) {
        written.append(bytes);
        return true;
    };
    OutputBuffer buffer(sink, capacity);
    CsvWriter writer(buffer, names);
    fill(writer);
    buffer.flush();
    return written;
}

} // namespace

class TestCsvWriter : public QObject {
    Q_OBJECT

private slots:
    void fieldIsWrittenAsRfc4180AndSpreadsheetsNeedIt_data();
    void fieldIsWrittenAsRfc4180AndSpreadsheetsNeedIt();
    void headerIsWrittenWithoutAnyRow();
    void piecesDoNotChangeTheBytes();
    void unknownNumberIsAnEmptyField();
    void nothingIsHandedOnAfterARefusal();
};

void TestCsvWriter::fieldIsWrittenAsRfc4180AndSpreadsheetsNeedIt_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& value, const QByteArray& expected) {
        QTest::newRow(name) << value << expected + "\r\n";
    };
    row("empty", "", "");
    row("plain", "mx1.example.com", "mx1.example.com");
    row("blanks stay", " a ", " a ");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "say \"no\"", "\"say \"\"no\"\"\"");
    row("only a quote", "\"", "\"\"\"\"");
    row("line feed", "a\nb", "\"a\nb\"");
    row("carriage return inside", "a\rb", "\"a\rb\"");
    row("equals sign", "=1+1", "'=1+1");
    row("plus", "+49", "'+49");
    row("minus", "-1", "'-1");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\tx", "'\tx");
    row("carriage return first", "\rx", "\"'\rx\"");
    row("formula with comma", "=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
    row("formula sign later", "a=b", "a=b");
    row("apostrophe is no formula", "'x", "'x");
    row("two bytes", "gr\xC3\xBC\xC3\x9F", "gr\xC3\xBC\xC3\x9F");
    row("four bytes", "\xF0\x9F\x93\xA7", "\xF0\x9F\x93\xA7");
    row("stray continuation", "a\x80z", "a\xEF\xBF\xBDz");
    row("Latin-1", "gr\xFCn", "gr\xEF\xBF\xBDn");
    row("cut off", "a\xE2\x82", "a\xEF\xBF\xBD");
    row("overlong slash", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD");
    row("surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    row("past U+10FFFF", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    row("cut off before a quote", "\xE2\x82\"", "\"\xEF\xBF\xBD\"\"\"");
    row("NUL stays one field", QByteArray("a\0b", 3), QByteArray("a\0b", 3));
}

void TestCsvWriter::fieldIsWrittenAsRfc4180AndSpreadsheetsNeedIt()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const std::string table = tableOf({ "name" }, [&value](CsvWriter& writer) {
        writer.text({ value.data(), std::size_t(value.size()) });
        writer.endRow();
    });
    QCOMPARE(QByteArray::fromStdString(table), "name\r\n" + expected);
}

void TestCsvWriter::headerIsWrittenWithoutAnyRow()
{
    QCOMPARE(tableOf({ "day", "sessions" }, [](CsvWriter&) {}), std::string("day,sessions\r\n"));
}

void TestCsvWriter::piecesDoNotChangeTheBytes()
{
    const auto fill = [](CsvWriter& writer) {
        for (const int i : { 1, 2 }) {
            writer.text("");
            writer.number(Count(i));
            writer.text("say \"no\"");
            writer.endRow();
        }
    };
    const std::string expected("a,b,c\r\n,1,\"say \"\"no\"\"\"\r\n,2,\"say \"\"no\"\"\"\r\n");
    for (const std::size_t capacity : { 1u, 3u, 7u, 1000u })
        QCOMPARE(tableOf({ "a", "b", "c" }, fill, capacity), expected);
}

void TestCsvWriter::unknownNumberIsAnEmptyField()
{
    const std::string table = tableOf({ "a", "b", "c" }, [](CsvWriter& writer) {
        writer.number(Count());
        writer.number(Count::zero());
        writer.number(Count(Count::maximum()));
        writer.endRow();
    });
    QCOMPARE(table, std::string("a,b,c\r\n,0,9223372036854775807\r\n"));
}

void TestCsvWriter::nothingIsHandedOnAfterARefusal()
{
    int calls = 0;
    const ByteSink sink = [&calls](std::string_view) {
        ++calls;
        return false;
    };
    OutputBuffer buffer(sink, 4);
    constexpr std::array<std::string_view, 1> names{ "a long name of a column" };
    const CsvWriter writer(buffer, names);
    QVERIFY(!buffer.flush());
    QVERIFY(!buffer.ok());
    QCOMPARE(calls, 1);
}

QTEST_APPLESS_MAIN(TestCsvWriter)
#include "tst_csvwriter.moc"
