// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textscan.h"

#include <array>
#include <functional>

namespace mxlens {

namespace {

// Texts that lie behind one another with hardly anything between them: as many as stay in the
// processor's first cache while they are looked for and then searched.
class TextRun {
public:
    // Takes texts from id on, up to the one before end; the id behind them.
    StringId take(const StringPool& texts, StringId id, StringId end)
    {
        m_first = id;
        m_count = 0;
        m_begin = nullptr;
        for (; id < end && m_count < m_ends.size(); ++id) {
            const std::string_view text = texts.text(id);
            const char* const last = m_count == 0 ? text.data() : m_ends[m_count - 1];
            // Of two texts in different pieces of memory nothing is known but their order.
            if (std::less<>()(text.data(), last) || std::less<>()(last + mostBetween, text.data()))
                break;
            if (m_count == 0)
                m_begin = text.data();
            m_begins[m_count] = text.data();
            m_ends[m_count++] = text.data() + text.size();
        }
        return id;
    }

    void search(KnownTexts& known, std::string_view word) const
    {
        if (m_count == 0)
            return;
        const std::string_view all(
            m_begin, static_cast<std::size_t>(m_ends[m_count - 1] - m_begin));
        std::size_t text = 0;
        for (std::size_t from = 0;;) {
            const std::size_t found = findIgnoringCase(all.substr(from), word);
            if (found == std::string_view::npos)
                return;
            const char* const at = m_begin + from + found;
            while (m_ends[text] <= at)
                ++text;
            if (at >= m_begins[text] && at + word.size() <= m_ends[text]) {
                known.set(m_first + static_cast<StringId>(text), true);
                from = static_cast<std::size_t>(m_ends[text] - m_begin);
            } else {
                ++from += found; // partly in a text and partly behind it
            }
        }
    }

private:
    // Lengths stand between texts. Two blocks of memory are never as near to each other.
    static constexpr std::size_t mostBetween = 3;

    std::array<const char*, 256> m_begins, m_ends;
    std::size_t m_count = 0;
    const char* m_begin = nullptr;
    StringId m_first = 0;
};

} // namespace

void fillByWords(KnownTexts& known, const TermMatch& match, const StringPool& texts, StringId begin,
    StringId end)
{
    TextRun run;
    if (begin == 0 && begin < end)
        known.set(begin++, match.meets({})); // it lies nowhere
    while (begin < end) {
        const StringId next = run.take(texts, begin, end);
        for (StringId id = begin; id < next; ++id)
            known.set(id, false);
        for (const std::string_view word : match.words())
            run.search(known, word);
        begin = next;
    }
}

void fillByValue(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts, AddressId begin, AddressId end)
{
    for (AddressId id = begin; id < end; ++id)
        known.set(id, match.meets(addresses.entry(id), texts));
}

} // namespace mxlens
