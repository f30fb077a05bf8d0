// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingest.h"
#include "support/inputfixtures.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fixtures;
using mxlens::ErrorCode;
using mxlens::Limits;

class TestLimits final : public QObject {
    Q_OBJECT
private slots:
    void endTheSourceThatPassesThem_data();
    void endTheSourceThatPassesThem();
    void allowWhatIsBelowThem();
    void countTheSameContainersOnce();
    void leaveTheRestOfAnArchive();
    void holdForAllInOneFileTogether_data();
    void holdForAllInOneFileTogether();
    void holdForTheRowsOfOneFile();
    void holdForWhatIsSlowToRead();
    void holdForADefaultBomb();
    void holdForLargeTextsHoweverTheyAreUnpacked_data();
    void holdForLargeTextsHoweverTheyAreUnpacked();
};

namespace {

Limits small()
{
    Limits limits;
    limits.documentBytes = 100'000;
    limits.ratio = 50;
    limits.ratioFrom = 1000;
    limits.containerDepth = 3;
    limits.archiveEntries = 20;
    limits.mailBytes = 50'000;
    return limits;
}

/// Bytes that do not shrink.
std::string noise(std::size_t size)
{
    std::string result;
    std::uint32_t state = 1;
    while (result.size() < size) {
        state = state * 1664525u + 1013904223u;
        result += static_cast<char>(' ' + (state >> 24) % 90);
    }
    return result;
}

std::string padded(std::size_t size)
{
    return report().insert(
        1, "\"x\":\"" + [size] {
            std::string text = noise(size);
            std::replace(text.begin(), text.end(), '"', '_');
            std::replace(text.begin(), text.end(), '\\', '_');
            return text;
        }() + "\",");
}

std::string nested(int depth)
{
    std::string bytes = report();
    for (int i = 0; i < depth; ++i)
        bytes = zip({ { "a", bytes } });
    return bytes;
}

Members files(int count)
{
    Members members;
    for (int i = 0; i < count; ++i)
        members.emplace_back("f" + std::to_string(i), report(std::to_string(i)));
    return members;
}

/// What is told of each source, and whether it counts as a part of something.
class CountingSink final : public mxlens::DocumentSink {
public:
    void document(const mxlens::Document& document) override
    {
        told += "report " + std::to_string(document.bytes.size());
        if (document.spending)
            told += ", spent " + std::to_string(document.spending->bytes);
        told += "\n";
    }
    void notAReport(std::string_view, std::string reason) override { told += "- " + reason + "\n"; }
    void unreadable(std::string_view, mxlens::Error error) override
    {
        told += "! " + std::to_string(static_cast<int>(error.code)) + " " + error.detail + "\n";
    }
    std::string told;
};

} // namespace

void TestLimits::endTheSourceThatPassesThem_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char* tag, const std::string& bytes, ErrorCode code) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << static_cast<int>(code);
    };
    const std::string zeros = "{" + std::string(90'000, ' ') + "}";
    row("large document", padded(100'000), ErrorCode::TooLarge);
    row("large document in gzip", gzip(padded(100'000)), ErrorCode::TooLarge);
    row("large document in zip", zip({ { "a", padded(100'000) } }), ErrorCode::TooLarge);
    row("large document in mail",
        headers("application/tlsrpt+gzip") + "Content-Transfer-Encoding: base64\n\n"
            + base64(gzip("{" + std::string(200'000, ' ') + "}")),
        ErrorCode::RatioTooHigh);
    row("gzip bomb", gzip(zeros), ErrorCode::RatioTooHigh);
    row("zip bomb", zip({ { "a", zeros } }), ErrorCode::RatioTooHigh);
    row("7z bomb", pack({ { "a", zeros } }, ARCHIVE_FORMAT_7ZIP), ErrorCode::RatioTooHigh);
    row("xz bomb", pack({ { "a", zeros } }, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ),
        ErrorCode::RatioTooHigh);
    row("zstd bomb", pack({ { "a", zeros } }, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD),
        ErrorCode::RatioTooHigh);
    row("bzip2 bomb", pack({ { "a", zeros } }, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_BZIP2),
        ErrorCode::RatioTooHigh);
    row("zip in zip in zip in zip", nested(4), ErrorCode::TooDeep);
    row("gzip four times", gzip(gzip(gzip(gzip(report())))), ErrorCode::TooDeep);
    row("large mail", plainMail(noise(60'000)), ErrorCode::TooLarge);
}

void TestLimits::endTheSourceThatPassesThem()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto found = readAll(bytes.toStdString(), "a", small());
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(found[0].kind), static_cast<int>(Found::Unreadable));
    QCOMPARE(static_cast<int>(found[0].error.code), code);
    QVERIFY(!found[0].text.empty());
}

void TestLimits::allowWhatIsBelowThem()
{
    QCOMPARE(outline(readAll(padded(90'000), "a", small())), std::string("report\n"));
    QCOMPARE(outline(readAll(gzip(padded(90'000)), "a", small())), std::string("report\n"));
    QCOMPARE(outline(readAll(nested(3), "a", small())), std::string("report !a!a!a\n"));
    QCOMPARE(readAll(zip(files(20)), "a", small()).size(), std::size_t{ 20 });
}

void TestLimits::countTheSameContainersOnce()
{
    // A compressed tar is one container; an mbox and its mails are one.
    const std::string packed = tar({ { "m", mbox({ reportMail() }) } }, ARCHIVE_FILTER_GZIP);
    QCOMPARE(outline(readAll(packed, "a", small())), "report !m#1!" + reportName + "\n");
    Limits less = small();
    less.containerDepth = 2;
    const auto found = readAll(packed, "a", less);
    QCOMPARE(static_cast<int>(found[0].error.code), static_cast<int>(ErrorCode::TooDeep));
    // Many archives, each below the limit, are not one above it.
    std::vector<std::string> mails;
    for (int i = 0; i < 10; ++i)
        mails.push_back(headers("application/zip") + "Content-Transfer-Encoding: base64\n\n"
            + base64(zip(files(15))));
    QCOMPARE(readAll(mbox(mails), "a", small()).size(), std::size_t{ 150 });
    // One above it says so in its place, and the mails behind it are read.
    mails[0] = headers("application/zip") + "Content-Transfer-Encoding: base64\n\n"
        + base64(zip(files(25)));
    const auto behind = readAll(mbox(mails), "a", small());
    QCOMPARE(behind.size(), std::size_t{ 20 + 1 + 9 * 15 });
    QCOMPARE(static_cast<int>(behind[20].error.code), static_cast<int>(ErrorCode::TooManyEntries));
    QVERIFY(behind[20].inner.starts_with("#1"));
}

void TestLimits::leaveTheRestOfAnArchive()
{
    const auto large = readAll(
        zip({ { "a", report() }, { "b", padded(200'000) }, { "c", report() } }), "a", small());
    QCOMPARE(large.size(), std::size_t{ 3 });
    QCOMPARE(static_cast<int>(large[1].error.code), static_cast<int>(ErrorCode::TooLarge));
    QCOMPARE(large[2].text, report());
    const auto many = readAll(zip(files(25)), "a", small());
    QCOMPARE(many.size(), std::size_t{ 21 });
    QCOMPARE(static_cast<int>(many[20].error.code), static_cast<int>(ErrorCode::TooManyEntries));
    // Members of archives in archives count too.
    const auto inside
        = readAll(zip({ { "x", zip(files(15)) }, { "y", zip(files(15)) } }), "a", small());
    QCOMPARE(
        static_cast<int>(inside.back().error.code), static_cast<int>(ErrorCode::TooManyEntries));
}

void TestLimits::holdForAllInOneFileTogether_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    // Texts of 20,000 bytes that shrink to a few: each is within the limits.
    const std::string one = gzip(report().insert(1, std::string(20'000, ' ')));
    Members members;
    std::vector<std::string> mails;
    std::string parts = headers("multipart/mixed; boundary=b") + "\n";
    for (int i = 0; i < 15; ++i) {
        members.emplace_back(std::to_string(i) + ".json.gz", one);
        mails.push_back(headers("application/tlsrpt+gzip") + "Content-Transfer-Encoding: base64\n\n"
            + base64(one));
        parts += "--b\nContent-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: "
                 "base64\n\n"
            + base64(one);
    }
    row("zip", zip(members));
    row("tar", tar(members));
    row("zip in zip", zip({ { "a.zip", zip(members) } }));
    row("mbox", mbox(mails));
    row("mail", parts + "--b--\n");
}

void TestLimits::holdForAllInOneFileTogether()
{
    QFETCH(QByteArray, bytes);
    const std::string text = bytes.toStdString();
    Limits limits = small();
    limits.ratio = 10'000;
    limits.unpackedBytes = 300'000;
    limits.unpackedRatio = 1;
    for (const Found& found : readAll(text, "a", limits))
        QCOMPARE(found.kind, Found::Report);
    limits.unpackedBytes = 100'000;
    const auto found = readAll(text, "a", limits);
    const auto reports = std::count_if(
        found.begin(), found.end(), [](const Found& one) { return one.kind == Found::Report; });
    QVERIFY(reports > 2);
    QVERIFY(reports < 12);
    QCOMPARE(static_cast<int>(found.back().error.code), static_cast<int>(ErrorCode::RatioTooHigh));
}

void TestLimits::holdForTheRowsOfOneFile()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.zip").toStdString();
    Members members;
    for (int i = 0; i < 15; ++i) // two rows each
        members.emplace_back(std::to_string(i) + ".json", report(std::to_string(i)));
    writeFile(path, zip(members));
    mxlens::IngestRequest request;
    request.paths = { path };
    request.limits.fileRows = 10;
    request.limits.bytesPerRow = 1u << 20;
    request.threads = 1;
    const auto snapshot = mxlens::ingest(request, {}).snapshot;
    QCOMPARE(snapshot->sourceCount(), mxlens::RowId{ 7 }); // the last one says why no more
    QCOMPARE(snapshot->reportCount(), mxlens::RowId{ 6 });
}

// JSON that is strict is read however much it is; for what is broken there is a limit.
void TestLimits::holdForWhatIsSlowToRead()
{
    const QTemporaryDir folder;
    const auto outcomeOf = [&folder](const std::string& json, bool isPacked) {
        const std::string path = folder.filePath("a.json").toStdString();
        writeFile(path, isPacked ? gzip(json) : json);
        mxlens::IngestRequest request;
        request.paths = { path };
        request.limits.ratioFrom = 100; // so that none is small
        request.limits.slowBytes = 10'000;
        request.threads = 1;
        const auto snapshot = mxlens::ingest(request, {}).snapshot;
        return snapshot->parts().front().segment->sources.outcome.front();
    };
    using Outcome = mxlens::SourceOutcome;
    const std::string strict = report("1");
    std::string broken = strict;
    broken.insert(broken.rfind('}'), ",");
    const std::string blanks(5000, ' ');
    QCOMPARE(outcomeOf(strict + blanks + blanks + blanks, true), Outcome::Report);
    QCOMPARE(outcomeOf(broken, true), Outcome::Report);
    QCOMPARE(outcomeOf(blanks + broken, true), Outcome::Unreadable); // read, but not mended
    QCOMPARE(outcomeOf(blanks + blanks + blanks + broken, true), Outcome::Unreadable);
    QCOMPARE(outcomeOf(blanks + blanks + blanks + broken, false), Outcome::Report);
}

void TestLimits::holdForADefaultBomb()
{
    const auto found = readAll(gzip("{" + std::string(80u << 20, ' ')), "a.json.gz");
    QCOMPARE(found.size(), std::size_t{ 1 });
    const ErrorCode code = found[0].error.code;
    QVERIFY(code == ErrorCode::TooLarge || code == ErrorCode::RatioTooHigh);
}

void TestLimits::holdForLargeTextsHoweverTheyAreUnpacked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("ratio");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* tag, const std::string& bytes, int ratio, const char* begin) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << ratio << QByteArray(begin);
    };
    const std::string blanks(1'800'000, ' ');
    std::string shrinking;
    for (int i = 0; i < 400'000; ++i)
        shrinking += std::to_string(i % 3000 * 31) + ",";
    const std::string list = report().insert(1, "\"x\":[" + shrinking + "1],");
    row("large", gzip(list), 1000, "report");
    row("blanks first", gzip("{" + blanks + padded(600'000).substr(1)), 200, "!");
    row("blanks first, not too many", gzip("{" + blanks + padded(600'000).substr(1)), 2000,
        "report");
    row("blanks behind", gzip(padded(600'000) + blanks), 200, "report");
    row("stored", gzip(noise(900'000)), 200, "-");
    row("too large", gzip(list + blanks + blanks), 1000, "!");
    row("plain text", gzip("Hello " + shrinking), 1000, "-");
    std::string damaged = gzip(list);
    damaged[damaged.size() - 6] ^= 1;
    row("damaged", damaged, 1000, "!");
    row("two members", gzip(list) + gzip(std::string(1000, ' ')), 1000, "report");
    Members members;
    for (int i = 0; i < 4; ++i)
        members.emplace_back(std::to_string(i), gzip(list));
    row("in an archive", zip(members), 1000, "report");
}

void TestLimits::holdForLargeTextsHoweverTheyAreUnpacked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, ratio);
    QFETCH(QByteArray, expected);
    Limits limits;
    limits.documentBytes = 4'000'000;
    limits.ratio = static_cast<std::uint64_t>(ratio);
    limits.unpackedBytes = 5'000'000;
    limits.unpackedRatio = 1;
    CountingSink made[2];
    for (const bool alone : { false, true }) {
        mxlens::DocumentReader reader(limits);
        if (alone)
            reader.useLibrariesAlone();
        reader.readBytes(bytes.toStdString(), "a", {}, made[alone]);
    }
    QCOMPARE(made[0].told, made[1].told);
    QVERIFY2(made[0].told.starts_with(expected.toStdString()), made[0].told.c_str());
}

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
