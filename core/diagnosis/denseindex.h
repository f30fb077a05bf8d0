// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mxlens {

/// Gives keys of three numbers dense indices in the order in which they are first asked for. Built
/// for a million look-ups a pass: open addressing, and the last key is remembered. One thread.
class DenseIndex final {
public:
    using Key = std::array<std::uint32_t, 3>;
    static constexpr std::uint32_t none = ~std::uint32_t{ 0 };

    DenseIndex();

    /// The index of a key; a new one is size().
    std::uint32_t of(const Key& key);
    /// The index of a key, none where it was never given one.
    std::uint32_t find(const Key& key) const;
    std::size_t size() const { return m_keys.size(); }

private:
    // Written out: the comparison of std::array is a call of memcmp.
    static bool same(const Key& a, const Key& b)
    {
        return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
    }
    std::size_t slotOf(const Key& key) const;
    void grow();

    std::vector<Key> m_keys; ///< By index.
    std::vector<std::uint32_t> m_slots; ///< Indices, or none; a power of two of them.
    Key m_lastKey{};
    std::uint32_t m_last = none;
};

} // namespace mxlens
