// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/latesttask.h"

#include <QFileSystemWatcher>
#include <QStringList>
#include <QTimer>

namespace mxlens {

/// What a look at files and folders saw.
struct WatchScan {
    QStringList places; ///< Folders, and the files that were named themselves.
    bool tooMany = false; ///< More places than are told of by the system: places is empty.
    quint64 print = 0; ///< Differs when something came, went or was changed.
};

/// Looks at everything below the paths. Any thread; takes as long as walking the tree.
WatchScan scanForWatch(const QStringList& paths, const std::stop_token& stop = {});

/// Says when something changed below some paths: told by the system where the tree is small, and
/// by looking again from time to time, off the GUI thread, everywhere. Several changes that follow
/// each other are one. Lives in the GUI thread, which reads no file for it.
class FolderWatch final : public QObject {
    Q_OBJECT
public:
    /// More folders than this are looked at instead of being watched.
    static constexpr qsizetype mostPlaces = 500;

    explicit FolderWatch(QObject* parent = nullptr);

    /// Watches these paths from now on, and no others; none ends it.
    void watch(const QStringList& paths);
    bool isActive() const { return !m_paths.isEmpty(); }
    /// Whether it knows what is there, so that changes from now on are told.
    bool isReady() const { return isActive() && m_known; }

    /// How long it waits for more after a change, and how often it looks, in milliseconds.
    void setTimes(int quiet, int look);

signals:
    /// Something came, went or was changed.
    void changed();
    /// isReady() became true.
    void ready();

private:
    void look();
    void receive(const WatchScan& scan);
    void watchPlaces(const QStringList& places);

    QStringList m_paths;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet; ///< Until nothing more happens.
    QTimer m_again; ///< Until the next look.
    LatestTask m_scanning;
    quint64 m_print = 0;
    bool m_known = false;
};

} // namespace mxlens
