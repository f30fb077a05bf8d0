// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/addresspool.h"

#include "core/report/inlining.h"
#include "core/report/prefetch.h"
#include "core/report/texthash.h"
#include "core/store/doubledslots.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr std::size_t manyAddresses = 2048; // stay in the processor's cache

std::size_t hashOf(const AddressEntry& entry)
{
    return wordsHash(entry.half(0), entry.half(1),
        std::uint64_t{ entry.written } << 8 | static_cast<unsigned>(entry.kind));
}

bool isAbsent(const AddressEntry& entry)
{
    return entry.kind == AddressEntry::Kind::None && entry.written == 0;
}

} // namespace

std::optional<IpAddress> AddressEntry::value() const
{
    if (kind == Kind::None)
        return {};
    return IpAddress(kind == Kind::V4, bytes);
}

AddressPool::AddressPool()
    : m_table(1024, 0)
{
}

MXLENS_INLINE AddressId AddressPool::intern(const AddressEntry& wanted, std::size_t hash)
{
    if (isAbsent(wanted))
        return 0;
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_table[slot] != 0; slot = (slot + 1) & mask) {
        if (entry(m_table[slot]) == wanted)
            return m_table[slot];
    }
    const AddressId id = m_entries.append(wanted);
    if (wanted.written != 0)
        m_odd.append(id);
    m_table[slot] = id;
    if (std::size_t{ id } * 2 > m_table.size())
        growTable();
    return id;
}

AddressId AddressPool::intern(const AddressEntry& wanted)
{
    return intern(wanted, hashOf(wanted));
}

void AddressPool::internAll(std::span<const AddressEntry> entries, std::span<AddressId> ids)
{
    // Neither a large table nor the entries are in the processor's cache: both are fetched ahead,
    // the entry as soon as its number is there.
    constexpr std::size_t ahead = 16;
    const std::size_t count = entries.size();
    std::vector<std::size_t> hashes(count);
    for (std::size_t i = 0; i < count; ++i)
        hashes[i] = hashOf(entries[i]);
    for (std::size_t i = 0; i < count; ++i) {
        if (i + ahead < count)
            prefetch(&m_table[hashes[i + ahead] & (m_table.size() - 1)]);
        if (i + ahead / 2 < count)
            prefetch(&m_entries[m_table[hashes[i + ahead / 2] & (m_table.size() - 1)]]);
        ids[i] = intern(entries[i], hashes[i]);
    }
}

MXLENS_RARE void AddressPool::growTable()
{
    m_table.assign(m_table.size() * 2, 0);
    const std::size_t mask = m_table.size() - 1;
    for (AddressId id = 1; id < size(); ++id) {
        std::size_t slot = hashOf(entry(id)) & mask;
        while (m_table[slot] != 0)
            slot = (slot + 1) & mask;
        m_table[slot] = id;
    }
}

LocalAddresses::LocalAddresses()
    : m_entries(1)
    , m_table(1024)
    , m_poolIds(1, 0)
{
}

AddressId LocalAddresses::intern(const AddressEntry& wanted)
{
    if (isAbsent(wanted))
        return 0;
    const auto hash = static_cast<std::uint32_t>(hashOf(wanted));
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_table[slot].id != 0; slot = (slot + 1) & mask) {
        if (m_table[slot].hash == hash && m_entries[m_table[slot].id] == wanted)
            return m_table[slot].id;
    }
    const auto id = static_cast<AddressId>(m_entries.size());
    m_entries.push_back(wanted);
    m_table[slot] = { id, hash };
    if (m_entries.size() * 2 > m_table.size())
        growTable();
    return id;
}

MXLENS_RARE void LocalAddresses::growTable()
{
    m_table = doubledSlots(m_table);
}

bool LocalAddresses::isLarge() const
{
    return m_entries.size() > manyAddresses;
}

void LocalAddresses::clear()
{
    m_entries.resize(1);
    std::ranges::fill(m_table, Slot{});
    m_poolIds.resize(1);
}

std::span<const AddressId> LocalAddresses::moveTo(
    AddressPool& pool, std::span<const StringId> texts)
{
    const std::size_t known = m_poolIds.size();
    m_moved.assign(m_entries.begin() + static_cast<std::ptrdiff_t>(known), m_entries.end());
    for (AddressEntry& entry : m_moved)
        entry.written = texts[entry.written];
    m_poolIds.resize(m_entries.size());
    pool.internAll(m_moved, std::span(m_poolIds).subspan(known));
    return m_poolIds;
}

AddressEntry addressEntry(const ReadAddress& address, StringId written)
{
    using Kind = AddressEntry::Kind;
    AddressEntry entry;
    if (address.form != AddressForm::Unreadable) {
        entry.kind = address.value.isV4() ? Kind::V4 : Kind::V6;
        entry.bytes = address.value.bytes();
    }
    if (address.form != AddressForm::Usual)
        entry.written = written;
    return entry;
}

std::string addressText(const AddressEntry& entry, const StringPool& texts)
{
    if (entry.written != 0)
        return std::string(texts.text(entry.written));
    const auto address = entry.value();
    return address ? address->text() : std::string();
}

} // namespace mxlens
