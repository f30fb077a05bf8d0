// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/numbermap.h"
#include "core/query/parallel.h"
#include "core/query/rowruns.h"
#include "core/query/textranks.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace mxlens {

/// The ranks of texts that stand nowhere but are made from what rows say, one for each of the rows,
/// as ranksOf() has them. Texts(snapshot) makes them: of(part, row) gives the number of a text, and
/// text(number) the text, which stays where it is. Each share of the rows has such a maker of its
/// own. Without use when asked to stop. mostBytes: of texts that may be made; empty where that is
/// not enough.
template <typename Rows, typename Texts>
std::vector<std::uint32_t> ranksOfMade(const Snapshot& snapshot, std::span<const RowId> rows,
    const std::stop_token& stop, std::size_t mostBytes = ~std::size_t{ 0 })
{
    struct Share {
        std::optional<Texts> maker;
        std::vector<TextPieces> texts; // each number once, as they come
        std::size_t first = 0; // of them, among those of all shares
    };
    std::vector<Share> shares(rows.size() / rowsOfShare + 1);
    std::vector<std::uint32_t> places(rows.size()); // in the texts of the share
    std::atomic<std::size_t> bytes{ 0 };
    const auto ends = [&] { return stop.stop_requested() || bytes > mostBytes; };
    inRowShares(rows.size(), [&](std::size_t first, std::size_t behind) {
        Share& share = shares[first / rowsOfShare];
        share.maker.emplace(snapshot);
        NumberMap<std::uint32_t> known; // from 1
        const auto own = rows.subspan(first, behind - first);
        forEachRun<Rows>(
            snapshot, own, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
                const Snapshot::Part& part = snapshot.parts()[index];
                for (std::size_t i = begin; i < end && !ends(); ++i) {
                    const auto number = share.maker->of(part, own[i] - part.*Rows::first);
                    std::uint32_t& place = known[number];
                    if (place == 0) {
                        const std::string_view text = share.maker->text(number);
                        share.texts.push_back({ text, {}, {} });
                        bytes += text.size();
                        place = static_cast<std::uint32_t>(share.texts.size());
                    }
                    places[first + i] = place - 1;
                }
            });
    });
    if (bytes > mostBytes)
        return {};
    std::vector<TextPieces> texts;
    for (Share& share : shares) {
        share.first = texts.size();
        texts.insert(texts.end(), share.texts.begin(), share.texts.end());
    }
    const std::vector<std::uint32_t> ranks = ranksOf(texts, TextOrder::Plain, stop);
    if (stop.stop_requested())
        return places;
    inRowShares(rows.size(), [&](std::size_t first, std::size_t behind) {
        const auto own = std::span(ranks).subspan(shares[first / rowsOfShare].first);
        for (std::size_t i = first; i < behind; ++i)
            places[i] = own[places[i]];
    });
    return places;
}

} // namespace mxlens
