// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mxlens {

/// Values by number, for the inner loops of tallies: a key is found in a few nanoseconds, and
/// values stand in the order in which their keys came. Copies are independent. One thread.
template <typename Value> class NumberMap final {
public:
    struct Entry {
        std::uint64_t key = 0;
        Value value{};
    };

    /// The value of a key, made where it is new. Valid until the next call.
    Value& operator[](std::uint64_t key)
    {
        Slot& slot = find(key);
        if (slot.place != 0)
            return m_entries[slot.place - 1].value;
        m_entries.push_back({ key, {} });
        slot = { key, static_cast<std::uint32_t>(m_entries.size()) };
        if (m_entries.size() * 2 > m_slots.size())
            grow();
        return m_entries.back().value;
    }

    /// The value of a key; null where there is none.
    const Value* get(std::uint64_t key) const
    {
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = placeOf(key, mask);; at = (at + 1) & mask) {
            if (m_slots[at].place == 0)
                return nullptr;
            if (m_slots[at].key == key)
                return &m_entries[m_slots[at].place - 1].value;
        }
    }

    /// In the order in which keys came.
    const std::vector<Entry>& entries() const { return m_entries; }
    std::size_t size() const { return m_entries.size(); }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t place = 0; ///< In m_entries, from 1; 0 is an empty slot.
    };

    static std::size_t placeOf(std::uint64_t key, std::size_t mask)
    {
        key *= 0x9E3779B97F4A7C15ull;
        return static_cast<std::size_t>(key ^ (key >> 32)) & mask;
    }

    Slot& find(std::uint64_t key)
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = placeOf(key, mask);
        while (m_slots[at].place != 0 && m_slots[at].key != key)
            at = (at + 1) & mask;
        return m_slots[at];
    }

    void grow()
    {
        m_slots.assign(m_slots.size() * 2, {});
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            find(m_entries[i].key) = { m_entries[i].key, static_cast<std::uint32_t>(i + 1) };
    }

    std::vector<Entry> m_entries;
    std::vector<Slot> m_slots = std::vector<Slot>(64);
};

/// Two numbers as one key.
constexpr std::uint64_t pairKey(std::uint32_t upper, std::uint32_t lower)
{
    return static_cast<std::uint64_t>(upper) << 32 | lower;
}

} // namespace mxlens
