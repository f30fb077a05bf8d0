// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"
#include "core/query/mxcoverage.h"
#include "core/report/names.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mxlens {

/// Finds the names that a pattern covers without trying all of them. Once all are found, several
/// threads may ask; lives no longer than the coverage.
class PatternIndex final {
public:
    explicit PatternIndex(const MxCoverage& coverage)
        : m_coverage(coverage)
    {
        for (MxCoverage::Name name = 1; name < coverage.nameCount(); ++name) {
            const std::string text = normalizedName(coverage.text(name));
            m_whole[text].push_back(name);
            const std::size_t dot = text.find('.');
            if (dot != std::string::npos && dot > 0)
                m_behindFirstLabel[text.substr(dot)].push_back(name);
        }
    }

    /// Finds the names that the patterns of a set cover, once. One thread.
    void find(MxCoverage::PatternSet set)
    {
        if (m_known.size() <= set)
            m_known.resize(set + std::size_t(1));
        if (m_known[set])
            return;
        std::vector<MxCoverage::Name>& names = m_known[set].emplace();
        for (const std::string& pattern : m_coverage.patterns(set))
            append(names, pattern);
    }

    /// The names that one of the patterns of a set covers, which was found before.
    const std::vector<MxCoverage::Name>& coveredBy(MxCoverage::PatternSet set) const
    {
        return *m_known[set];
    }

private:
    using Names = std::unordered_map<std::string, std::vector<MxCoverage::Name>>;

    // As mxPatternMatches() has it.
    void append(std::vector<MxCoverage::Name>& names, const std::string& pattern) const
    {
        const std::string wanted = normalizedName(pattern);
        const bool wildcard = wanted.starts_with("*.");
        const Names& among = wildcard ? m_behindFirstLabel : m_whole;
        const auto found = among.find(wildcard ? wanted.substr(1) : wanted);
        if (found != among.end())
            names.insert(names.end(), found->second.begin(), found->second.end());
    }

    const MxCoverage& m_coverage;
    Names m_whole, m_behindFirstLabel;
    std::vector<std::optional<std::vector<MxCoverage::Name>>> m_known;
};

/// Policies that can mean several MX, by day and what they cover: a pattern set doubled, or the
/// name of a DANE policy doubled and one more.
using SharedPolicies = DayTable<char>;

/// What shared policies cover, day by day. Immutable.
class SharedDays final {
public:
    /// tables: of the same shape, for the policies of several threads.
    SharedDays(const MxCoverage& coverage, const std::vector<SharedPolicies*>& tables)
        : m_index(coverage)
        , m_shared(SharedPolicies::rowsOf<Shared>(
              tables, [](char&, char) {},
              [] { return [](Day day, std::uint32_t what, char) {
                       return Shared{ day, what };
                   }; }))
    {
        for (const Shared& shared : m_shared) {
            if (shared.what % 2 == 0)
                m_index.find(shared.what / 2);
        }
    }

private:
    friend class CoveredNames;
    struct Shared {
        Day day = 0;
        std::uint32_t what = 0; ///< See SharedPolicies.
    };

    PatternIndex m_index;
    std::vector<Shared> m_shared; ///< By day.
};

/// The names that shared policies cover, day by day. One thread; lives no longer than the days.
class CoveredNames final {
public:
    CoveredNames(const MxCoverage& coverage, const SharedDays& days)
        : m_days(days)
        , m_lastDay(coverage.nameCount(), noDay)
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
        const auto& all = m_days.m_shared;
        for (auto at = std::ranges::lower_bound(all, day, {}, &SharedDays::Shared::day);
             at != all.end() && at->day == day; ++at) {
            const SharedDays::Shared& shared = *at;
            if (shared.what % 2 == 1) {
                m_lastDay[shared.what / 2] = day;
                continue;
            }
            for (const MxCoverage::Name name : m_days.m_index.coveredBy(shared.what / 2))
                m_lastDay[name] = day;
        }
    }

    const SharedDays& m_days;
    Day m_day = noDay;
    std::vector<Day> m_lastDay; ///< By name: the last day on which it was found covered.
};

} // namespace mxlens
