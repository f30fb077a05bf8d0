// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace mxlens {

/// A number of sessions that may be unknown (DESIGN.md section 3, rule 6): a missing count is
/// neither zero nor one. 64 bits; sums saturate at INT64_MAX.
class Count {
public:
    /// Unknown.
    constexpr Count() = default;
    /// Known; a negative number is unknown.
    constexpr explicit Count(std::int64_t value)
        : m_value(std::max<std::int64_t>(value, -1))
    {
    }

    static constexpr Count zero() { return Count(0); }
    static constexpr std::int64_t maximum() { return std::numeric_limits<std::int64_t>::max(); }

    constexpr bool known() const { return m_value >= 0; }
    /// The number, or fallback where it is unknown.
    constexpr std::int64_t valueOr(std::int64_t fallback) const
    {
        return known() ? m_value : fallback;
    }

    /// Sum of the known: unknown only where both are.
    friend constexpr Count operator+(Count a, Count b)
    {
        if (!a.known())
            return b;
        if (!b.known())
            return a;
        return a.m_value > maximum() - b.m_value ? Count(maximum()) : Count(a.m_value + b.m_value);
    }
    constexpr Count& operator+=(Count other) { return *this = *this + other; }

    /// The larger of the known: unknown only where both are.
    friend constexpr Count larger(Count a, Count b) { return a.m_value >= b.m_value ? a : b; }

    friend constexpr bool operator==(Count, Count) = default;
    /// Unknown sorts below every number.
    friend constexpr auto operator<=>(Count, Count) = default;

private:
    std::int64_t m_value = -1;
};

} // namespace mxlens
