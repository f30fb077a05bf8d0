// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace mxlens {

/// A text in up to three pieces that are compared as if they stood in one.
using TextPieces = std::array<std::string_view, 3>;

/// How texts are compared: bytes in which upper case ASCII letters count as lower case ones, and in
/// lists a line feed as the bar that tables write in its place.
enum class TextOrder { Plain, List };

/// The ranks of texts among each other: 0 for the smallest, equal ones share a rank. Stops early,
/// with ranks that must not be used, when asked to.
std::vector<std::uint32_t> ranksOf(
    std::span<const TextPieces> texts, TextOrder order, const std::stop_token& stop = {});

/// What sorting by text needs to know about the texts of one store, worked out once and used by
/// every sort: for each text and address of the pools, each source and the deviations of each
/// report, its rank. Immutable. 4 bytes for each of them.
struct TextRanks {
    std::shared_ptr<const Snapshot> snapshot; ///< What they were worked out for.
    std::vector<std::uint32_t> texts; ///< By StringId, as far as the pool went.
    std::vector<std::uint32_t> addresses; ///< By AddressId, as far as their pool went.
    std::vector<std::uint32_t> sources; ///< By RowId of the source.
    std::vector<std::uint32_t> deviations; ///< By RowId of the report; empty if too many.

    /// Whether ids of snapshot mean here what they mean there.
    bool isFor(const Snapshot& other) const
    {
        return snapshot && &snapshot->pool() == &other.pool();
    }

    /// `deviations` where they are those of other's reports, too; empty otherwise. A report that is
    /// read later can be the second one of an identity, which is a deviation of the first.
    std::span<const std::uint32_t> deviationsOf(const Snapshot& other) const
    {
        return snapshot.get() == &other ? std::span(deviations) : std::span<const std::uint32_t>();
    }
};

/// Ranks of addresses among each other by their values, IPv4 before IPv6; the absent one comes
/// first and what is no address last, by its text. ids: of the snapshot's pool.
std::vector<std::uint32_t> ranksOfAddresses(
    const Snapshot& snapshot, std::span<const AddressId> ids, const std::stop_token& stop = {});

/// The ranks of a snapshot; null when asked to stop.
std::shared_ptr<const TextRanks> makeTextRanks(
    std::shared_ptr<const Snapshot> snapshot, const std::stop_token& stop = {});

} // namespace mxlens
