// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Compares texts with terms of a filter: ASCII case ignored, names without the trailing dot. Keeps
/// its memory from one text to the next. One thread.
class TextMatch final {
public:
    /// Whether a text meets one pattern of a term; pieces are compared as if joined.
    bool meets(const FilterTerm& term, std::initializer_list<std::string_view> pieces);
    /// Whether a text meets one pattern under a key.
    bool meets(const FilterPattern& pattern, FilterKey key, std::string_view text);

private:
    std::string_view loweredText(std::initializer_list<std::string_view> pieces);
    bool valueMeets(const FilterPattern& pattern, FilterKey key, std::string_view value);

    std::vector<char> m_lowered;
    std::string m_pattern;
};

/// Which texts of a pool meet which terms, as far as it was asked. Any thread: two that ask for the
/// same at once find the same.
class KnownTexts final {
public:
    KnownTexts(std::size_t terms, std::size_t texts)
        : m_texts(texts)
        , m_known(terms * texts)
    {
    }

    /// Whether a text meets a term; work() tells where nobody asked before.
    template <typename Work> bool get(std::size_t term, std::uint32_t text, const Work& work)
    {
        std::atomic<char>& known = m_known[term * m_texts + text];
        char value = known.load(std::memory_order_relaxed);
        if (value == 0) {
            value = work() ? 2 : 1;
            known.store(value, std::memory_order_relaxed);
        }
        return value == 2;
    }

private:
    std::size_t m_texts;
    std::vector<std::atomic<char>> m_known; ///< 0 unknown, 1 no, 2 yes.
};

} // namespace mxlens
