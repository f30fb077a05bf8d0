// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/background.h"

#include <QThread>
#include <QThreadPool>

#ifdef Q_OS_LINUX
#include <sys/resource.h>

#include <cerrno>
#endif

namespace mxlens {

void yieldToWindow()
{
#ifdef Q_OS_LINUX
    // A niceness is of a thread here, and Qt's priorities change nothing. The window then gets
    // three times the share of a worker, and at once when something happens in it.
    constexpr int niceness = 5;
    errno = 0;
    const int now = getpriority(PRIO_PROCESS, 0);
    if (errno == 0 && now < niceness)
        static_cast<void>(setpriority(PRIO_PROCESS, 0, niceness));
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

void runElsewhere(std::function<void()> work)
{
    // At the end of the program there is no other thread any more.
    if (QThreadPool* const pool = QThreadPool::globalInstance())
        pool->start([work = std::move(work)] {
            yieldToWindow();
            work();
        });
}

void freeElsewhere(std::shared_ptr<const void> object)
{
    // At the end of the program there is no other thread any more.
    if (QThreadPool* const pool = QThreadPool::globalInstance())
        pool->start([object = std::move(object)] {});
}

} // namespace mxlens
