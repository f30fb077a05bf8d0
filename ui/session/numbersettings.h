// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/thresholds.h"
#include "core/input/limits.h"

#include <QList>
#include <QString>

namespace mxlens {

class Settings;

/// Numbers that somebody can set.
enum class Number {
    ReadyDays, ///< Thresholds::readyDays and the following.
    ReadySessions,
    ReadyReporters,
    SilentDays,
    NoiseSessions,
    DocumentMebibytes, ///< Limits::documentBytes and the following.
    MailMebibytes,
    ArchiveEntries,
    ContainerDepth,
};

/// Where a number is kept and what it may be.
struct NumberRange {
    QString key; ///< In the settings.
    int least = 0, most = 0, standard = 0;
};
NumberRange rangeOf(Number number);

/// A number as it is set; what was written by hand comes back within its range. GUI thread.
int numberIn(const Settings& settings, Number number);
void setNumberIn(Settings& settings, Number number, int value);

/// From where on the diagnosis says something.
Thresholds thresholdsIn(const Settings& settings);
/// Bounds on what is read.
Limits limitsIn(const Settings& settings);

} // namespace mxlens
