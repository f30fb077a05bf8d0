// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/daytable.h"
#include "core/query/mxcoverage.h"
#include "core/report/names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mxlens {

/// Finds the names that a pattern covers without trying all of them. One thread; lives no longer
/// than the coverage.
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

    /// The names that one of the patterns of a set covers.
    const std::vector<MxCoverage::Name>& coveredBy(MxCoverage::PatternSet set)
    {
        if (m_known.size() <= set)
            m_known.resize(set + std::size_t(1));
        if (!m_known[set]) {
            std::vector<MxCoverage::Name> names;
            for (const std::string& pattern : m_coverage.patterns(set))
                append(names, pattern);
            m_known[set] = std::move(names);
        }
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

/// The names that shared policies cover, day by day. One thread.
class CoveredNames final {
public:
    CoveredNames(const MxCoverage& coverage, const SharedPolicies& shared)
        : m_index(coverage)
        , m_lastDay(coverage.nameCount(), 0)
    {
        shared.forEach([this](Day day, std::uint32_t what, char) {
            m_shared.emplace_back(numberOf(day), what);
        });
    }

    /// Whether a policy of the day covers a name. Days must be asked for in their order.
    bool contains(Day day, MxCoverage::Name mx)
    {
        for (; m_next < m_shared.size() && m_shared[m_next].first <= numberOf(day); ++m_next) {
            const auto [ofDay, what] = m_shared[m_next];
            if (what % 2 == 1) {
                m_lastDay[what / 2] = ofDay;
                continue;
            }
            for (const MxCoverage::Name name : m_index.coveredBy(what / 2))
                m_lastDay[name] = ofDay;
        }
        return m_lastDay[mx] == numberOf(day);
    }

private:
    // From 1, in the order of the days.
    static std::uint64_t numberOf(Day day)
    {
        return static_cast<std::uint64_t>(std::int64_t{ day } - noDay) + 1;
    }

    PatternIndex m_index;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_shared; ///< Day and what it covers.
    std::vector<std::uint64_t> m_lastDay; ///< By name: the last day on which it was covered.
    std::size_t m_next = 0;
};

} // namespace mxlens
