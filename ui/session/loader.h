// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"
#include "ui/session/loadinput.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace mxlens {

/// What the Loader is doing.
enum class LoadState {
    Idle, ///< Nothing was asked for yet, or everything was closed.
    Loading,
    Cancelling, ///< A stop was requested; the workers are finishing the document at hand.
    Ready, ///< Reading ended, complete or cancelled.
    Failed, ///< Reading broke down (memory); what was shown before stays.
};

/// Reads reports on threads of its own and hands snapshots to the thread that it lives in (the GUI
/// thread). Every load carries a generation number; what an older generation still delivers is
/// dropped. Ids of rows are stable within one generation only, and there among snapshots of the
/// same pool: what an index held is another store than what is read where something changed.
class Loader final : public QObject {
    Q_OBJECT
public:
    explicit Loader(QObject* parent = nullptr);
    /// Requests a stop and waits for the workers; not for the keeping of an index, which ends soon
    /// after.
    ~Loader() override;

    /// Where indexes are kept for opening the same again; empty for nowhere. For the next load.
    void setCacheFolder(const QString& folder) { m_cacheFolder = folder; }

    /// After how many milliseconds rows are shown while it is still looked for files, or for what
    /// changed since an index was written; for the next load.
    void setEarlyAfter(int milliseconds) { m_earlyAfter = milliseconds; }

    /// Lets indexes wait for keepIndex(), for a window that has to work out what it shows first.
    void setKeepsIndexLater(bool later) { m_keepsIndexLater = later; }
    /// Writes the index of the last load, which ended, on another thread; does nothing where there
    /// is none, or it was told before.
    void keepIndex();

    /// Bounds on what is read; for the next load.
    void setLimits(const Limits& limits) { m_limits = limits; }
    const Limits& limits() const { return m_limits; }

    /// Adds input to what was asked for so far and reads everything together, so that duplicates
    /// are found across loads. A path that is there already is not added twice.
    void add(const LoadInput& input);
    /// Reads everything again. Pasted and dropped bytes are kept for that.
    void reload();
    /// Ends reading early; what was read stays. Does nothing unless loading.
    void cancel();
    /// Forgets everything; the state becomes Idle.
    void closeAll();

    LoadState state() const { return m_state; }
    /// Everything that was asked for.
    const LoadInput& input() const { return m_input; }
    /// What is there; null before the first snapshot and after closeAll().
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
    /// The latest progress of this generation.
    const IngestProgress& progress() const { return m_progress; }
    /// Whether the last load was cancelled, so that snapshot() may lack reports.
    bool cancelled() const { return m_cancelled; }
    /// Number of the latest load, from 1; 0 before it.
    quint64 generation() const { return m_generation; }

signals:
    void stateChanged(mxlens::LoadState state);
    /// At most 20 times a second.
    void progressChanged(const mxlens::IngestProgress& progress);
    /// A new snapshot() is there; while a load goes on it never holds fewer reports than the one
    /// before, unless that was of an index whose files are not all there any more.
    void snapshotChanged();
    /// The load of this generation ended (also when cancelled or failed), after the last
    /// snapshotChanged().
    void finished(bool cancelled);

private:
    void start();
    void setState(LoadState state);
    void receiveProgress(quint64 generation, const IngestProgress& progress);
    void receiveSnapshot(quint64 generation, const std::shared_ptr<const Snapshot>& snapshot);
    void receiveEnd(quint64 generation, const IngestResult& result);
    bool isBehind(const Snapshot& snapshot) const;
    void dropIndex();
    void receiveFailure(quint64 generation);

    QThreadPool m_pool;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    LoadState m_state = LoadState::Idle;
    LoadInput m_input;
    QString m_cacheFolder;
    int m_earlyAfter = IngestRequest().earlyAfterMs;
    bool m_keepsIndexLater = false;
    std::function<void(std::stop_token)> m_keepIndex; ///< See IngestResult::keepIndexes.
    Limits m_limits;
    std::shared_ptr<const Snapshot> m_snapshot;
    quint64 m_snapshotOf = 0; ///< The generation that it is of.
    IngestProgress m_progress;
    bool m_cancelled = false;
};

} // namespace mxlens
