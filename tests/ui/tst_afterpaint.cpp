// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for a window to be painted.
#include "tests/ui/support/guitest.h"
#include "ui/views/afterpaint.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

#include <chrono>
#include <future>
#include <memory>

using namespace mxlens;

namespace {

class Painted final : public QWidget {
public:
    int paints = 0;

protected:
    void paintEvent(QPaintEvent*) override { ++paints; }
};

} // namespace

class TestAfterPaint : public QObject {
    Q_OBJECT
private slots:
    void comesAfterTheWholeWindowWasPainted()
    {
        QWidget window;
        auto* const layout = new QVBoxLayout(&window);
        auto* const first = new Painted;
        auto* const last = new Painted;
        layout->addWidget(first);
        layout->addWidget(last);
        window.resize(200, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(first->paints > 0 && last->paints > 0);
        QTest::qWait(20);
        for (int i = 0; i < 5; ++i) {
            first->paints = last->paints = 0;
            int calls = 0;
            bool painted = false;
            const auto then = [&] {
                ++calls;
                painted = first->paints == 1 && last->paints == 1;
            };
            afterNextPaint(first, then, std::chrono::minutes(1));
            QCOMPARE(calls, 0); // never at once
            first->update();
            last->update();
            QTRY_COMPARE(calls, 1);
            QVERIFY(painted);
            last->update();
            QTRY_COMPARE(last->paints, 2);
            QTest::qWait(20);
            QCOMPARE(calls, 1);
        }
    }

    void comesWhereNothingIsPainted()
    {
        Painted hidden;
        int calls = 0;
        QElapsedTimer clock;
        clock.start();
        afterNextPaint(&hidden, [&] { ++calls; });
        QTRY_COMPARE(calls, 1);
        QVERIFY(clock.elapsed() >= longestPaint.count() / 2);
        QCOMPARE(hidden.paints, 0);
    }

    void anotherThreadMayWaitForIt()
    {
        Painted window;
        window.resize(100, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const std::shared_future<void> painted = nextPaint(&window);
        window.update();
        QTRY_VERIFY(painted.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
        auto gone = std::make_unique<Painted>();
        const std::shared_future<void> never = nextPaint(gone.get());
        QVERIFY(never.wait_for(std::chrono::seconds(0)) != std::future_status::ready);
        gone.reset();
        QVERIFY(never.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
    }

    void doesNotComeWhenTheWidgetIsGone()
    {
        int calls = 0;
        auto widget = std::make_unique<Painted>();
        afterNextPaint(widget.get(), [&] { ++calls; });
        widget.reset();
        QTest::qWait(static_cast<int>(longestPaint.count()) * 2);
        QCOMPARE(calls, 0);
    }
};

MXLENS_GUI_TEST(TestAfterPaint)
#include "tst_afterpaint.moc"
