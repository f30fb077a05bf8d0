// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"
#include "core/query/mxcoverage.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace mxlens {

/// Policies that can mean several MX, by day and what they cover: a pattern set, or, behind all of
/// those, the name of a DANE policy.
using SharedPolicies = DayTable<NoValue>;

/// What shared policies cover, day by day. Immutable; lives no longer than the coverage.
class SharedDays final {
public:
    /// tables: of the same shape, for the policies of several threads.
    SharedDays(const MxCoverage& coverage, const std::vector<SharedPolicies*>& tables)
        : m_coverage(coverage)
        , m_shared(SharedPolicies::rowsOf<Shared>(
              tables, [](NoValue&, NoValue) {},
              [] {
                  return [](Day day, std::uint32_t what, NoValue, DayMarks) {
                      return Shared{ day, what };
                  };
              }))
    {
    }

private:
    friend class CoveredNames;
    struct Shared {
        Day day = 0;
        std::uint32_t what = 0; ///< See SharedPolicies.
    };

    const MxCoverage& m_coverage;
    std::vector<Shared> m_shared; ///< By day.
};

/// The names that shared policies cover, day by day. One thread; lives no longer than the days.
class CoveredNames final {
public:
    explicit CoveredNames(const SharedDays& days)
        : m_days(days)
        , m_lastDay(days.m_coverage.nameCount(), noDay)
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
        const MxCoverage& coverage = m_days.m_coverage;
        const auto& all = m_days.m_shared;
        for (auto at = std::ranges::lower_bound(all, day, {}, &SharedDays::Shared::day);
             at != all.end() && at->day == day; ++at) {
            if (at->what >= coverage.setCount()) {
                m_lastDay[at->what - coverage.setCount()] = day;
                continue;
            }
            for (const MxCoverage::Name name : coverage.coveredBy(at->what))
                m_lastDay[name] = day;
        }
    }

    const SharedDays& m_days;
    Day m_day = noDay;
    std::vector<Day> m_lastDay; ///< By name: the last day on which it was found covered.
};

} // namespace mxlens
