// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/latersettings.h"

#include <QDateTime>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace mxlens {

namespace {

constexpr int pauseMs = 1000;

// A program that ended in the middle of taking the lock left it empty: without a word of whose it
// is, QSettings would wait half a minute for it to grow old, and the window with it; for ever,
// where the clock was put back and the lock is of tomorrow.
void removeHalfMadeLock(const QString& iniFile)
{
    constexpr qint64 secondsToTakeIt = 1;
    const QFileInfo lock(iniFile + QStringLiteral(".lock"));
    if (lock.exists() && lock.size() == 0
        && qAbs(lock.lastModified().secsTo(QDateTime::currentDateTime())) > secondsToTakeIt)
        QFile::remove(lock.filePath());
}

} // namespace

LaterSettings::LaterSettings(QSettings& settings)
    : m_settings(settings)
{
    m_later.setSingleShot(true);
    m_later.setInterval(pauseMs);
    m_settings.installEventFilter(this);
    connect(&m_later, &QTimer::timeout, this, &LaterSettings::write);
}

LaterSettings::~LaterSettings()
{
    removeHalfMadeLock(m_settings.fileName());
}

// Two objects for one file share what was not written yet. This one has nothing left to write then,
// and asks anew for the next change once it knows.
void LaterSettings::write()
{
    m_writing.start([this, file = m_settings.fileName()](const std::stop_token&) {
        removeHalfMadeLock(file);
        QSettings(file, QSettings::IniFormat).sync();
        return LatestTask::Done([this] { m_settings.sync(); });
    });
}

// By this event QSettings tells itself to write.
bool LaterSettings::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != &m_settings || event->type() != QEvent::UpdateRequest)
        return QObject::eventFilter(watched, event);
    m_later.start();
    return true;
}

} // namespace mxlens
