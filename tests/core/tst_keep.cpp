// SPDX-License-Identifier: GPL-3.0-or-later
// Keeping an index goes on while a window may be closed: it must end when it is told to.
#include "core/cache/cachefolder.h"
#include "core/cache/indexwriter.h"
#include "core/cache/keep.h"
#include "core/cache/reopen.h"
#include "core/store/storebuilder.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <thread>

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int mails = 300'000;
const std::string box = "/mail/box.mbox";

/// What a mailbox of so many mails leaves, each with texts of its own.
std::shared_ptr<const Snapshot> mailbox()
{
    constexpr int ofSegment = 8192;
    StoreBuilder store;
    for (int first = 0; first < mails; first += ofSegment) {
        SegmentBuilder segment(static_cast<std::uint64_t>(1 + first));
        for (int mail = first; mail < std::min(first + ofSegment, mails); ++mail)
            segment.addSource(box, "mail " + std::to_string(mail) + " of a large mailbox",
                SourceOutcome::NotAReport, "reason " + std::to_string(mail));
        store.add(std::move(segment));
    }
    return store.snapshot();
}

std::chrono::milliseconds processTime()
{
    return std::chrono::milliseconds(std::int64_t{ std::clock() } * 1000 / CLOCKS_PER_SEC);
}

} // namespace

class KeepTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto files = std::make_shared<FileList>();
        files->addPath(box);
        m_request.paths = { box };
        m_request.files = files;
        m_request.states = { FileState{ std::uint64_t{ 1 } << 30, 1, 1 } };
        m_request.snapshot = mailbox();
        m_request.end = ~std::uint64_t{ 0 };
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_request.cacheFolder = m_folder->path().toStdString();
    }

    /// Measured in the time that the program works, which other programs do not make longer.
    void oneLargeMailboxIsLeftAtOnce()
    {
        const Clock::time_point begin = Clock::now();
        keepIndexes(m_request, {});
        const auto all = Clock::now() - begin;
        QVERIFY(hasIndex());
        int stopped = 0;
        for (int tenths = 1; tenths < 9; ++tenths) {
            init();
            std::stop_source stop;
            std::jthread keeping([&] { keepIndexes(m_request, stop.get_token()); });
            std::this_thread::sleep_for(all * tenths / 10);
            const auto asked = processTime();
            stop.request_stop();
            keeping.join();
            const auto late = processTime() - asked;
            QVERIFY2(late < std::chrono::milliseconds(100),
                qPrintable(QStringLiteral("%1 ms after %2 tenths").arg(late.count()).arg(tenths)));
            stopped += hasIndex() ? 0 : 1;
            QCOMPARE(filesInCache(), std::ptrdiff_t(hasIndex() ? 1 : 0));
        }
        QVERIFY(stopped > 0);
    }

    void theOldIndexStaysWhereTheNewOneIsStopped()
    {
        const CacheFolder cache(m_request.cacheFolder);
        QVERIFY(cache.replace(
            indexKey(box), [](const CacheFolder::Sink& sink) { return sink("the old one"); }));
        std::stop_source stop;
        stop.request_stop();
        keepIndexes(m_request, stop.get_token());
        QCOMPARE(cache.size(), std::uint64_t(11));
    }

    void whatWouldBeTooLargeIsNotBegun()
    {
        keepIndexes(m_request, {});
        const std::uint64_t size = CacheFolder(m_request.cacheFolder).size();
        KeepRequest request = m_request;
        request.cacheFolder += "/below";
        request.cacheLimit = size * 4 / 5;
        keepIndexes(request, {});
        QVERIFY(!fs::exists(request.cacheFolder));
        request.cacheLimit = size * 6 / 5;
        keepIndexes(request, {});
        QCOMPARE(CacheFolder(request.cacheFolder).size(), size);
    }

    void anIndexLeavesTheWriterInSmallPieces()
    {
        std::size_t largest = 0;
        QVERIFY(writeRows([&](std::string_view piece) {
            largest = std::max(largest, piece.size());
            return true;
        }));
        QVERIFY(largest <= IndexWriter::pieceSize);
    }

    void nothingIsWrittenBehindWhatWasRefused()
    {
        int pieces = 0;
        QVERIFY(!writeRows([&pieces](std::string_view) { return ++pieces < 8; }));
        QCOMPARE(pieces, 8);
    }

private:
    bool writeRows(const IndexWriter::Sink& sink) const
    {
        const Snapshot& snapshot = *m_request.snapshot;
        IndexWriter writer(sink, "id", snapshot.pool(), snapshot.addresses());
        for (const Snapshot::Part& part : snapshot.parts())
            writer.addRows(
                *part.segment, 0, static_cast<std::uint32_t>(part.segment->sources.name.size()));
        writer.finish({}, {});
        return writer.ok();
    }
    std::ptrdiff_t filesInCache() const
    {
        return std::distance(
            fs::directory_iterator(m_request.cacheFolder), fs::directory_iterator());
    }
    bool hasIndex() const
    {
        return fs::exists(CacheFolder(m_request.cacheFolder).fileFor(indexKey(box)));
    }

    KeepRequest m_request;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(KeepTest)
#include "tst_keep.moc"
