// SPDX-License-Identifier: GPL-3.0-or-later
// The way from paths to a snapshot: whatever the number of threads, and whatever is read early.
#include "core/ingest/ingest.h"

#include "core/query/columns.h"
#include "core/query/selection.h"
#include "tests/core/support/reports.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

void writeFile(const QString& path, const std::string& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray::fromStdString(bytes)), qint64(bytes.size()));
}

// Every source and failure detail with its text, in input order.
std::string everythingIn(const Snapshot& snapshot)
{
    std::string out;
    const Selection all = select(snapshot, {});
    for (const RowId source : all.sources) {
        for (int column = 0; column < sourceColumnCount; ++column) {
            const Cell value = cell(snapshot, source, static_cast<SourceColumn>(column));
            out += value.isNumber ? std::to_string(value.number.valueOr(-1)) : value.text;
            out += column + 1 < sourceColumnCount ? '\t' : '\n';
        }
    }
    for (const RowId failure : all.failures)
        out += cell(snapshot, failure, FailureColumn::Source).text + '\t'
            + cell(snapshot, failure, FailureColumn::ReportId).text + '\n';
    return out;
}

} // namespace

class IngestTest final : public QObject {
    Q_OBJECT

private slots:
    // More files than one look at a folder brings, in folders among which files stand.
    void initTestCase()
    {
        for (int i = 0; i < 3000; ++i) {
            // Every seventh report repeats another one, some of which stand behind it.
            const int number = i % 7 == 0 ? (i * 31) % 3000 : i;
            const std::string json
                = reportJson("Reporter", "r" + std::to_string(number), "2026-03-01",
                    { { .summary = summaryJson(5, 2),
                        .details
                        = '[' + failureJson("certificate-expired", "mx1.example.com", 2) + ']' } });
            writeFile(m_folder.filePath(QStringLiteral("%1.json").arg(i * 7919 % 3001)), json);
        }
        QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("2")));
        QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("2.empty")));
        writeFile(m_folder.filePath(QStringLiteral("2/inside.json")), "{");
        writeFile(m_folder.filePath(QStringLiteral("2!text")), "nothing to see");
        QVERIFY(
            QFile::link(QStringLiteral("nowhere"), m_folder.filePath(QStringLiteral("15link"))));
        m_request.paths = { m_folder.path().toStdString(), "/nowhere/at/all" };
        IngestRequest single = m_request;
        single.threads = 1;
        m_expected = everythingIn(*ingest(single, {}).snapshot);
        QVERIFY(m_expected.find("the same report as") != std::string::npos);
    }

    void threadsMakeNoDifference()
    {
        for (const unsigned threads : { 2u, 3u, 8u }) {
            IngestRequest request = m_request;
            request.threads = threads;
            QCOMPARE(everythingIn(*ingest(request, {}).snapshot), m_expected);
        }
    }

    void filesReadEarlyMakeNoDifference()
    {
        std::size_t published = 0;
        // A quick walk can be over before the thread that reads early has begun.
        for (int time = 0; time < 5 || (published == 0 && time < 100); ++time) {
            IngestRequest request = m_request;
            request.earlyAfterMs = 0;
            request.publish = [&](const std::shared_ptr<const Snapshot>& snapshot) {
                published += snapshot->reportCount();
            };
            const IngestResult result = ingest(request, {});
            QCOMPARE(everythingIn(*result.snapshot), m_expected);
            QCOMPARE(result.progress.filesRead, result.progress.filesFound);
        }
        QVERIFY(published > 0);
    }

    // A stop while the second folder is listed leaves a list without the files of it of which the
    // first rows came. Sanitizers see what is written beside it.
    void stopsAfterFilesWereReadEarly()
    {
        const QTemporaryDir cache;
        const QTemporaryDir folder;
        const std::filesystem::path below(folder.path().toStdString());
        std::filesystem::create_directories(below / "a");
        std::filesystem::create_directories(below / "b");
        writeFile(folder.filePath(QStringLiteral("a/0.json")), "{}");
        for (int i = 0; i < 20000; ++i)
            std::filesystem::create_hard_link(
                below / "a/0.json", below / "b" / (std::to_string(i) + ".json"));
        std::size_t partial = 0;
        for (int time = 0; time < 100 && partial < 5; ++time) {
            std::stop_source stop;
            IngestRequest request;
            request.paths = { (below / "a").string(), (below / "b").string() };
            request.cacheFolder = cache.path().toStdString();
            request.earlyAfterMs = 1;
            request.publish = [&](const auto&) { stop.request_stop(); };
            const IngestResult result = ingest(request, stop.get_token());
            QVERIFY(result.cancelled == !result.keepIndexes);
            const bool listIsCut = result.cancelled && result.progress.filesFound < 20001;
            partial += listIsCut && result.progress.filesRead > 1 ? 1 : 0;
        }
        QVERIFY(partial > 0);
    }

    // One mailbox, left in its middle, was told to be one of one that was read.
    void aFileThatWasLeftInItsMiddleIsNotCounted()
    {
        const QTemporaryDir folder;
        const QString mailbox = folder.filePath(QStringLiteral("m.mbox"));
        std::string mails;
        bool left = false;
        for (int time = 0; time < 8 && !left; ++time) {
            for (int mail = 0; mail < 20'000 << time; ++mail)
                mails += "From a@example.com Thu Jan  1 00:00:00 2026\n\nx\n\n";
            writeFile(mailbox, mails);
            std::stop_source stop;
            IngestRequest request;
            request.paths = { mailbox.toStdString() };
            request.threads = 1;
            request.progress = [&](const IngestProgress& progress) {
                left = progress.partsRead > 0 && progress.partsRead < 1;
                if (left)
                    stop.request_stop();
            };
            const IngestResult result = ingest(request, stop.get_token());
            left = result.cancelled;
            QCOMPARE(result.progress.filesRead, left ? 0u : 1u);
        }
        QVERIFY(left);
    }

    void librariesAloneMakeNoDifference()
    {
        IngestRequest request = m_request;
        request.librariesAlone = true;
        QCOMPARE(everythingIn(*ingest(request, {}).snapshot), m_expected);
        // gzip, zip and mails, damaged ones among them
        request.paths = { MXLENS_SOURCE_DIR "/resources/samples", MXLENS_TEST_DATA "/reports" };
        const std::string byLibraries = everythingIn(*ingest(request, {}).snapshot);
        request.librariesAlone = false;
        QCOMPARE(everythingIn(*ingest(request, {}).snapshot), byLibraries);
        QVERIFY(byLibraries.find("google-2026-09.zip!") != std::string::npos);
    }

    void zlibMakesNoDifference()
    {
        IngestRequest request = m_request;
        request.byZlib = true;
        QCOMPARE(everythingIn(*ingest(request, {}).snapshot), m_expected);
        request.paths = { MXLENS_SOURCE_DIR "/resources/samples", MXLENS_TEST_DATA "/reports" };
        const std::string byZlib = everythingIn(*ingest(request, {}).snapshot);
        request.byZlib = false;
        QCOMPARE(everythingIn(*ingest(request, {}).snapshot), byZlib);
    }

private:
    QTemporaryDir m_folder;
    IngestRequest m_request;
    std::string m_expected;
};

QTEST_APPLESS_MAIN(IngestTest)
#include "tst_ingest.moc"
