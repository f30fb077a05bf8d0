// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matchterm.h"

#include "core/policy/mxpattern.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mxlens {

namespace {

// A letter as words have it: small.
unsigned char smallOf(char c)
{
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

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
    case FilterKey::Any:
        return TermLevel::Word;
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
    for (const std::string_view word : match.words()) {
        for (std::size_t i = 0; i + 1 < word.size(); ++i) {
            m_beforeCut[static_cast<unsigned char>(word[i])] = true;
            m_behindCut[static_cast<unsigned char>(word[i + 1])] = true;
        }
    }
}

// Whether a word of the term could begin in one piece of a path and end in another. The bytes on
// both sides of the cuts tell nearly always that none does.
bool MatchTerm::mayLieAcross(std::string_view folder, std::string_view inner) const
{
    return (!folder.empty() && m_beforeCut[smallOf(folder.back())])
        || (!inner.empty() && m_behindCut[smallOf(inner.front())]);
}

bool MatchTerm::pathMeets(const Snapshot& snapshot, const Segment::Sources& sources,
    std::uint32_t source, std::string& path)
{
    const std::array ids{ sources.folder[source], sources.name[source], sources.inner[source] };
    if (searched) {
        if (std::any_of(
                ids.begin(), ids.end(), [&](StringId id) { return textMeets(snapshot, id); }))
            return true;
        // Where a member is begins with one of two characters: only where a word could be cut in
        // front of them are all those texts fetched.
        const bool asksInner = m_behindCut['!'] || m_behindCut['#'];
        if (!mayLieAcross(
                snapshot.text(ids[0]), asksInner ? snapshot.text(ids[2]) : std::string_view()))
            return false;
    }
    path.clear();
    for (const StringId id : ids)
        path += snapshot.text(id);
    return match.meets(path);
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
