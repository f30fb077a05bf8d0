// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/freedmemory.h"

#include <QTest>

#include <cstdlib>
#include <vector>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#include <malloc.h>
#define MXLENS_ASKS_FOR_MEMORY
#endif

class FreedMemoryTest final : public QObject {
    Q_OBJECT

private slots:
    void blocksOfAQueryAreKeptForTheNext()
    {
#ifdef MXLENS_ASKS_FOR_MEMORY
        mxlens::keepFreedMemory();
        const auto before = mallinfo2().hblks;
        std::vector<char> rows(8'000'000);
        QVERIFY(rows.data());
        QCOMPARE(mallinfo2().hblks, before); // none from the system alone
        const auto held = mallinfo2().arena;
        rows = {};
        QCOMPARE(mallinfo2().arena, held); // nor given back
#else
        QSKIP("the C library cannot be asked what it keeps");
#endif
    }
};

QTEST_APPLESS_MAIN(FreedMemoryTest)
#include "tst_freedmemory.moc"
