// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/latesttask.h"

#include "ui/session/background.h"

#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

namespace mxlens {

namespace {

int running = 0; // GUI thread alone.

// What somebody waits for: given once, however often, or never, when it is gone. Any thread.
class Sign {
public:
    std::future<void> future() { return m_promise.get_future(); }
    void give()
    {
        std::call_once(m_once, [this] { m_promise.set_value(); });
    }

private:
    std::promise<void> m_promise;
    std::once_flag m_once;
};

} // namespace

int LatestTask::busyTasks()
{
    return running;
}

LatestTask::LatestTask(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    // Who looked at an answer for a minute does not wait for a thread to start again.
    m_pool.setExpiryTimeout(-1);
}

LatestTask::~LatestTask()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
    setRunning(false);
}

void LatestTask::setRunning(bool now)
{
    running += static_cast<int>(now) - static_cast<int>(m_running);
    m_running = now;
}

void LatestTask::postAndWait(
    const Post& post, SeenStep step, const std::stop_token& stop, std::chrono::milliseconds longest)
{
    auto sign = std::make_shared<Sign>();
    const std::future<void> given = sign->future();
    const std::stop_callback stopped(stop, [known = std::weak_ptr(sign)] {
        if (const std::shared_ptr<Sign> asked = known.lock())
            asked->give();
    });
    // A step that is dropped takes the sign along, which ends the waiting too.
    post([step = std::move(step), sign = std::move(sign)] { step([sign] { sign->give(); }); });
    given.wait_for(longest);
}

void LatestTask::start(Work work, Running running)
{
    startInSteps([work = std::move(work)](
                     std::stop_token stop, const Post&) { return work(std::move(stop)); },
        running);
}

void LatestTask::startInSteps(SteppedWork work, Running running)
{
    if (!m_running) {
        launch(std::move(work));
        return;
    }
    m_waiting = std::move(work);
    if (running == Running::Stop)
        m_stop.request_stop();
}

void LatestTask::cancel()
{
    m_waiting.reset();
    m_stop.request_stop();
}

void LatestTask::launch(SteppedWork work)
{
    m_stop = std::stop_source();
    const quint64 generation = ++m_generation;
    if (!m_running) {
        setRunning(true);
        emit busyChanged(true);
    }
    // Posting to this is safe from the worker: the destructor waits for it.
    m_pool.start([this, generation, work = std::move(work), stop = m_stop.get_token()] {
        const Post post = [this, generation, stop](Done step) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, stop, step = std::move(step)] {
                    show(generation, stop.stop_requested(), step);
                },
                Qt::QueuedConnection);
        };
        yieldToWindow();
        Done done;
        try {
            done = work(stop, post);
        } catch (const std::exception&) {
            done = {}; // memory ran out: what is shown stays as it was
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, stop, done = std::move(done)] {
                ended(generation, stop.stop_requested(), done);
            },
            Qt::QueuedConnection);
    });
}

void LatestTask::show(quint64 generation, bool stopped, const Done& done) const
{
    if (generation == m_generation && !stopped && done)
        done();
}

void LatestTask::ended(quint64 generation, bool stopped, const Done& done)
{
    if (generation != m_generation)
        return;
    show(generation, stopped, done);
    if (m_waiting) {
        SteppedWork next = std::move(*m_waiting);
        m_waiting.reset();
        launch(std::move(next));
        return;
    }
    setRunning(false);
    emit busyChanged(false);
}

} // namespace mxlens
