// SPDX-License-Identifier: GPL-3.0-or-later
// The main function of the tests of windows: a test fails where the window would have stood still.
#pragma once

#include "tests/ui/support/stretch.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QProcess>
#include <QStringList>
#include <QTest>
#include <QThread>

#include <cstdio>
#include <utility>

namespace mxlens::test {

/// Looks at the GUI thread between two turns of its event loop: it may not work for long, nor wait
/// for anything but events. Other programs on the machine do not count (see Stretch). What a test
/// calls outside of events is not the window.
class WatchedApplication final : public QApplication {
public:
    WatchedApplication(int& argc, char** argv)
        : QApplication(argc, argv)
    {
        setAttribute(Qt::AA_Use96Dpi); // as QTEST_MAIN does
        const QAbstractEventDispatcher* const loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { turn(true); });
        connect(loop, &QAbstractEventDispatcher::awake, this, [this] { turn(false); });
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        // Objects of other threads are not the window.
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const int level = thread()->loopLevel();
        if (m_event && m_event->level == level) // a part of the event that led to it
            return QApplication::notify(receiver, event);
        turn(false);
        // Receiver and event can be gone afterwards.
        Handled handled{ m_event, level, event->type(), receiver->metaObject()->className(),
            receiver->objectName() };
        m_event = &handled;
        const bool result = QApplication::notify(receiver, event);
        turn(false);
        m_event = handled.outer;
        return result;
    }

    /// What stood still so far; forgotten then.
    QStringList takeStalls() { return std::exchange(m_stalls, {}); }

    /// Those of some stalls that are in functions in which there was one before.
    static QStringList again(const QStringList& stalls, const QStringList& before)
    {
        QStringList both;
        for (const QString& stall : stalls) {
            if (before.contains(stall.section(QLatin1Char(':'), 0, 0)))
                both.append(stall);
        }
        return both;
    }

    /// The result of the tests, which is none to be proud of where something stands still. A
    /// machine that takes the processor away charges that to whoever had it: all tests run a second
    /// time, and what stands still by its own fault does so again.
    int result(int failed)
    {
        const QStringList stalls = takeStalls();
        for (const QString& stall : stalls)
            std::fprintf(stderr, "STALL  : the window stood still: %s\n", qPrintable(stall));
        if (failed > 0 || stalls.isEmpty())
            return failed;
        constexpr const char* stalled = "MXLENS_STALLED";
        if (qEnvironmentVariableIsSet(stalled))
            return static_cast<int>(
                again(stalls, qEnvironmentVariable(stalled).split(QLatin1Char(';'))).size());
        QStringList functions;
        for (const QString& stall : stalls)
            functions.append(stall.section(QLatin1Char(':'), 0, 0));
        qputenv(stalled, functions.join(QLatin1Char(';')).toLocal8Bit());
        std::fprintf(stderr, "STALL  : looking a second time\n");
        return QProcess::execute(applicationFilePath(), arguments().sliced(1));
    }

    /// Milliseconds that may pass between two turns. Builds to find faults in are slower;
    /// MXLENS_STALL_LIMIT is another limit.
    static double limit()
    {
        static const double chosen = qEnvironmentVariableIntValue("MXLENS_STALL_LIMIT");
#if defined(__SANITIZE_ADDRESS__) || !defined(NDEBUG)
        return chosen > 0 ? chosen : 1000;
#else
        return chosen > 0 ? chosen : 100;
#endif
    }

private:
    /// An event that is being handled.
    struct Handled {
        Handled* outer = nullptr; ///< The one that opened the loop that it is from.
        int level = 0; ///< Of that loop.
        int type = 0;
        const char* receiver = nullptr; ///< Its class.
        QString name; ///< Of the receiver.
    };

    /// Ends a stretch, and begins the next. Where the loop waits for events, that is no stretch.
    void turn(bool waits)
    {
        if (m_event && !m_waits) {
            const double worked = m_stretch.worked();
            const double waited = m_stretch.waited();
            if (worked > limit() || waited > limit())
                note(worked, waited);
        }
        m_waits = waits;
        m_stretch.begin();
    }

    void note(double worked, double waited)
    {
        const char* const function = QTest::currentTestFunction();
        m_stalls.append(QStringLiteral("%1: %2 ms of work, %3 ms of waiting in event %4 of %5 %6")
                            .arg(QLatin1String(function ? function : "outside of tests"))
                            .arg(worked, 0, 'f', 0)
                            .arg(waited, 0, 'f', 0)
                            .arg(m_event->type)
                            .arg(QLatin1String(m_event->receiver), m_event->name));
    }

    Stretch m_stretch;
    Handled* m_event = nullptr;
    bool m_waits = false;
    QStringList m_stalls;
};

} // namespace mxlens::test

/// QTEST_MAIN for tests of windows.
#define MXLENS_GUI_TEST(TestObject)                                                                \
    int main(int argc, char* argv[])                                                               \
    {                                                                                              \
        QTest::Internal::callInitMain<TestObject>();                                               \
        mxlens::test::WatchedApplication application(argc, argv);                                  \
        TestObject test;                                                                           \
        QTEST_SET_MAIN_SOURCE_PATH                                                                 \
        return application.result(QTest::qExec(&test, argc, argv));                                \
    }
