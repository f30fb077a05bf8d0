// SPDX-License-Identifier: GPL-3.0-or-later
// Memory may end at any moment of reading: that is told, and the program goes on.
#include "support/inputfixtures.h"

#include <QTest>

#include <cstdlib>
#include <new>

namespace {

int allocationsLeft = -1; // before there is no memory any more; negative: there always is

} // namespace

void* operator new(std::size_t size)
{
    if (allocationsLeft == 0)
        throw std::bad_alloc();
    if (allocationsLeft > 0)
        --allocationsLeft;
    if (void* const memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace fixtures;

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
