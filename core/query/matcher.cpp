// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

#include "core/query/parallel.h"
#include "core/query/partmatcher.h"
#include "core/query/textscan.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace mxlens {

namespace {

// Texts or addresses that one thread takes at a time.
constexpr std::uint32_t idsOfShare = 16 * 1024;

} // namespace

Matcher::Matcher(const Snapshot& snapshot, const Filter& filter)
    : m_snapshot(snapshot)
{
    for (const FilterTerm& term : filter.terms) {
        if (term.key != FilterKey::Any) {
            m_terms.emplace_back(snapshot, term);
            continue;
        }
        if (m_groups.empty() || m_groups.back().full())
            m_groups.emplace_back(snapshot);
        m_groups.back().add(term);
    }
    fillTables();
}

void Matcher::fillTables()
{
    // Addresses are not asked before all texts are: what they were written as is among those.
    std::vector<std::function<void()>> shares, sharesOfAddresses;
    const auto inShares
        = [](std::vector<std::function<void()>>& list, std::uint32_t ids, const auto& fill) {
              for (std::uint32_t begin = 0; begin < ids; begin += idsOfShare)
                  list.emplace_back(
                      [fill, begin, end = std::min(ids, begin + idsOfShare)] { fill(begin, end); });
          };
    std::vector<WordSearch> searches; // a part of the texts is searched for all terms at once
    const StringPool& texts = m_snapshot.pool();
    const AddressPool& addresses = m_snapshot.addresses();
    // Of texts. More may have come to the pool while the terms were made, which no row has yet.
    std::uint32_t count = texts.size();
    const auto search = [&](WordGroup& group) {
        count = std::min(count, group.texts().size());
        group.forEachSearched([&](const TermMatch& match, WordTable::Bits bit, WordTable& table) {
            searches.push_back({ match, table, bit });
        });
    };
    for (MatchTerm& term : m_terms) {
        if (term.word)
            search(*term.word);
        if (term.filter.key == FilterKey::Ip)
            inShares(sharesOfAddresses, addressesToAsk(term.match, addresses),
                [&](auto begin, auto end) {
                    fillByValue(term.addresses, term.match, addresses, texts, begin, end);
                });
    }
    for (WordGroup& group : m_groups) {
        search(group);
        inShares(sharesOfAddresses, group.addressesToAsk(),
            [&group](auto begin, auto end) { group.fillAddresses(begin, end); });
    }
    if (!searches.empty() || !m_groups.empty())
        inShares(shares, count, [&](StringId begin, StringId end) {
            fillByWords(searches, texts, begin, end);
            for (WordGroup& group : m_groups)
                group.fillTexts(begin, end);
        });
    for (const auto* const list : { &shares, &sharesOfAddresses })
        inParallel(list->size(), [list](std::size_t i) { (*list)[i](); });
}

void Matcher::match(std::uint32_t part, RowMasks& masks)
{
    matchPart(m_snapshot, m_terms, m_groups, part, masks);
}

} // namespace mxlens
