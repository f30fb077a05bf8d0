// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/reportwatch.h"

namespace mxlens {

namespace {

bool isBusy(LoadState state)
{
    return state == LoadState::Loading || state == LoadState::Cancelling;
}

} // namespace

ReportWatch::ReportWatch(Loader* loader, QObject* parent)
    : QObject(parent)
    , m_loader(loader)
{
    connect(loader, &Loader::stateChanged, this, &ReportWatch::follow);
    connect(&m_folders, &FolderWatch::changed, this, &ReportWatch::readAgain);
}

void ReportWatch::setOn(bool on)
{
    if (on == m_on)
        return;
    m_on = on;
    m_paths.clear();
    m_folders.watch({});
    follow(m_loader->state());
}

void ReportWatch::follow(LoadState state)
{
    if (state == LoadState::Idle) {
        m_paths.clear();
        m_folders.watch({});
        m_quiet = false;
        m_changed = false;
        return;
    }
    // While reading goes on, the disk has enough to do.
    if (!m_on || isBusy(state))
        return;
    if (m_paths != m_loader->input().paths) {
        m_paths = m_loader->input().paths;
        m_folders.watch(m_paths);
    }
    if (m_changed && state == LoadState::Ready)
        QMetaObject::invokeMethod(this, &ReportWatch::readAgain, Qt::QueuedConnection);
}

void ReportWatch::readAgain()
{
    if (!m_on)
        return;
    m_changed = isBusy(m_loader->state());
    if (m_changed || m_loader->input().empty())
        return;
    m_quiet = true;
    emit readingAgain();
    m_loader->reload();
}

} // namespace mxlens
