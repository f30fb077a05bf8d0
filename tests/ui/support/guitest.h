// SPDX-License-Identifier: GPL-3.0-or-later
// The main function of the tests of windows: a test fails where the window would have stood still.
#pragma once

#include "tests/ui/support/threadtime.h"

#include <QApplication>
#include <QStringList>
#include <QTest>

#include <cstdio>

namespace mxlens::test {

/// Measures each event of the GUI thread by the processor time that handling it took, which other
/// programs on the machine do not lengthen. While one is handled the event loop does not turn.
class WatchedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0) // a part of the event that led to it
            return QApplication::notify(receiver, event);
        const Depth inside(m_depth);
        // Both can be gone afterwards.
        const QByteArray name = receiver->metaObject()->className();
        const QString object = receiver->objectName();
        const int type = event->type();
        const double before = threadTime();
        const bool result = QApplication::notify(receiver, event);
        const double used = threadTime() - before;
        if (used > limit) {
            const char* const function = QTest::currentTestFunction();
            m_stalls.append(QStringLiteral("%1: %2 ms for an event %3 of %4 %5")
                                .arg(QLatin1String(function ? function : "outside of tests"))
                                .arg(used, 0, 'f', 0)
                                .arg(type)
                                .arg(QLatin1String(name), object));
        }
        return result;
    }

    /// What stood still so far; forgotten then.
    QStringList takeStalls() { return std::exchange(m_stalls, {}); }

    /// The result of the tests, which is none to be proud of where something stood still.
    int result(int failed)
    {
        const QStringList stalls = takeStalls();
        for (const QString& stall : stalls)
            std::fprintf(stderr, "FAIL!  : the window stood still: %s\n", qPrintable(stall));
        return failed + static_cast<int>(stalls.size());
    }

private:
    /// Milliseconds that one event may take. Builds to find faults in are slower.
#if defined(__SANITIZE_ADDRESS__) || !defined(NDEBUG)
    static constexpr double limit = 1000;
#else
    static constexpr double limit = 100;
#endif

    struct Depth {
        explicit Depth(int& depth)
            : m_value(depth)
        {
            ++m_value;
        }
        ~Depth() { --m_value; }
        Q_DISABLE_COPY_MOVE(Depth)
        int& m_value;
    };

    int m_depth = 0;
    QStringList m_stalls;
};

} // namespace mxlens::test

/// QTEST_MAIN for tests of windows.
#define MXLENS_GUI_TEST(TestObject)                                                                \
    int main(int argc, char* argv[])                                                               \
    {                                                                                              \
        mxlens::test::WatchedApplication application(argc, argv);                                  \
        TestObject test;                                                                           \
        QTEST_SET_MAIN_SOURCE_PATH                                                                 \
        return application.result(QTest::qExec(&test, argc, argv));                                \
    }
