// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace mxlens {

/// Runs one piece of work at a time off the GUI thread; of everything asked for meanwhile only the
/// latest counts. Lives in the GUI thread.
class LatestTask final : public QObject {
    Q_OBJECT
public:
    /// What runs on the GUI thread when the work is done; empty for nothing.
    using Done = std::function<void()>;
    /// Runs on a worker thread. Looks at the token and gives up early when asked to; what it
    /// returns then is dropped.
    using Work = std::function<Done(std::stop_token)>;
    /// Runs something on the GUI thread before the work is done, in order, unless the work was
    /// stopped meanwhile. Called on the worker thread.
    using Post = std::function<void(Done)>;
    /// Work that has something to show before all is done.
    using SteppedWork = std::function<Done(std::stop_token, const Post&)>;

    /// What runs on the GUI thread and tells, at once or later there, when its work is seen; to
    /// tell it again does nothing.
    using SeenStep = std::function<void(std::function<void()> seen)>;
    /// Posts a step and waits until it says that it was seen or is dropped, until the work is
    /// asked to stop, or until `longest` has passed: for what somebody waits to see, which the
    /// rest of the work would hold up on the same processors.
    static void postAndWait(const Post& post, SeenStep step, const std::stop_token& stop,
        std::chrono::milliseconds longest);

    /// What becomes of work that is running when more is asked for.
    enum class Running {
        Stop, ///< Its result would be wrong by now.
        Finish, ///< Its result is worth showing first: something newer follows.
    };

    explicit LatestTask(QObject* parent = nullptr);
    /// Requests a stop and waits.
    ~LatestTask() override;

    /// Asks for work. What was asked for before and has not begun is forgotten.
    void start(Work work, Running running = Running::Stop);
    /// The same for work in steps.
    void startInSteps(SteppedWork work, Running running = Running::Stop);
    /// Stops what runs and forgets what waits; nothing is delivered any more.
    void cancel();
    bool busy() const { return m_running; }
    /// How many of all tasks are busy: none where nothing is on its way to a window.
    static int busyTasks();

signals:
    void busyChanged(bool busy);

private:
    void launch(SteppedWork work);
    void setRunning(bool running);
    void show(quint64 generation, bool stopped, const Done& done) const;
    void ended(quint64 generation, bool stopped, const Done& done);

    QThreadPool m_pool;
    std::stop_source m_stop;
    std::optional<SteppedWork> m_waiting;
    quint64 m_generation = 0;
    bool m_running = false;
};

} // namespace mxlens
