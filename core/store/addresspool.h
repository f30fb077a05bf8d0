// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/byteword.h"
#include "core/report/ipaddress.h"
#include "core/store/stablearray.h"
#include "core/store/stringpool.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Number of an address in an AddressPool; 0 is the absent one.
using AddressId = std::uint32_t;

/// An address as a value, and what was written where that is not the address in its usual form
/// (dotted IPv4, IPv6 as in RFC 5952).
struct AddressEntry {
    std::array<std::uint8_t, 16> bytes{}; ///< Network order; IPv4 in the first 4.
    enum class Kind : std::uint8_t { None, V4, V6 };
    Kind kind = Kind::None; ///< None: absent, or what was written is no address.
    StringId written = 0; ///< 0: the usual form.

    /// The address as a value; nothing where what was written is none.
    std::optional<IpAddress> value() const;
    /// The first or second 8 bytes, in the order of the processor. which: 0 or 1.
    std::uint64_t half(std::size_t which) const noexcept
    {
        return wordAt(reinterpret_cast<const char*>(bytes.data()) + 8 * which);
    }
    friend bool operator==(const AddressEntry& a, const AddressEntry& b) noexcept
    {
        // By words: a call to compare 16 bytes would take longer.
        return a.half(0) == b.half(0) && a.half(1) == b.half(1) && a.kind == b.kind
            && a.written == b.written;
    }
};

/// Append-only set of distinct addresses, shared by all segments of a store. One thread may intern
/// while others read: nothing that was published ever moves.
class AddressPool final {
public:
    AddressPool();
    AddressPool(const AddressPool&) = delete;
    AddressPool& operator=(const AddressPool&) = delete;

    /// The id of an entry, new or known. Writer's thread only.
    AddressId intern(const AddressEntry& entry);
    /// Adds entries in their order: element i of ids becomes the id of entry i. Writer's thread
    /// only.
    void internAll(std::span<const AddressEntry> entries, std::span<AddressId> ids);
    /// The entry of an id. Any thread.
    const AddressEntry& entry(AddressId id) const noexcept { return m_entries[id]; }
    /// Number of ids given out, the absent address included.
    AddressId size() const noexcept { return m_entries.size(); }
    /// The addresses that are not a value in its usual form, in the order of their ids: the absent
    /// one, and those of which AddressEntry::written says more. i: below oddCount(). Any thread.
    AddressId oddAddress(std::uint32_t i) const noexcept { return m_odd[i]; }
    /// How many there are.
    std::uint32_t oddCount() const noexcept { return m_odd.size(); }

private:
    AddressId intern(const AddressEntry& entry, std::size_t hash);
    void growTable();

    StableArray<AddressEntry> m_entries;
    StableArray<AddressId> m_odd;
    std::vector<AddressId> m_table; ///< Open addressing; 0 is a free slot.
};

/// Distinct addresses of a segment while it is built. Ids are its own, from 0 for the absent one.
/// They, and what they became, may stay for the next segment. One thread.
class LocalAddresses final {
public:
    LocalAddresses();

    /// The id of an entry, new or known; entry.written is an id of the segment's own texts.
    AddressId intern(const AddressEntry& entry);
    /// Whether there are so many that it is better to begin anew.
    bool isLarge() const;
    /// Forgets all addresses and ids.
    void clear();

    /// Adds the addresses that came since the last call to a pool, which must be the same one:
    /// element i is the pool's id of address i. texts: what the segment's texts became. Valid until
    /// the next address is added.
    std::span<const AddressId> moveTo(AddressPool& pool, std::span<const StringId> texts);
    /// Says that the next pool is another one.
    void forgetPool() { m_poolIds.resize(1); }

private:
    /// With its hash: most addresses that are looked for are new, and no other one is looked at.
    struct Slot {
        AddressId id = 0; ///< 0: free.
        std::uint32_t hash = 0;
    };
    void growTable();

    std::vector<AddressEntry> m_entries;
    std::vector<Slot> m_table; ///< Open addressing.
    std::vector<AddressId> m_poolIds; ///< Of the addresses that were moved.
    std::vector<AddressEntry> m_moved; ///< Kept for its memory.
};

/// The entry of a text: its value and, where it is not in the usual form, the id that `written`
/// gives for it.
AddressEntry addressEntry(const ReadAddress& address, StringId written);

/// The text of an entry as it was written. texts: pool of entry.written.
std::string addressText(const AddressEntry& entry, const StringPool& texts);

} // namespace mxlens
