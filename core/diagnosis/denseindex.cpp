// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/denseindex.h"

namespace mxlens {

namespace {

std::uint64_t hashOf(const DenseIndex::Key& key)
{
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t hash = (std::uint64_t{ key[0] } << 32 | key[1]) * odd;
    hash ^= hash >> 29;
    hash = (hash + key[2]) * odd;
    return hash ^ hash >> 32;
}

} // namespace

DenseIndex::DenseIndex()
    : m_slots(64, none)
{
}

std::size_t DenseIndex::slotOf(const Key& key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = static_cast<std::size_t>(hashOf(key)) & mask;
    while (m_slots[slot] != none && !same(m_keys[m_slots[slot]], key))
        slot = (slot + 1) & mask;
    return slot;
}

std::uint32_t DenseIndex::of(const Key& key)
{
    if (m_last != none && same(key, m_lastKey))
        return m_last;
    std::size_t slot = slotOf(key);
    if (m_slots[slot] == none) {
        if ((m_keys.size() + 1) * 2 > m_slots.size()) {
            grow();
            slot = slotOf(key);
        }
        m_slots[slot] = static_cast<std::uint32_t>(m_keys.size());
        m_keys.push_back(key);
    }
    m_lastKey = key;
    return m_last = m_slots[slot];
}

std::uint32_t DenseIndex::find(const Key& key) const
{
    return m_slots[slotOf(key)];
}

void DenseIndex::grow()
{
    m_slots.assign(m_slots.size() * 2, none);
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        m_slots[slotOf(m_keys[i])] = static_cast<std::uint32_t>(i);
}

} // namespace mxlens
