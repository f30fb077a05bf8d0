// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QStringList>

namespace mxlens {

class Settings;

/// What a window showed when it was closed: enough to show the same again.
struct KeptSession {
    QStringList paths;
    ViewValues values;
    ChartLook look;
    bool watched = false;
};

/// What a split is called where it is kept, and back; another word is Nothing.
QString splitWord(SplitBy split);
SplitBy splitOfWord(const QString& word);

/// Keeps it for the next start; a session without paths takes the kept one away.
void keepSession(Settings& settings, const KeptSession& session);

/// The one that was kept; without paths where none was.
KeptSession keptSession(const Settings& settings);

/// Whether the next start shows what the last one ended with; so unless it was switched off.
bool restoresSession(const Settings& settings);
void setRestoresSession(Settings& settings, bool restores);

/// Whether what is opened is watched for new reports without being asked; no unless switched on.
bool watchesWhatIsOpened(const Settings& settings);
void setWatchesWhatIsOpened(Settings& settings, bool watches);

} // namespace mxlens
