// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/loader.h"

#include "ui/session/background.h"

#include <QFile>

#include <exception>
#include <utility>

namespace mxlens {

namespace {

IngestRequest requestFor(const LoadInput& input)
{
    IngestRequest request;
    request.paths.reserve(static_cast<std::size_t>(input.paths.size()));
    for (const QString& path : input.paths)
        request.paths.push_back(QFile::encodeName(path).toStdString());
    request.memory = input.memory;
    return request;
}

} // namespace

Loader::Loader(QObject* parent)
    : QObject(parent)
{
    // One load at a time: the next one begins when the one that was told to stop has ended.
    m_pool.setMaxThreadCount(1);
}

Loader::~Loader()
{
    m_stop.request_stop();
    dropIndex();
    m_pool.clear();
    m_pool.waitForDone();
}

void Loader::add(const LoadInput& input)
{
    for (const QString& path : input.paths) {
        if (!m_input.paths.contains(path))
            m_input.paths.append(path);
    }
    m_input.memory.insert(m_input.memory.end(), input.memory.begin(), input.memory.end());
    if (!input.empty())
        start();
}

void Loader::reload()
{
    if (!m_input.empty())
        start();
}

void Loader::cancel()
{
    if (m_state != LoadState::Loading)
        return;
    m_stop.request_stop();
    setState(LoadState::Cancelling);
}

void Loader::closeAll()
{
    m_stop.request_stop();
    dropIndex();
    m_pool.clear();
    ++m_generation;
    m_input = {};
    m_snapshot.reset();
    m_progress = {};
    m_cancelled = false;
    setState(LoadState::Idle);
    emit snapshotChanged();
}

void Loader::start()
{
    m_stop.request_stop();
    dropIndex();
    m_pool.clear();
    m_stop = std::stop_source();
    const quint64 generation = ++m_generation;
    m_progress = {};
    m_cancelled = false;
    setState(LoadState::Loading);
    emit progressChanged(m_progress);

    // Posting to this is safe from the worker: the destructor waits for it.
    IngestRequest request = requestFor(m_input);
    request.limits = m_limits;
    request.cacheFolder = QFile::encodeName(m_cacheFolder).toStdString();
    request.earlyAfterMs = m_earlyAfter;
    // What is shown already may be newer than what an index holds.
    request.showsKnown = !m_snapshot;
    request.progress = [this, generation](const IngestProgress& progress) {
        QMetaObject::invokeMethod(
            this, [this, generation, progress] { receiveProgress(generation, progress); },
            Qt::QueuedConnection);
    };
    request.publish = [this, generation](const std::shared_ptr<const Snapshot>& snapshot) {
        QMetaObject::invokeMethod(
            this, [this, generation, snapshot] { receiveSnapshot(generation, snapshot); },
            Qt::QueuedConnection);
    };
    m_pool.start([this, generation, request = std::move(request), stop = m_stop.get_token()] {
        yieldToWindow();
        try {
            // Much to free for a window, also where nobody wants it any more.
            auto result
                = freedElsewhere(std::make_shared<const IngestResult>(ingest(request, stop)));
            QMetaObject::invokeMethod(
                this,
                [this, generation, result = std::move(result)] { receiveEnd(generation, *result); },
                Qt::QueuedConnection);
        } catch (const std::exception&) {
            // Only memory can run out here; the window must live on.
            QMetaObject::invokeMethod(
                this, [this, generation] { receiveFailure(generation); }, Qt::QueuedConnection);
        }
    });
}

void Loader::keepIndex()
{
    // The next load and the end of the window stop this, and need not wait for it: to remove a
    // large file that is not finished takes its time.
    if (m_keepIndex)
        runElsewhere(
            [keep = std::exchange(m_keepIndex, {}), stop = m_stop.get_token()] { keep(stop); });
}

// It holds on to all that was read.
void Loader::dropIndex()
{
    if (m_keepIndex)
        freeElsewhere(std::make_shared<decltype(m_keepIndex)>(std::exchange(m_keepIndex, {})));
}

void Loader::setState(LoadState state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void Loader::receiveProgress(quint64 generation, const IngestProgress& progress)
{
    if (generation != m_generation)
        return;
    m_progress = progress;
    emit progressChanged(progress);
}

// A load that adds to what is shown begins from nothing: it takes over when it has caught up.
bool Loader::isBehind(const Snapshot& snapshot) const
{
    return m_snapshot && m_snapshotOf != m_generation
        && snapshot.reportCount() < m_snapshot->reportCount();
}

void Loader::receiveSnapshot(quint64 generation, const std::shared_ptr<const Snapshot>& snapshot)
{
    if (generation != m_generation || !snapshot)
        return;
    if (isBehind(*snapshot))
        return;
    m_snapshot = freedElsewhere(snapshot);
    m_snapshotOf = generation;
    emit snapshotChanged();
}

void Loader::receiveEnd(quint64 generation, const IngestResult& result)
{
    if (generation != m_generation)
        return;
    m_progress = result.progress;
    m_cancelled = result.cancelled;
    if (!(result.cancelled && isBehind(*result.snapshot)) && result.snapshot != m_snapshot) {
        m_snapshot = freedElsewhere(result.snapshot);
        m_snapshotOf = generation;
        emit snapshotChanged();
    }
    m_keepIndex = result.keepIndexes;
    if (!m_keepsIndexLater)
        keepIndex();
    emit progressChanged(m_progress);
    setState(LoadState::Ready);
    emit finished(result.cancelled);
}

void Loader::receiveFailure(quint64 generation)
{
    if (generation != m_generation)
        return;
    m_cancelled = true;
    setState(LoadState::Failed);
    emit finished(true);
}

} // namespace mxlens
