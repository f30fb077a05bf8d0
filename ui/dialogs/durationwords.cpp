// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/durationwords.h"

#include "core/policy/stspolicy.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::DurationWords)
};

constexpr std::array<qint64, 6> units{ longestMaxAge, 604800, 86400, 3600, 60, 1 };

QString counted(std::size_t unit, qint64 number)
{
    const int n = static_cast<int>(number);
    switch (unit) {
    case 0:
        return Words::tr("%n year(s)", nullptr, n);
    case 1:
        return Words::tr("%n week(s)", nullptr, n);
    case 2:
        return Words::tr("%n day(s)", nullptr, n);
    case 3:
        return Words::tr("%n hour(s)", nullptr, n);
    case 4:
        return Words::tr("%n minute(s)", nullptr, n);
    default:
        return Words::tr("%n second(s)", nullptr, n);
    }
}

} // namespace

QString durationWords(qint64 seconds)
{
    constexpr qint64 enough = 3; // 100 minutes are about 2 hours, 25 hours about 1 day
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (seconds >= units[unit] && seconds % units[unit] == 0)
            return counted(unit, seconds / units[unit]);
        // Weeks are not for approximations.
        if (unit != 1 && seconds >= enough * units[unit])
            return Words::tr("about %1")
                .arg(counted(unit, (seconds + units[unit] / 2) / units[unit]));
    }
    return counted(units.size() - 1, seconds);
}

} // namespace mxlens
