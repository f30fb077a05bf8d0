// SPDX-License-Identifier: GPL-3.0-or-later
// Memory may end while an index is read, on whatever thread: then there is none.
#include "core/cache/reopen.h"
#include "core/ingest/ingest.h"
#include "tests/core/support/failingmemory.h"
#include "tests/core/support/indexes.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <atomic>
#include <filesystem>

using namespace mxlens;
using namespace mxlens::testing;
namespace fs = std::filesystem;

namespace {

std::atomic<bool> endsElsewhere{ false };
std::atomic<int> failures{ 0 };
thread_local bool isTest = false;

bool endsHere()
{
    const bool ends = endsElsewhere && !isTest;
    failures += ends ? 1 : 0;
    return ends;
}

} // namespace

class ReopenMemoryTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { memoryEnds = endsHere; }
    void withoutMemoryThereIsNoIndex()
    {
        const QTemporaryDir folder;
        const fs::path mail = fs::path(folder.path().toStdString()) / "mail";
        fs::create_directory(mail);
        for (int i = 0; i < 300; ++i) {
            const fs::path path = mail / (std::to_string(i) + ".json");
            writeBytes(path.string(),
                reportJson("Reporter", "id" + std::to_string(i), "2026-03-01", { {}, {} }));
            fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::minutes(60));
        }
        IngestRequest request;
        request.paths = { mail.string() };
        request.cacheFolder = folder.filePath(QStringLiteral("cache")).toStdString();
        ingest(request, {}).keepIndexes({});
        const ReopenRequest again{ request.cacheFolder, request.paths, request.limits, 4 };
        QVERIFY(Reopening(again, {}).hasIndexes());
        isTest = true;
        // This thread may be done before the others have begun.
        for (int i = 0; i < 1000 && failures == 0; ++i) {
            endsElsewhere = true;
            Reopening reopening(again, {});
            reopening.look({});
            endsElsewhere = false;
            QCOMPARE(reopening.hasIndexes(), failures == 0);
        }
        QVERIFY(failures > 0);
    }
};

QTEST_APPLESS_MAIN(ReopenMemoryTest)
#include "tst_reopenmemory.moc"
