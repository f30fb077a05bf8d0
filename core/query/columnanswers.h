// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/idcolumn.h"
#include "core/store/sparsetexts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace mxlens {

/// What is known of ids, a byte for each, said of the rows of a column that have them; no id is
/// asked about more often than it must. Keeps its memory from one column to the next. One thread.
class ColumnAnswers final {
public:
    /// Calls use(answer), where answer(row) is what a row of the column has for an answer.
    /// byId(ids) gives the function that answers for ids that stand behind each other, by their
    /// place.
    template <typename ById, typename Use>
    void withIds(const std::vector<StringId>& column, const ById& byId, const Use& use) const
    {
        use(byId(column.data()));
    }
    template <typename ById, typename Use>
    void withIds(const SparseTexts& column, const ById& byId, const Use& use)
    {
        const auto answerOf = [&byId](StringId id) { return byId(&id)(0); };
        const auto absent = answerOf(0); // that of most rows
        if (std::ranges::all_of(column.ids(), [&](StringId id) { return answerOf(id) == absent; }))
            return use([absent](std::size_t) { return absent; });
        const auto answer = byId(column.ids().data());
        m_answers.assign(column.size(), static_cast<std::uint8_t>(absent));
        column.forEachText([&](std::size_t row, std::size_t i) {
            m_answers[row] = static_cast<std::uint8_t>(answer(i));
        });
        use([known = m_answers.data()](std::size_t row) { return known[row]; });
    }
    // Each id of a column that is packed is asked about once.
    template <typename ById, typename Use>
    void withIds(const IdColumn& column, const ById& byId, const Use& use)
    {
        column.visit([&](auto rows, auto... ids) {
            if constexpr (sizeof...(ids) == 0) {
                use(byId(rows.data()));
            } else {
                const auto answers = [&](std::span<const std::uint32_t> each) {
                    const auto answer = byId(each.data());
                    m_answers.resize(each.size());
                    for (std::size_t i = 0; i < each.size(); ++i)
                        m_answers[i] = static_cast<std::uint8_t>(answer(i));
                };
                (answers(ids), ...);
                // Mostly a word stands in no text of a column, and nothing need be looked up.
                if (std::ranges::adjacent_find(m_answers, std::not_equal_to<>()) == m_answers.end())
                    return use([answer = m_answers.empty() ? std::uint8_t{ 0 } : m_answers[0]](
                                   std::size_t) { return answer; });
                use([known = m_answers.data(), numbers = rows.data()](
                        std::size_t row) { return known[numbers[row]]; });
            }
        });
    }

private:
    std::vector<std::uint8_t> m_answers; ///< By number of a column, or row: the answer for its id.
};

} // namespace mxlens
