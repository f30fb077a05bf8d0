// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/signalwatch.h"

#include <atomic>
#include <csignal>
#include <utility>

namespace mxlens::cli {

namespace {

std::atomic<int> arrived{ 0 };
std::stop_source* handlerStop = nullptr;

/// Windows runs this on a thread of its own, where a stop request is a call like any other.
void onSignal(int number)
{
    arrived = number;
    handlerStop->request_stop();
}

} // namespace

struct SignalWatch::Private {
    std::stop_source stop;
};

SignalWatch::SignalWatch(std::stop_source stop)
    : m_private(std::make_unique<Private>(Private{ std::move(stop) }))
{
    handlerStop = &m_private->stop;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

SignalWatch::~SignalWatch()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

std::stop_token SignalWatch::token() const
{
    return m_private->stop.get_token();
}

int SignalWatch::signal() const
{
    return arrived;
}

void SignalWatch::setTidyingNeeded(bool) { }

} // namespace mxlens::cli
