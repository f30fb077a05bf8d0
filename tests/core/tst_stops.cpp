// SPDX-License-Identifier: GPL-3.0-or-later
// One file can be large: a stop in its middle does not wait for its end.
#include "core/ingest/rowwriter.h"
#include "core/input/engine.h"
#include "core/report/parser.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

/// Bytes without an end, which call something each time they are asked for.
class EndlessStream final : public ByteStream {
public:
    explicit EndlessStream(std::function<void()> asked)
        : m_asked(std::move(asked))
    {
    }
    std::size_t read(char* to, std::size_t size) override
    {
        ++reads;
        m_asked();
        std::fill_n(to, size, ' ');
        return size;
    }
    int reads = 0;

private:
    std::function<void()> m_asked;
};

/// A member that RFC 8460 does not know, with a list of so many numbers.
std::string longList(int numbers)
{
    std::string text = "\"x\":[0";
    for (int i = 0; i < numbers; ++i)
        text += ",1";
    return text + "]";
}

} // namespace

class StopsTest : public QObject {
    Q_OBJECT

private slots:
    void aDocumentIsLeftInItsMiddle_data()
    {
        QTest::addColumn<bool>("quick");
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<char>("letter");
        for (const bool quick : { true, false }) {
            const char* const name = quick ? "quick" : "reference";
            QTest::addRow("one report, %s", name) << quick << QByteArray() << 'a';
            QTest::addRow("list, %s", name) << quick << QByteArray("[") << 'a';
            QTest::addRow("damaged, %s", name) << quick << QByteArray() << '\n';
        }
    }
    void aDocumentIsLeftInItsMiddle()
    {
        QFETCH(bool, quick);
        QFETCH(QByteArray, begin);
        QFETCH(char, letter);
        // Below the limit on rows, and enough for a look at the stop on the way.
        std::string text = reportJson("O", "r", "2026-03-01", {});
        text.insert(
            1, "\"y\":\"" + std::string(2 << 20, 'a') + letter + "\"," + longList(100'000) + ",");
        text = begin.toStdString() + text + (begin.isEmpty() ? "" : "]");
        ReportParser parser({}, quick ? Tokenizer::Quick : Tokenizer::Reference);
        std::stop_source stop;
        stop.request_stop();
        const auto parse = [&](const std::stop_token& token) {
            return parser.parse(
                text, {}, [](const Report&, std::size_t) {}, ReportParser::anySlowBytes, token);
        };
        const ParseOutcome outcome = parse(stop.get_token());
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::Cancelled);
        QVERIFY(!outcome.notAReport);
        QCOMPARE(outcome.reports, std::size_t{ 0 });
        // The same parser goes on with the next.
        QCOMPARE(parse({}).reports, std::size_t{ 1 });
    }

    void reportsBeforeTheStopStay()
    {
        std::string text = "[" + reportJson("O", "r", "2026-03-01", {});
        for (int i = 0; i < 20'000; ++i)
            text += "," + reportJson("O", "r" + std::to_string(i), "2026-03-01", {});
        text += "]";
        ReportParser parser;
        std::stop_source stop;
        const ParseOutcome outcome = parser.parse(
            text, {},
            [&](const Report&, std::size_t index) {
                if (index == 99)
                    stop.request_stop();
            },
            ReportParser::anySlowBytes, stop.get_token());
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::Cancelled);
        QVERIFY2(outcome.reports >= 100 && outcome.reports < 10'000,
            qPrintable(QString::number(outcome.reports)));
    }

    void unpackingEnds()
    {
        std::stop_source stop;
        EndlessStream stream([&stop] { stop.request_stop(); });
        Buffer buffer;
        Content content{ {}, &buffer, &stream, nullptr };
        QVERIFY(Engine::fill(content, 64u << 20, stop.get_token()));
        QCOMPARE(stream.reads, 1);
        QVERIFY(content.head.size() < 1u << 20);
        QVERIFY(!content.rest);
    }

    void whatWasLeftIsNotCalledUnreadable()
    {
        const IngestRequest request;
        IngestShared shared(
            request, std::make_shared<StringPool>(), std::make_shared<AddressPool>());
        ReportParser parser;
        std::stop_source stop;
        stop.request_stop();
        RowWriter rows(shared, parser, stop.get_token());
        rows.beginPath("file.json");
        const ReportContext context;
        const std::string text = "{" + longList(1'000'000) + "}";
        rows.document({ text, {}, context });
        QVERIFY(!rows.hasRows());
        QVERIFY(rows.mayPass());
        QCOMPARE(shared.progress().unreadable, std::size_t{ 0 });
    }
};

QTEST_GUILESS_MAIN(StopsTest)
#include "tst_stops.moc"
