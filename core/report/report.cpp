// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

namespace mxlens {

void Report::clear()
{
    organizationName = {};
    contactInfo = {};
    reportId = {};
    start.reset();
    end.reset();
    policies.clear();
    failures.clear();
    policyLines.clear();
    mxHosts.clear();
    deviations.clear();
    text.clear();
}

std::optional<Day> dayOf(std::optional<Timestamp> start, std::optional<Timestamp> end)
{
    if (start)
        return dayOf(*start);
    if (end)
        return lastDayOf(*end);
    return {};
}

} // namespace mxlens
