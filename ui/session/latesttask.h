// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

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
    /// Stops what runs and forgets what waits; nothing is delivered any more.
    void cancel();
    bool busy() const { return m_running; }

signals:
    void busyChanged(bool busy);

private:
    void launch(Work work);
    void ended(quint64 generation, bool stopped, const Done& done);

    QThreadPool m_pool;
    std::stop_source m_stop;
    std::optional<Work> m_waiting;
    quint64 m_generation = 0;
    bool m_running = false;
};

} // namespace mxlens
