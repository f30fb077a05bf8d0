// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/wordgroup.h"

#include "core/query/textscan.h"

#include <string_view>

namespace mxlens {

namespace {

// A letter as words have it: small.
unsigned char smallOf(char c)
{
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

} // namespace

WordGroup::WordGroup(const Snapshot& snapshot)
    : m_snapshot(snapshot)
    , m_texts(snapshot.pool().size())
    , m_addresses(snapshot.addresses().size())
{
    m_words.reserve(mostWords);
}

void WordGroup::add(const FilterTerm& term)
{
    const Bits bit = bitOf(m_words.size());
    const TermMatch& match = m_words.emplace_back(term);
    Bits& kind = term.negated ? m_negated : m_wanted;
    kind = static_cast<Bits>(kind | bit);
    m_usualAddresses = m_usualAddresses || match.asksUsualAddresses();
    if (match.words().empty())
        return;
    m_searched = static_cast<Bits>(m_searched | bit);
    for (const std::string_view word : match.words()) {
        for (std::size_t i = 0; i + 1 < word.size(); ++i) {
            Bits& before = m_beforeCut[static_cast<unsigned char>(word[i])];
            before = static_cast<Bits>(before | bit);
            Bits& behind = m_behindCut[static_cast<unsigned char>(word[i + 1])];
            behind = static_cast<Bits>(behind | bit);
        }
    }
}

WordGroup::Bits WordGroup::cutBehind(StringId folder) const
{
    const std::string_view text = m_snapshot.text(folder);
    return text.empty() ? Bits{ 0 } : m_beforeCut[smallOf(text.back())];
}

WordGroup::Bits WordGroup::cutBefore(StringId inner) const
{
    const std::string_view text = m_snapshot.text(inner);
    return text.empty() ? Bits{ 0 } : m_behindCut[smallOf(text.front())];
}

bool WordGroup::isCutBeforeInner() const
{
    // Where a member is begins with one of two characters.
    return (m_behindCut['!'] | m_behindCut['#']) != 0;
}

WordGroup::Bits WordGroup::ofPath(
    const Segment::Sources& sources, std::uint32_t source, unsigned asked, std::string& path) const
{
    path.clear();
    for (const StringId id :
        { sources.folder[source], sources.name[source], sources.inner[source] })
        path += m_snapshot.text(id);
    unsigned found = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if ((asked & bitOf(i)) != 0 && m_words[i].meets(path))
            found |= bitOf(i);
    }
    return static_cast<Bits>(found);
}

void WordGroup::fillTexts(StringId begin, StringId end)
{
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if ((m_searched & bitOf(i)) != 0)
            continue;
        for (StringId id = begin; id < end; ++id) {
            if (m_words[i].meets(m_snapshot.text(id)))
                m_texts.add(id, bitOf(i));
        }
    }
}

std::uint32_t WordGroup::addressesToAsk() const
{
    const AddressPool& addresses = m_snapshot.addresses();
    return m_usualAddresses ? addresses.size() : addresses.oddCount();
}

void WordGroup::fillAddresses(std::uint32_t begin, std::uint32_t end)
{
    const AddressPool& addresses = m_snapshot.addresses();
    for (std::uint32_t number = begin; number < end; ++number) {
        const AddressId id = m_usualAddresses ? number : addresses.oddAddress(number);
        if (id >= m_addresses.size())
            continue; // more may have come to the pool meanwhile
        const AddressEntry& entry = addresses.entry(id);
        const bool isText = entry.kind == AddressEntry::Kind::None || entry.written != 0;
        unsigned found = 0;
        if (isText && entry.written < m_texts.size()) {
            found = m_texts.data()[entry.written];
        } else {
            for (std::size_t i = 0; i < m_words.size(); ++i)
                found |= m_words[i].meets(entry, m_snapshot.pool()) ? bitOf(i) : 0u;
        }
        m_addresses.add(id, static_cast<Bits>(found));
    }
}

} // namespace mxlens
