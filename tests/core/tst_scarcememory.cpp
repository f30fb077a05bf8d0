// SPDX-License-Identifier: GPL-3.0-or-later
// Memory may end at any moment of reading: that is told, and the program goes on.
#include "support/inputfixtures.h"
#include "tests/core/support/failingmemory.h"

#include <QTest>

using namespace fixtures;
using mxlens::testing::allocationsLeft;

class ScarceMemoryTest final : public QObject {
    Q_OBJECT
private slots:
    void aMailIsReadOrMemoryIsShort()
    {
        const std::string mails = mbox({ reportMail("1"), reportMail("2") });
        int failed = 0;
        std::size_t found = 0;
        for (int allocations = 0; allocations < 2'000 && found == 0; ++allocations) {
            allocationsLeft = allocations;
            try {
                const auto all = readAll(mails);
                allocationsLeft = -1;
                found = all.size();
            } catch (const std::bad_alloc&) {
                allocationsLeft = -1;
                ++failed;
            }
        }
        QCOMPARE(found, std::size_t{ 2 });
        QVERIFY(failed > 20);
    }
};

QTEST_APPLESS_MAIN(ScarceMemoryTest)
#include "tst_scarcememory.moc"
