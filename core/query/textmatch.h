// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/store/addresspool.h"
#include "core/store/stringpool.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
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
    /// Whether a text meets one pattern, by its place in the term.
    bool meetsPattern(std::size_t pattern, std::string_view text) const;

private:
    /// A pattern: pieces that a text holds in this order.
    struct Pattern {
        std::vector<std::string_view> pieces;
        bool openBegin = false; ///< Anything may stand before the first piece ...
        bool openEnd = false; ///< ... or behind the last one.
        const FilterPattern* address = nullptr; ///< Set where values are compared.
    };
    static bool covers(const Pattern& pattern, std::string_view value);

    std::vector<Pattern> m_patterns;
    bool m_isName = false;
    bool m_usualAddresses = false; ///< A pattern may meet an address in its usual form as text.
};

/// Which texts of a pool meet a term, as far as it was asked. Any thread: two that ask for the same
/// at once find the same.
class KnownTexts final {
public:
    explicit KnownTexts(std::size_t texts)
        : m_known(texts)
    {
    }

    /// Whether a text meets the term; work() tells where nobody asked before.
    template <typename Work> bool get(std::uint32_t text, const Work& work)
    {
        std::atomic<char>& known = m_known[text];
        char value = known.load(std::memory_order_relaxed);
        if (value == 0) {
            value = work() ? 2 : 1;
            known.store(value, std::memory_order_relaxed);
        }
        return value == 2;
    }

private:
    std::vector<std::atomic<char>> m_known; ///< 0 unknown, 1 no, 2 yes.
};

} // namespace mxlens
