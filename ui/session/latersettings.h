// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/latesttask.h"

#include <QObject>
#include <QTimer>

class QSettings;

namespace mxlens {

/// Writes settings a while after the last change, on another thread: writing waits for a lock and
/// for the disk, and QSettings does it in the event loop, in front of the rows that a filter left.
/// What was not written yet is written when the QSettings goes. GUI thread.
class LaterSettings final : public QObject {
    Q_OBJECT
public:
    /// settings outlives it.
    explicit LaterSettings(QSettings& settings);
    ~LaterSettings() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write();

    QSettings& m_settings;
    QTimer m_later;
    LatestTask m_writing;
};

} // namespace mxlens
