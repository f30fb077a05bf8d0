// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/folderwatch.h"
#include "ui/session/loader.h"

namespace mxlens {

/// Reads again what is open when something changed on disk. Such a load is quiet: nobody asked for
/// it, so nothing that somebody looks at may move for it. GUI thread.
class ReportWatch final : public QObject {
    Q_OBJECT
public:
    /// loader outlives it.
    explicit ReportWatch(Loader* loader, QObject* parent = nullptr);

    void setOn(bool on);
    bool isOn() const { return m_on; }
    /// Whether a load goes on that nobody asked for, or what it brought is still to be shown.
    bool isQuiet() const { return m_quiet; }
    /// Somebody asks for something himself, or what the load brought is shown.
    void endQuiet() { m_quiet = false; }
    FolderWatch& folders() { return m_folders; }

signals:
    /// A quiet load begins.
    void readingAgain();

private:
    void follow(LoadState state);
    void readAgain();

    Loader* const m_loader;
    FolderWatch m_folders;
    QStringList m_paths; ///< What is watched.
    bool m_on = false;
    bool m_quiet = false;
    bool m_changed = false; ///< Something changed while a load went on.
};

} // namespace mxlens
