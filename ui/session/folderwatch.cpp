// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/folderwatch.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>
#include <QSet>

namespace mxlens {

namespace {

// Reports come as files that are written in one go; mail programs write several in a row.
constexpr int quietTime = 1'000;
// A mailbox that grows inside a folder is told of by nobody.
constexpr int lookTime = 20'000;

} // namespace

WatchScan scanForWatch(const QStringList& paths, const std::stop_token& stop)
{
    WatchScan scan;
    // A sum, so that the order in which a folder is read does not matter.
    const auto see = [&scan](const QFileInfo& info) {
        const size_t seed = qHash(info.filePath());
        // Time of modification can be set to what it was; that of status nobody sets.
        scan.print += qHashMulti(seed, info.size(), info.lastModified().toMSecsSinceEpoch(),
            info.metadataChangeTime().toMSecsSinceEpoch());
    };
    const auto addPlace = [&scan](const QString& path) {
        scan.tooMany |= scan.places.size() >= FolderWatch::mostPlaces;
        if (!scan.tooMany)
            scan.places.append(path);
    };
    for (const QString& path : paths) {
        const QFileInfo top(path);
        if (!top.exists())
            continue;
        see(top);
        addPlace(path);
        if (!top.isDir())
            continue;
        QDirIterator below(path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
            QDirIterator::Subdirectories);
        while (below.hasNext() && !stop.stop_requested()) {
            below.next();
            see(below.fileInfo());
            if (below.fileInfo().isDir() && !below.fileInfo().isSymLink())
                addPlace(below.filePath());
        }
    }
    if (scan.tooMany)
        scan.places.clear();
    return scan;
}

FolderWatch::FolderWatch(QObject* parent)
    : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_again.setSingleShot(true);
    setTimes(quietTime, lookTime);
    connect(&m_quiet, &QTimer::timeout, this, &FolderWatch::look);
    connect(&m_again, &QTimer::timeout, this, &FolderWatch::look);
    const auto happened = [this] {
        // Not started again: a folder that never rests would never be read.
        if (!m_quiet.isActive())
            m_quiet.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, happened);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, happened);
}

void FolderWatch::setTimes(int quiet, int look)
{
    m_quiet.setInterval(quiet);
    m_again.setInterval(look);
}

void FolderWatch::watch(const QStringList& paths)
{
    m_scanning.cancel();
    m_quiet.stop();
    m_again.stop();
    m_known = false;
    m_paths = paths;
    watchPlaces({});
    if (!paths.isEmpty())
        look();
}

void FolderWatch::look()
{
    m_again.stop();
    m_scanning.start([this, paths = m_paths](const std::stop_token& stop) -> LatestTask::Done {
        const WatchScan scan = scanForWatch(paths, stop);
        return [this, scan] { receive(scan); };
    });
}

void FolderWatch::receive(const WatchScan& scan)
{
    watchPlaces(scan.places);
    const bool differs = m_known && scan.print != m_print;
    const bool first = !m_known;
    m_print = scan.print;
    m_known = true;
    m_again.start();
    if (first)
        emit ready();
    if (differs)
        emit changed();
}

void FolderWatch::watchPlaces(const QStringList& places)
{
    const QStringList watched = m_watcher.directories() + m_watcher.files();
    const QSet<QString> wanted(places.cbegin(), places.cend());
    const QSet<QString> known(watched.cbegin(), watched.cend());
    const QStringList gone = (known - wanted).values();
    const QStringList come = (wanted - known).values();
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!come.isEmpty())
        m_watcher.addPaths(come);
}

} // namespace mxlens
