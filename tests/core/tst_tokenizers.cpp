// SPDX-License-Identifier: GPL-3.0-or-later
// The quick tokenizer against the reference: the same reports, deviations, refusals and errors.
#include "tests/core/support/documents.h"
#include "tests/core/support/parsedtext.h"
#include "tests/core/support/pieces.h"

#include <QtTest>

#include <algorithm>
#include <iterator>
#include <random>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

/// Where documents are, how many files at least, and how many documents in them.
struct Room {
    const char* folder;
    std::size_t files;
    std::size_t documents;
    bool mayBeMissing = false;
};

constexpr Room fixturesOfReports{ MXLENS_TEST_DATA "/reports", 21, 19 };
constexpr Room samples{ MXLENS_SOURCE_DIR "/resources/samples", 350, 650 };
constexpr Room realReports{ MXLENS_SOURCE_DIR "/../shared/corpus", 50, 50, true };
constexpr Room finds{ MXLENS_SOURCE_DIR "/tests/fuzz/finds", 4, 0 };
constexpr Room seeds{ MXLENS_FUZZ_SEEDS, 250, 180, true };

std::vector<FoundDocument> allDocuments()
{
    std::vector<FoundDocument> documents;
    for (const Room& room : { fixturesOfReports, samples, realReports, seeds })
        std::ranges::move(documentsIn(room.folder), std::back_inserter(documents));
    for (const QByteArray& piece :
        { Pieces().json(), with(&Pieces::policyString, R"("policy-string":[])"),
            with(&Pieces::mxHost, R"("mx-host":"mx1.example.com")"), with(&Pieces::mxHost, ""),
            with(&Pieces::policyDomain, R"("policy-domain":"Example.COM.")"),
            with(&Pieces::policyDomain, "") })
        documents.push_back({ "a piece", piece.toStdString(), {} });
    return documents;
}

// A few bytes changed, put in, taken out, or a piece of another document put in.
QByteArray changed(QByteArray json, const QList<QByteArray>& others, std::mt19937& random)
{
    static constexpr char letters[] = "{}[]\",:\\u0019e.-tfn \n\x01\xc3\xa9";
    for (auto times = 1 + random() % 3; times > 0 && !json.isEmpty(); --times) {
        const auto at = static_cast<qsizetype>(random() % static_cast<std::size_t>(json.size()));
        const char letter = letters[random() % (sizeof letters - 1)];
        switch (random() % 4) {
        case 0:
            json[at] = letter;
            break;
        case 1:
            json.insert(at, letter);
            break;
        case 2:
            json.remove(at, static_cast<qsizetype>(random() % 20));
            break;
        default: {
            const QByteArray& other = others[static_cast<qsizetype>(
                random() % static_cast<std::size_t>(others.size()))];
            json.insert(at,
                other.mid(static_cast<qsizetype>(random() % 400),
                    static_cast<qsizetype>(random() % 200)));
        }
        }
    }
    return json;
}

} // namespace

class TokenizersTest final : public QObject {
    Q_OBJECT

private slots:
    void formsOfJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto row
            = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
        row("plain", Pieces().json());
        row("array", '[' + Pieces().json() + ',' + Pieces().json() + ']');
        row("lines", Pieces().json() + '\n' + Pieces().json());
        row("rubbish behind", Pieces().json() + "\nxyz");
        row("blanks around", "\r\n \t" + Pieces().json() + " \n");
        row("byte order mark", "\xEF\xBB\xBF" + Pieces().json());
        row("comma at the end", Pieces().json().chopped(1) + ",}");
        row("two commas", Pieces().json().replace(",\"report-id\"", ",,\"report-id\""));
        row("comma first", '{' + QByteArray(",") + Pieces().json().mid(1));
        row("no colon", Pieces().json().replace("\"report-id\":", "\"report-id\" "));
        row("cut off", Pieces().json().chopped(30));
        row("nothing", "");
        row("a brace", "{");
        row("empty object", "{}");
        row("stranger", R"({"a":[1,2,{"b":null}],"c":true})");
        for (const char* number : { "0", "-0", "-1", "1.0", "1e3", "1E-2", "01", "1.", "+1", "0x1",
                 "999999999999999999", "9223372036854775807", "9223372036854775808",
                 "99999999999999999999999", "4294967296", "9007199254740992", "true", "\"7\"",
                 "null", "[]", "{}", "[{\"a\":1}]", "1 2" })
            row(number,
                with(&Pieces::count,
                    QByteArray(R"("failed-session-count":)").append(number).constData()));
        for (const char* text :
            { "\\u0041\\n\\t\\\"\\\\\\/\\b\\f\\r", R"(\ud83d\ude00)", R"(\ud83d)", R"(\ude00)",
                R"(\ud83dx)", R"(\u12)", R"(\x)", "\xc3\xa9", "\xe2\x82\xac", "\xc3", "\xff",
                "\xed\xa0\x80", "\xf0\x9f\x98\x80", "\x7f", "\x01", "a\nb", R"(\u0000)",
                R"(  blanks  )", "sixteen letters and then some more of them \xc3\xa9 and on" })
            row(text,
                with(&Pieces::more,
                    QByteArray("\"failure-reason-code\":\"")
                        .append(text)
                        .append("\"")
                        .constData()));
        row("escaped key", Pieces().json().replace("report-id", R"(report\u002did)"));
        row("deep",
            QByteArray(R"({"x":)") + QByteArray(80, '[') + QByteArray(80, ']') + ','
                + Pieces().json().mid(1));
    }

    // Details that are read in one go stand beside those that are not.
    void failureDetails_data()
    {
        QTest::addColumn<QByteArray>("details");
        const QByteArray usual = "{'result-type':'certificate-expired','sending-mta-ip':'192.0.2.1'"
                                 ",'failed-session-count':1}";
        const QByteArray other
            = "{'failed-session-count':2,'result-type':'sts-policy-fetch-error'}";
        const auto row = [&](const char* name, const QByteArray& detail) {
            // Apostrophes stand for quotes.
            QTest::newRow(name)
                << QByteArray(usual + ',' + detail + ',' + other + ',' + usual).replace('\'', '"');
        };
        row("in another order", other);
        row("every member",
            "{'result-type':'validation-failure','sending-mta-ip':'2001:db8::1',"
            "'receiving-mx-hostname':'mx1.example.com','receiving-mx-helo':'mx1',"
            "'receiving-ip':'203.0.113.5','failed-session-count':3,"
            "'additional-information':'https://example.com/','failure-reason-code':'x'}");
        row("empty", "{}");
        row("blanks everywhere",
            "{ 'result-type' :\t'tlsa-invalid' ,\r\n 'failed-session-count' : 4 \n}");
        row("twice", "{'result-type':'tlsa-invalid','result-type':'dane-required'}");
        row("unknown member", "{'result-type':'tlsa-invalid','colour':'red'}");
        row("nested", "{'result-type':'tlsa-invalid','more':{'result-type':'x','y':[{}]}}");
        row("another key", "{'result_type':'tlsa-invalid','Sending-MTA-IP':'192.0.2.7'}");
        row("key of another object", "{'policy-type':'sts','result-type':'tlsa-invalid'}");
        row("key that goes on", "{'result-type-x':'tlsa-invalid'}");
        row("escaped key", "{'result\\u002dtype':'tlsa-invalid'}");
        row("text for the count", "{'failed-session-count':'5'}");
        row("count for a text", "{'result-type':5}");
        row("null", "{'result-type':null,'failed-session-count':null}");
        row("object for a text", "{'result-type':{'a':1}}");
        row("blank text", "{'result-type':' ','receiving-ip':''}");
        row("blanks around a text", "{'result-type':' tlsa-invalid ','receiving-ip':'\\t'}");
        row("no address", "{'sending-mta-ip':'unknown','receiving-ip':'192.0.2'}");
        row("odd result type", "{'result-type':'TLSA_Invalid'}");
        row("comma at the end", "{'result-type':'tlsa-invalid',}");
        row("comma first", "{,'result-type':'tlsa-invalid'}");
        row("no comma", "{'result-type':'tlsa-invalid' 'failed-session-count':1}");
        row("no colon", "{'result-type' 'tlsa-invalid'}");
        row("open text", "{'result-type':'tlsa-invalid");
        row("open object", "{'result-type':'tlsa-invalid'");
        row("no object", "'tlsa-invalid',7,null,[{'result-type':'tlsa-invalid'}]");
    }

    void failureDetails()
    {
        QFETCH(QByteArray, details);
        const QByteArray whole = Pieces().json();
        const qsizetype begin = whole.indexOf("\"failure-details\":[") + 19;
        const qsizetype end = whole.indexOf("]}]}", begin);
        QVERIFY(begin > 19 && end > begin);
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        const std::string json = (whole.left(begin) + details + whole.mid(end)).toStdString();
        for (std::size_t size = json.size(); size > static_cast<std::size_t>(begin); --size) {
            const std::string part = json.substr(0, size);
            QCOMPARE(parsedText(quick, part), parsedText(reference, part));
        }
    }

    // Date ranges and summaries, which are read in one go where they are written as usual.
    void pairs_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* member, const QByteArray& value) {
            // Apostrophes stand for quotes.
            QTest::newRow(QByteArray(member).append(' ').append(value).constData())
                << QByteArray(member) << QByteArray(value).replace('\'', '"');
        };
        for (const char* start :
            { "'2026-01-05T00:00:00Z'", "'2026-01-05'", "' 2026-01-05T00:00:00Z'", "'yesterday'",
                "''", "1767571200", "null", "{'a':1}", "'2026\\u002d01-05'" }) {
            const QByteArray written = QByteArray("'start-datetime':").append(start);
            const QByteArray end = "'end-datetime':'2026-01-05T23:59:59Z'";
            for (const QByteArray& text : { '{' + written + ',' + end + '}',
                     '{' + end + ',' + written + '}', "{ " + written + " ,\r\n\t" + end + " }",
                     '{' + written + '}', '{' + written + ',' + end + ",'more':1}",
                     '{' + written + ',' + written + ',' + end + '}' })
                row("date-range", text);
        }
        for (const char* count : { "7", "0", "07", "-1", "7.0", "7e1", "'7'", "9007199254740991",
                 "9007199254740992", "99999999999999999999", "null", "[1]" }) {
            const QByteArray written
                = QByteArray("'total-successful-session-count':").append(count);
            const QByteArray failed = "'total-failure-session-count' : 1";
            for (const QByteArray& text : { '{' + written + ',' + failed + '}',
                     '{' + failed + ',' + written + '}', '{' + failed + '}',
                     '{' + written + ',' + failed + ",'total-failure-session-count':2}",
                     '{' + written + ',' + failed + ",}", '{' + written + ' ' + failed + '}',
                     QByteArray("{}"), '[' + QByteArray("{}") + ']' })
                row("summary", text);
        }
        row("summary", "{'total_successful_session_count':1,'total-failure-session-count':2}");
        row("date-range",
            "{'start_datetime':'2026-01-05T00:00:00Z','end-datetime':'2026-01-05T23:59:59Z'}");
    }

    void pairs()
    {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, value);
        const QByteArray whole = Pieces().json();
        const QByteArray key = '"' + member + "\":";
        const qsizetype begin = whole.indexOf(key) + key.size();
        const qsizetype end = whole.indexOf('}', begin) + 1;
        QVERIFY(begin > key.size() && whole[begin] == '{' && end > begin);
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        const std::string json = (whole.left(begin) + value + whole.mid(end)).toStdString();
        // The member in its place, twice, and cut off anywhere.
        const std::string twice
            = (whole.left(begin) + value + ',' + key + value + whole.mid(end)).toStdString();
        QCOMPARE(parsedText(quick, twice), parsedText(reference, twice));
        for (std::size_t size = json.size(); size > static_cast<std::size_t>(begin); --size) {
            const std::string part = json.substr(0, size);
            QCOMPARE(parsedText(quick, part), parsedText(reference, part));
        }
    }

    void limitsAmongFailureDetails()
    {
        QByteArray json = Pieces().json();
        json.replace(
            "\"failure-details\":[", "\"failure-details\":[" + QByteArray("{},").repeated(20));
        for (int depth = 1; depth < 8; ++depth) {
            for (std::size_t rows = 0; rows < 40; ++rows) {
                ParseLimits limits;
                limits.jsonDepth = depth;
                limits.rows = rows;
                ReportParser quick(limits);
                ReportParser reference(limits, Tokenizer::Reference);
                for (const QByteArray& from : { json, Pieces().json() }) {
                    const std::string text = from.toStdString();
                    QCOMPARE(parsedText(quick, text), parsedText(reference, text));
                }
            }
        }
    }

    void formsOfJson()
    {
        QFETCH(QByteArray, json);
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        const std::string expected = parsedText(reference, json.toStdString());
        // Twice, since the second time the policy is known by its bytes.
        for (int time = 0; time < 2; ++time)
            QCOMPARE(parsedText(quick, json.toStdString()), expected);
    }

    // As the program finds them, in whatever they are packed. Twice, since the second time policies
    // are known by their bytes.
    void documents_data()
    {
        QTest::addColumn<Room>("room");
        QTest::newRow("fixtures") << fixturesOfReports;
        QTest::newRow("samples") << samples;
        QTest::newRow("real reports") << realReports;
        QTest::newRow("finds of fuzzing") << finds;
        QTest::newRow("seeds of fuzzing") << seeds;
    }

    void documents()
    {
        QFETCH(Room, room);
        std::vector<FoundDocument> all = rawFilesIn(room.folder);
        if (all.empty() && room.mayBeMissing)
            QSKIP("not here");
        QCOMPARE_GE(all.size(), room.files);
        std::vector<FoundDocument> unpacked = documentsIn(room.folder);
        QCOMPARE_GE(unpacked.size(), room.documents);
        std::ranges::move(unpacked, std::back_inserter(all));
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        for (int time = 0; time < 2; ++time) {
            for (const auto& [place, bytes, context] : all)
                QVERIFY2(parsedText(quick, bytes, context) == parsedText(reference, bytes, context),
                    place.c_str());
        }
    }

    void damagedDocuments()
    {
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        QList<QByteArray> all;
        for (const FoundDocument& document : allDocuments()) {
            if (document.bytes.size() <= 20000)
                all += QByteArray::fromStdString(document.bytes);
        }
        std::mt19937 random(8460);
        ReportContext context;
        context.mailReportDomain = "example.com";
        for (int i = 0; i < 20000; ++i) {
            const QByteArray& from
                = all[static_cast<qsizetype>(random() % static_cast<std::size_t>(all.size()))];
            const std::string json = changed(from, all, random).toStdString();
            QCOMPARE(parsedText(quick, json, context), parsedText(reference, json, context));
        }
    }

    // What comes behind a known policy object can still change the policy.
    void knownPolicyThatIsChangedBehindItsObject()
    {
        const QByteArray plain = Pieces().json();
        const QByteArray end = R"(]},"summary")";
        QVERIFY(plain.contains(end));
        ReportParser quick;
        ReportParser reference({}, Tokenizer::Reference);
        for (const char* more : { R"(]},"policy-string":["version: STSv1"],"summary")",
                 R"(]},"policy-type":"Tlsa","summary")", R"(]},"mx-host":[],"summary")",
                 R"(]},"policy":{"policy-type":"tlsa"},"summary")",
                 R"(]},"policy-domain":"other.example","summary")" }) {
            const std::string json = QByteArray(plain).replace(end, more).toStdString();
            for (const std::string& document : { plain.toStdString(), json, plain.toStdString() })
                QCOMPARE(parsedText(quick, document), parsedText(reference, document));
        }
    }
};

QTEST_APPLESS_MAIN(TokenizersTest)
#include "tst_tokenizers.moc"
