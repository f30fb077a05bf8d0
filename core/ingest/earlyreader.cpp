// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/earlyreader.h"

#include <utility>

namespace mxlens {

namespace {

using namespace std::chrono_literals;

// Rows are wanted within 200 ms.
constexpr auto longestRead = 80ms;

} // namespace

EarlyReader::EarlyReader(IngestShared& shared, std::stop_token stop)
    : m_shared(shared)
    , m_stop(std::move(stop))
    , m_began(std::chrono::steady_clock::now())
{
}

void EarlyReader::look(const std::vector<std::string>& paths)
{
    if (m_thread.joinable() || paths.empty() || !m_shared.request.publish
        || std::chrono::steady_clock::now() - m_began
            < std::chrono::milliseconds(m_shared.request.earlyAfterMs))
        return;
    m_thread = std::jthread([this, paths](const std::stop_token& ended) { read(paths, ended); });
}

void EarlyReader::read(const std::vector<std::string>& paths, const std::stop_token& ended)
{
    const auto begin = std::chrono::steady_clock::now();
    IngestWorker worker(m_shared, m_stop);
    for (const std::string& path : paths) {
        if (ended.stop_requested() || m_stop.stop_requested()
            || std::chrono::steady_clock::now() - begin > longestRead)
            break;
        if (worker.readEarly(path))
            m_done.push_back({ path, worker.stateToKeep() });
    }
    m_shared.publishNow();
}

std::vector<EarlyReader::Done> EarlyReader::finish()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    return std::move(m_done);
}

} // namespace mxlens
