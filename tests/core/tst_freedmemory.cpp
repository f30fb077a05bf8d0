// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/freedmemory.h"

#include <QTest>

#include <cstdlib>
#include <cstring>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if __GLIBC_PREREQ(2, 33)
#include <malloc.h>
#define MXLENS_TELLS_OF_MEMORY
#endif
#endif

class FreedMemoryTest final : public QObject {
    Q_OBJECT

private slots:
    void blocksOfAQueryAreKeptForTheNext()
    {
#ifdef MXLENS_TELLS_OF_MEMORY
        constexpr std::size_t size
            = 8'000'000; // more than is kept without a word, less than is now
        mxlens::keepFreedMemory();
        const auto fromTheSystem = mallinfo2().hblks;
        void* volatile rows = std::malloc(size);
        QVERIFY(rows);
        std::memset(rows, 1, size);
        QCOMPARE(mallinfo2().hblks, fromTheSystem); // not as a block of its own
        const auto held = mallinfo2().arena;
        QVERIFY(held >= size);
        std::free(rows);
        QCOMPARE(mallinfo2().arena, held);
#else
        QSKIP("the C library does not tell what it keeps");
#endif
    }
};

QTEST_APPLESS_MAIN(FreedMemoryTest)
#include "tst_freedmemory.moc"
