// SPDX-License-Identifier: GPL-3.0-or-later
// The main function of the tests of windows: a test fails where the window would have stood still.
#pragma once

#include "tests/ui/support/threadtime.h"

#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QThread>

#include <cstdio>

namespace mxlens::test {

/// Measures each event of the GUI thread by the processor time that handling it took, which other
/// programs on the machine do not lengthen. While one is handled the event loop does not turn;
/// where it opens a loop of its own, as menus and dialogs do, the events of that loop count by
/// themselves.
class WatchedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        // Objects of other threads are not the window.
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const int level = thread()->loopLevel();
        if (m_event && m_event->level == level) // a part of the event that led to it
            return QApplication::notify(receiver, event);
        // Both can be gone afterwards.
        const QByteArray name = receiver->metaObject()->className();
        const QString object = receiver->objectName();
        const int type = event->type();
        Handled handled{ m_event, level };
        m_event = &handled;
        const double before = threadTime();
        const bool result = QApplication::notify(receiver, event);
        const double all = threadTime() - before;
        m_event = handled.outer;
        if (m_event)
            m_event->elsewhere += all;
        const double used = all - handled.elsewhere;
        if (used > m_limit) {
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

    /// Milliseconds that one event may take. Builds to find faults in are slower.
    static double limit()
    {
        // Caches shared with others make a loaded machine a slower one: it may ask for patience.
        if (qEnvironmentVariableIsSet("MXLENS_STALL_LIMIT"))
            return qEnvironmentVariableIntValue("MXLENS_STALL_LIMIT");
#if defined(__SANITIZE_ADDRESS__) || !defined(NDEBUG)
        return 1000;
#else
        return 100;
#endif
    }

private:
    /// An event that is being handled.
    struct Handled {
        Handled* outer = nullptr; ///< The one that opened the loop that it is from.
        int level = 0; ///< Of that loop.
        double elsewhere = 0; ///< What events of loops took that it opened.
    };

    const double m_limit = limit();
    Handled* m_event = nullptr;
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
