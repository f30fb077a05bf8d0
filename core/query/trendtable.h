// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/numbermap.h"
#include "core/query/trend.h"

#include <functional>
#include <string_view>
#include <vector>

namespace mxlens {

/// Figures by day and key while they are collected, both as numbers. One thread.
class TrendTable final {
public:
    /// The figures of a day and a key. Valid until the next call.
    SessionFigures& of(Day day, std::uint32_t key)
    {
        return m_figures[pairKey(static_cast<std::uint32_t>(day), key)];
    }

    void merge(const TrendTable& other)
    {
        for (const auto& [key, figures] : other.m_figures.entries())
            m_figures[key] += figures;
    }

    /// Rows sorted by day, then by the text of their key bytewise. Different keys have different
    /// texts, which live as long as the rows.
    std::vector<TrendRow> rows(const std::function<std::string_view(std::uint32_t)>& textOf) const;

private:
    NumberMap<SessionFigures> m_figures;
};

} // namespace mxlens
