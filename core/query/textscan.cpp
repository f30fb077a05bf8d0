// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textscan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>

namespace mxlens {

namespace {

// Texts that lie behind one another with hardly anything between them: as many as stay in the
// processor's first cache while they are looked for and then searched.
class TextRun {
public:
    // Whether a text goes on where the last one ended.
    bool takes(std::string_view text) const
    {
        if (empty() || full())
            return false;
        const char* const last = m_ends[m_count - 1];
        return !std::less<>()(text.data(), last) && !std::less<>()(last + mostBetween, text.data());
    }
    bool empty() const { return m_count == 0; }
    bool full() const { return m_count == m_ids.size(); }
    void take(StringId id, std::string_view text)
    {
        m_ids[m_count] = id;
        m_begins[m_count] = text.data();
        m_ends[m_count++] = text.data() + text.size();
    }

    // Searches all of them and begins anew.
    void search(std::span<const WordSearch> searches)
    {
        for (const WordSearch& search : searches) {
            for (const std::string_view word : search.match.words())
                this->search(search, word);
        }
        m_count = 0;
    }

private:
    // Lengths stand between texts. Two blocks of memory are never as near to each other.
    static constexpr std::ptrdiff_t mostBetween = 3;

    void search(const WordSearch& search, std::string_view word) const
    {
        if (m_count == 0)
            return;
        if (word.empty()) { // as "" is written; it stands in every text, also where there is none
            for (std::size_t i = 0; i < m_count; ++i)
                search.table.add(m_ids[i], search.bit);
            return;
        }
        const char* const begin = m_begins.front();
        const std::string_view all(begin, static_cast<std::size_t>(m_ends[m_count - 1] - begin));
        std::size_t text = 0;
        for (std::size_t from = 0;;) {
            const std::size_t found = findIgnoringCase(all.substr(from), word);
            if (found == std::string_view::npos)
                return;
            const char* const at = begin + from + found;
            while (m_ends[text] <= at)
                ++text;
            if (at >= m_begins[text] && at + word.size() <= m_ends[text]) {
                search.table.add(m_ids[text], search.bit);
                from = static_cast<std::size_t>(m_ends[text] - begin);
            } else {
                from += found + 1; // partly in a text and partly behind it
            }
        }
    }

    std::array<StringId, 128> m_ids;
    std::array<const char*, 128> m_begins, m_ends;
    std::size_t m_count = 0;
};

} // namespace

void fillByWords(
    std::span<const WordSearch> searches, const StringPool& texts, StringId begin, StringId end)
{
    const bool withEmpty = begin == 0 && begin < end; // it lies nowhere
    for (const WordSearch& search : searches) {
        if (withEmpty && search.match.meets({}))
            search.table.add(0, search.bit);
    }
    begin += withEmpty ? 1 : 0;
    // Texts of several columns alternate, and each of these lies in memory of its own.
    std::array<TextRun, 4> runs;
    std::size_t oldest = 0;
    for (StringId id = begin; id < end; ++id) {
        const std::string_view text = texts.text(id);
        auto run = std::find_if(
            runs.begin(), runs.end(), [text](const TextRun& each) { return each.takes(text); });
        if (run == runs.end()) {
            run = std::find_if(
                runs.begin(), runs.end(), [](const TextRun& each) { return each.empty(); });
            if (run == runs.end()) {
                run = runs.begin() + static_cast<std::ptrdiff_t>(oldest++ % runs.size());
                run->search(searches);
            }
        }
        run->take(id, text);
        if (run->full())
            run->search(searches);
    }
    for (TextRun& run : runs)
        run.search(searches);
}

std::uint32_t addressesToAsk(const TermMatch& match, const AddressPool& addresses)
{
    return match.asksUsualAddresses() ? addresses.size() : addresses.oddCount();
}

void fillByValue(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts, std::uint32_t begin, std::uint32_t end)
{
    const bool all = match.asksUsualAddresses();
    for (std::uint32_t i = begin; i < end; ++i) {
        const AddressId id = all ? i : addresses.oddAddress(i);
        if (id < known.size()) // more may have come to the pool meanwhile
            known.set(id, match.meets(addresses.entry(id), texts));
    }
}

} // namespace mxlens
