// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/store/addresspool.h"
#include "core/store/stringpool.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Where wanted, which is in lower case, begins in text for the first time, ASCII case of text
/// ignored; npos where it does not. Reads no byte outside of text.
std::size_t findIgnoringCase(std::string_view text, std::string_view wanted);

/// Compares texts with one term of a filter: ASCII case ignored, names without blanks around them
/// and without the trailing dot. Immutable; lives no longer than its term.
class TermMatch final {
public:
    explicit TermMatch(const FilterTerm& term);

    /// Whether a text meets one of the term's patterns.
    bool meets(std::string_view text) const;
    /// The same for an address: as a value where the pattern is one, else as it was written.
    bool meets(const AddressEntry& address, const StringPool& texts) const;
    /// Whether meets() may be true of an address in its usual form at all.
    bool asksUsualAddresses() const { return m_usualAddresses || !m_prefixes.empty(); }
    /// Whether a text meets one pattern, by its place in the term.
    bool meetsPattern(std::size_t pattern, std::string_view text) const;

    /// Pieces of which a text meets the term that holds one of them anywhere; empty where it is not
    /// as simple as that.
    const std::vector<std::string_view>& words() const { return m_words; }

private:
    /// A pattern: pieces that a text holds in this order.
    struct Pattern {
        std::vector<std::string_view> pieces;
        bool openBegin = false; ///< Anything may stand before the first piece ...
        bool openEnd = false; ///< ... or behind the last one.
    };
    /// An address prefix, compared with addresses as values.
    struct Prefix {
        AddressEntry::Kind kind = AddressEntry::Kind::None;
        std::array<std::uint64_t, 2> bytes{}, mask{};
        bool holds(const AddressEntry& address) const;
    };
    /// Words of digits alone, which stand within one number of an address in its usual form.
    struct NumberWords {
        std::vector<bool> groups; ///< Of IPv6, by value: whether one of the words stands in it.
        std::array<bool, 256> octets{}; ///< Of IPv4.
        bool meets(const AddressEntry& address) const;
    };
    void addPrefix(const IpAddress& address, int bits);
    static Prefix prefixOf(const IpAddress& address, int bits);
    void findNumberWords();
    static bool covers(const Pattern& pattern, std::string_view value);

    std::vector<Pattern> m_patterns;
    std::vector<Prefix> m_prefixes;
    std::vector<std::string_view> m_words;
    std::optional<NumberWords> m_numbers; ///< Set where all words are such ones.
    bool m_isName = false;
    /// A pattern may meet an address in its usual form as text: IPv4, IPv6 that is written without
    /// an IPv4 address at its end, any at all.
    bool m_usualV4 = false, m_usualV6 = false, m_usualAddresses = false;
};

/// Which texts of a pool meet a term, as far as it was asked. Any thread: two that ask for the same
/// at once find the same.
class KnownTexts final {
public:
    explicit KnownTexts(std::size_t texts)
        : m_known(texts)
    {
    }

    /// Number of texts. More may have come to the pool meanwhile, which no row has yet.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_known.size()); }

    /// Tells the answer for a text that nobody needs to ask work() about.
    void set(std::uint32_t text, bool meets)
    {
        m_known[text].store(meets ? 2 : 1, std::memory_order_relaxed);
        if (meets && !m_any.load(std::memory_order_relaxed))
            m_any.store(true, std::memory_order_relaxed);
    }
    /// Whether set() told so of any.
    bool any() const { return m_any.load(std::memory_order_relaxed); }

    /// The same, for inner loops to keep by value.
    class View {
    public:
        /// Whether a text meets the term; work() tells where nobody asked before.
        template <typename Work> bool get(std::uint32_t text, const Work& work) const
        {
            char value = m_known[text].load(std::memory_order_relaxed);
            if (value == 0) [[unlikely]] {
                value = work() ? 2 : 1;
                m_known[text].store(value, std::memory_order_relaxed);
            }
            return value == 2;
        }
        /// Whether a text meets the term, where that is known.
        bool known(std::uint32_t text) const
        {
            return m_known[text].load(std::memory_order_relaxed) == 2;
        }

    private:
        friend class KnownTexts;
        std::atomic<char>* m_known = nullptr;
    };
    View view()
    {
        View view;
        view.m_known = m_known.data();
        return view;
    }
    /// View::get()
    template <typename Work> bool get(std::uint32_t text, const Work& work)
    {
        return view().get(text, work);
    }

private:
    std::vector<std::atomic<char>> m_known; ///< 0 unknown, 1 no, 2 yes.
    std::atomic<bool> m_any{ false };
};

} // namespace mxlens
