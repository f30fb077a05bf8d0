// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signalwatch.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace mxlens::cli {

namespace {

constexpr std::array watchedSignals{ SIGINT, SIGTERM, SIGHUP };
constexpr int graceMilliseconds = 500;

/// The writing end of the pipe; a signal handler reaches nothing but what is global.
std::atomic<int> handlerPipe{ -1 };
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void onSignal(int number)
{
    // write() is one of the few calls that a handler may make.
    const int saved = errno;
    const auto byte = static_cast<unsigned char>(number);
    static_cast<void>(!::write(handlerPipe.load(), &byte, 1));
    errno = saved;
}

} // namespace

struct SignalWatch::Private {
    explicit Private(std::stop_source source)
        : stop(std::move(source))
    {
    }

    void run();
    /// Waits for a byte of the pipe: a signal's number, 0 for the end, -1 after the time.
    int next(int milliseconds) const;

    std::stop_source stop;
    std::array<int, 2> pipe{ -1, -1 };
    std::atomic<int> signal{ 0 };
    std::atomic<bool> tidyingNeeded{ false };
    std::thread thread;
};

int SignalWatch::Private::next(int milliseconds) const
{
    pollfd waiting{ pipe[0], POLLIN, 0 };
    int ready = -1;
    do {
        ready = ::poll(&waiting, 1, milliseconds);
    } while (ready < 0 && errno == EINTR);
    unsigned char byte = 0;
    if (ready <= 0 || ::read(pipe[0], &byte, 1) != 1)
        return ready == 0 ? -1 : 0;
    return byte;
}

void SignalWatch::Private::run()
{
    const int first = next(-1);
    if (first == 0)
        return;
    signal = first;
    stop.request_stop();
    while (next(graceMilliseconds) != 0) {
        if (!tidyingNeeded)
            ::_exit(128 + first);
    }
}

SignalWatch::SignalWatch(std::stop_source stop)
    : m_private(std::make_unique<Private>(std::move(stop)))
{
    if (::pipe(m_private->pipe.data()) != 0)
        return; // Without a pipe signals end the program at once, as they do by default.
    for (const int end : m_private->pipe)
        static_cast<void>(::fcntl(end, F_SETFD, FD_CLOEXEC));
    static_cast<void>(::fcntl(m_private->pipe[1], F_SETFL, O_NONBLOCK));
    handlerPipe = m_private->pipe[1];
    m_private->thread = std::thread([watch = m_private.get()] { watch->run(); });
    struct sigaction action { };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : watchedSignals) {
        struct sigaction old { };
        if (::sigaction(number, nullptr, &old) == 0 && old.sa_handler != SIG_IGN)
            static_cast<void>(::sigaction(number, &action, nullptr));
    }
}

SignalWatch::~SignalWatch()
{
    if (!m_private->thread.joinable())
        return;
    // The handlers stay: a signal at the very end finds a pipe that nobody reads, and ends nothing
    // that was written in vain.
    const unsigned char end = 0;
    static_cast<void>(!::write(m_private->pipe[1], &end, 1));
    m_private->thread.join();
}

std::stop_token SignalWatch::token() const
{
    return m_private->stop.get_token();
}

int SignalWatch::signal() const
{
    return m_private->signal;
}

void SignalWatch::setTidyingNeeded(bool needed)
{
    m_private->tidyingNeeded = needed;
}

} // namespace mxlens::cli
