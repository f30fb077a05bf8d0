// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/dayset.h"
#include "core/query/mxcoverage.h"

#include <cstdint>
#include <vector>

namespace mxlens {

/// The names that policies cover which can mean several MX, day by day. One thread; lives no longer
/// than the coverage and the days.
class CoveredNames final {
public:
    /// days: of each day what was shared then: a pattern set, or, behind all of those, the name of
    /// a DANE policy.
    CoveredNames(const MxCoverage& coverage, const DaySet& days)
        : m_coverage(coverage)
        , m_days(days)
        , m_lastDay(coverage.nameCount(), noDay)
        , m_lastOfPattern(coverage.patternCount(), noDay)
    {
    }

    /// Whether a policy of the day covers a name. Quick where the same day is asked for again.
    bool contains(Day day, MxCoverage::Name mx)
    {
        if (day != m_day)
            begin(day);
        return m_lastDay[mx] == day;
    }

private:
    void begin(Day day)
    {
        m_day = day;
        m_days.forEach(day, [&](std::uint32_t shared) {
            if (shared >= m_coverage.setCount()) {
                m_lastDay[shared - m_coverage.setCount()] = day;
                return;
            }
            for (const MxCoverage::Pattern pattern : m_coverage.patternNumbers(shared))
                addPattern(pattern, day);
        });
    }

    void addPattern(MxCoverage::Pattern pattern, Day day)
    {
        if (m_lastOfPattern[pattern] == day)
            return; // another set of the day has it
        m_lastOfPattern[pattern] = day;
        for (const MxCoverage::Name name : m_coverage.coveredBy(pattern))
            m_lastDay[name] = day;
    }

    const MxCoverage& m_coverage;
    const DaySet& m_days;
    Day m_day = noDay;
    std::vector<Day> m_lastDay; ///< By name: the last day on which it was found covered.
    std::vector<Day> m_lastOfPattern; ///< By pattern: the last day on which it was looked at.
};

} // namespace mxlens
