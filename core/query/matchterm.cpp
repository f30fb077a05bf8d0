// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matchterm.h"

#include "core/policy/mxpattern.h"

#include <algorithm>
#include <string>

namespace mxlens {

namespace {

bool anyCovers(const FilterTerm& term, const TermMatch& match, const std::string& pattern)
{
    for (std::size_t i = 0; i < term.patterns.size(); ++i) {
        const FilterPattern& wanted = term.patterns[i];
        if (wanted.hasWildcard ? match.meetsPattern(i, pattern)
                               : mxPatternMatches(pattern, wanted.text))
            return true;
    }
    return false;
}

} // namespace

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
}

bool MatchTerm::patternsCover(const Snapshot& snapshot, StringId hosts, StringId text)
{
    const std::scoped_lock lock(m_mutex);
    char& known = m_covers[pairKey(hosts, text)];
    if (known == 0) {
        const auto patterns = mxPatternsOf(snapshot.text(hosts), snapshot.text(text));
        const bool any = std::any_of(patterns.begin(), patterns.end(),
            [&](const std::string& pattern) { return anyCovers(filter, match, pattern); });
        known = any ? 2 : 1;
    }
    return known == 2;
}

} // namespace mxlens
