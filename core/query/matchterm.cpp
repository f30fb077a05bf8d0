// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matchterm.h"

#include "core/policy/mxpattern.h"

#include <algorithm>
#include <string>

namespace mxlens {

TermLevel levelOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Org:
    case FilterKey::Report:
    case FilterKey::Source:
    case FilterKey::After:
    case FilterKey::Before:
        return TermLevel::Report;
    case FilterKey::Mx:
    case FilterKey::Result:
    case FilterKey::Ip:
    case FilterKey::Reason:
        return TermLevel::Failure;
    default:
        return TermLevel::Policy;
    }
}

bool inRange(const FilterTerm& term, Count count)
{
    return count.known() && count.valueOr(0) >= term.lowest && count.valueOr(0) <= term.highest;
}

MatchTerm::MatchTerm(const Snapshot& snapshot, const FilterTerm& from)
    : filter(from)
    , match(from)
    , texts(snapshot.pool().size())
    , addresses(snapshot.addresses().size())
{
    if (filter.key == FilterKey::Source
        || (filter.key == FilterKey::Report && !match.words().empty()))
        word.emplace(snapshot).add(from);
    if (filter.key != FilterKey::Mx)
        return;
    m_coverage = &snapshot.kept<MxCoverage>();
    m_coversOfSet.resize(m_coverage->setCount());
    m_meansOfSet.resize(m_coversOfSet.size());
    for (MxCoverage::PatternSet set = 0; set < m_coversOfSet.size(); ++set) {
        m_coversOfSet[set] = anyCovers(m_coverage->patterns(set));
        // Such a pattern covers its own name alone.
        m_meansOfSet[set] = m_coversOfSet[set] != 0 && m_coverage->isOneName(set);
        m_mayBeMeant |= m_meansOfSet[set] != 0;
    }
}

bool MatchTerm::patternsCover(const Snapshot& snapshot, StringId hosts, StringId text) const
{
    return anyCovers(mxPatternsOf(snapshot.text(hosts), snapshot.text(text)));
}

bool MatchTerm::anyCovers(std::span<const std::string> patterns) const
{
    return std::ranges::any_of(patterns, [this](const std::string& pattern) {
        for (std::size_t i = 0; i < filter.patterns.size(); ++i) {
            const FilterPattern& wanted = filter.patterns[i];
            if (wanted.hasWildcard ? match.meetsPattern(i, pattern)
                                   : mxPatternMatches(pattern, wanted.text))
                return true;
        }
        return false;
    });
}

} // namespace mxlens
