// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>
#include <string>
#include <vector>

using namespace mxlens;

namespace {

/// The bytes of a table whose rows `fill` writes.
std::string linesOf(std::vector<std::string_view> names,
    const std::function<void(JsonLinesWriter&)>& fill, std::size_t capacity = 1000)
{
    std::string written;
    const ByteSink sink = [&written](std::string_view bytes) {
        written.append(bytes);
        return true;
    };
    OutputBuffer buffer(sink, capacity);
    JsonLinesWriter writer(buffer, names);
    fill(writer);
    buffer.flush();
    return written;
}

} // namespace

class TestJsonLines : public QObject {
    Q_OBJECT

private slots:
    void textIsEscaped_data();
    void textIsEscaped();
    void everyControlCharacterComesBackAsItWas();
    void rowsAreObjectsWithMembersInColumnOrder();
    void noRowsGiveNoBytes();
    void unknownNumberIsNullAndEmptyTextIsEmpty();
};

void TestJsonLines::textIsEscaped_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& value, const QByteArray& expected) {
        QTest::newRow(name) << value << expected;
    };
    row("plain", "mx1.example.com", "mx1.example.com");
    row("quote and backslash", "\"\\", R"(\"\\)");
    row("line ends", "a\r\nb\tc", R"(a\r\nb\tc)");
    row("escape character", "\x1B[31m", R"(\u001b[31m)");
    row("delete", "\x7F", R"(\u007f)");
    row("NUL", QByteArray("a\0b", 3), R"(a\u0000b)");
    row("no formula guard", "=1+1", "=1+1");
    row("slash stays", "https://example.com/", "https://example.com/");
    row("beyond ASCII", "gr\xC3\xBC\xC3\x9F \xF0\x9F\x93\xA7",
        "gr\xC3\xBC\xC3\x9F \xF0\x9F\x93\xA7");
    row("not UTF-8", "gr\xFCn", "gr\xEF\xBF\xBDn");
    row("cut off before a quote", "\xE2\x82\"", "\xEF\xBF\xBD\\\"");
}

void TestJsonLines::textIsEscaped()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const std::string lines = linesOf({ "a" }, [&value](JsonLinesWriter& writer) {
        writer.text({ value.data(), std::size_t(value.size()) });
        writer.endRow();
    });
    QCOMPARE(QByteArray::fromStdString(lines), "{\"a\":\"" + expected + "\"}\n");
}

void TestJsonLines::everyControlCharacterComesBackAsItWas()
{
    std::string all;
    for (char c = 0; c < 127; ++c)
        all.push_back(c);
    all.push_back(127);
    const std::string line = linesOf({ "a" }, [&all](JsonLinesWriter& writer) {
        writer.text(all);
        writer.endRow();
    });
    QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(line));
    QVERIFY(document.isObject());
    QCOMPARE(document.object().value("a").toString(), QString::fromStdString(all));
}

void TestJsonLines::rowsAreObjectsWithMembersInColumnOrder()
{
    const auto fill = [](JsonLinesWriter& writer) {
        for (const int i : { 1, 2 }) {
            writer.text("example.com");
            writer.number(Count(i));
            writer.endRow();
        }
    };
    const std::string expected("{\"policy_domain\":\"example.com\",\"sessions\":1}\n"
                               "{\"policy_domain\":\"example.com\",\"sessions\":2}\n");
    for (const std::size_t capacity : { 1u, 5u, 1000u })
        QCOMPARE(linesOf({ "policy_domain", "sessions" }, fill, capacity), expected);
}

void TestJsonLines::noRowsGiveNoBytes()
{
    QCOMPARE(linesOf({ "a" }, [](JsonLinesWriter&) {}), std::string());
}

void TestJsonLines::unknownNumberIsNullAndEmptyTextIsEmpty()
{
    const std::string lines = linesOf({ "a", "b", "c", "d" }, [](JsonLinesWriter& writer) {
        writer.text("");
        writer.number(Count());
        writer.number(Count::zero());
        writer.number(Count(Count::maximum()));
        writer.endRow();
    });
    QCOMPARE(lines, std::string("{\"a\":\"\",\"b\":null,\"c\":0,\"d\":9223372036854775807}\n"));
}

QTEST_APPLESS_MAIN(TestJsonLines)
#include "tst_jsonlines.moc"
