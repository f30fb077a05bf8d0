// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textranks.h"

#include "core/query/deviationtexts.h"
#include "core/query/madetexts.h"
#include "core/query/parallel.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <tuple>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t window = 8;

// Mostly reports depart from the RFC in the same ways. Where each does in a way of its own, texts
// of all of them would need more memory than the reports: they are made when somebody sorts by
// them.
constexpr std::size_t mostDeviationBytes = std::size_t{ 48 } << 20;

// A to Z of eight bytes at once as a to z.
std::uint64_t lowered8(std::uint64_t bytes)
{
    constexpr std::uint64_t each = 0x0101010101010101ull;
    const std::uint64_t low = bytes & (each * 0x7f);
    const std::uint64_t fromA = low + each * (0x80 - 'A');
    const std::uint64_t behindZ = low + each * (0x7f - 'Z');
    return bytes | ((fromA ^ behindZ) & ~bytes & (each * 0x80)) >> 2;
}

// Eight bytes of a text as a number that sorts as they do, and how many there are from their first
// on (9 for more than eight): a text that ends comes before one that goes on with NUL.
struct Window {
    std::uint64_t key = 0;
    std::uint32_t item = 0;
    std::uint32_t length = 0;

    bool operator<(const Window& other) const
    {
        return key != other.key ? key < other.key : length < other.length;
    }
    bool operator==(const Window& other) const
    {
        return key == other.key && length == other.length;
    }
};

Window windowAt(const TextPieces& text, std::size_t depth, TextOrder order)
{
    char bytes[window] = {};
    std::size_t used = 0;
    std::size_t left = 0;
    for (std::string_view piece : text) {
        const std::size_t skipped = std::min(depth, piece.size());
        depth -= skipped;
        piece.remove_prefix(skipped);
        left += piece.size();
        const std::size_t taken = std::min(piece.size(), window - used);
        if (taken == window)
            std::memcpy(bytes, piece.data(), window);
        else if (taken > 0)
            std::memcpy(bytes + used, piece.data(), taken);
        used += taken;
    }
    if (order == TextOrder::List)
        std::replace(std::begin(bytes), std::end(bytes), '\n', '|');
    std::uint64_t key = 0;
    for (const char byte : bytes)
        key = key << 8 | static_cast<unsigned char>(byte);
    return { lowered8(key), 0, static_cast<std::uint32_t>(std::min(left, window + 1)) };
}

// Sorts texts by their first eight bytes, those that agree by the next eight, and so on. Rows of
// texts that agree so far wait on a stack: a long text must not need a deep one.
class Ranker {
public:
    Ranker(std::span<const TextPieces> texts, TextOrder order, const std::stop_token& stop)
        : m_texts(texts)
        , m_order(order)
        , m_stop(stop)
        , m_windows(texts.size())
        , m_ranks(texts.size())
    {
    }

    std::vector<std::uint32_t> run()
    {
        for (std::size_t i = 0; i < m_windows.size(); ++i)
            m_windows[i].item = static_cast<std::uint32_t>(i);
        // Places in order serve as ranks until equal ones are known; those of a run that is equal
        // altogether are its first place, so that they need no second look.
        if (!m_windows.empty())
            m_waiting.push_back({ 0, m_windows.size(), 0 });
        while (!m_waiting.empty() && !m_stop.stop_requested()) {
            const Run run = m_waiting.back();
            m_waiting.pop_back();
            sort(run);
        }
        closeGaps();
        return std::move(m_ranks);
    }

private:
    struct Run {
        std::size_t begin, end, depth;
    };

    void sort(const Run& run)
    {
        const auto begin = m_windows.begin() + static_cast<std::ptrdiff_t>(run.begin);
        const auto end = m_windows.begin() + static_cast<std::ptrdiff_t>(run.end);
        for (auto at = begin; at != end; ++at) {
            const std::uint32_t item = at->item;
            *at = windowAt(m_texts[item], run.depth, m_order);
            at->item = item;
        }
        if (!std::is_sorted(begin, end))
            std::sort(begin, end);
        for (auto first = begin; first != end;) {
            const auto last = std::find_if(
                first, end, [&first](const Window& other) { return !(other == *first); });
            const auto place = static_cast<std::size_t>(first - m_windows.begin());
            if (last - first > 1 && first->length > window)
                m_waiting.push_back(
                    { place, place + static_cast<std::size_t>(last - first), run.depth + window });
            else
                for (; first != last; ++first)
                    m_ranks[first->item] = static_cast<std::uint32_t>(place);
            first = last;
        }
    }

    // First places of equal runs become 0, 1, 2 and so on, so that few texts have small ranks.
    void closeGaps()
    {
        std::vector<std::uint32_t> dense(m_ranks.size());
        for (const std::uint32_t rank : m_ranks)
            dense[rank] = 1;
        std::uint32_t next = 0;
        for (std::uint32_t& rank : dense)
            rank = rank == 1 ? next++ : 0;
        for (std::uint32_t& rank : m_ranks)
            rank = dense[rank];
    }

    const std::span<const TextPieces> m_texts;
    const TextOrder m_order;
    const std::stop_token m_stop;
    std::vector<Window> m_windows;
    std::vector<std::uint32_t> m_ranks;
    std::vector<Run> m_waiting;
};

// An address as numbers that sort as its value does: IPv4 before IPv6, none at all before both.
struct AddressKey {
    static constexpr std::uint32_t noAddress = 3;

    std::uint32_t kind = 0;
    std::uint64_t high = 0, low = 0;
    std::uint32_t item = 0;

    bool operator<(const AddressKey& other) const
    {
        return std::tie(kind, high, low) < std::tie(other.kind, other.high, other.low);
    }
};

AddressKey keyOf(const AddressEntry& entry, std::uint32_t item)
{
    AddressKey key;
    key.item = item;
    switch (entry.kind) {
    case AddressEntry::Kind::None:
        key.kind = entry.written == 0 ? 0 : AddressKey::noAddress;
        return key;
    case AddressEntry::Kind::V4:
        key.kind = 1;
        break;
    case AddressEntry::Kind::V6:
        key.kind = 2;
        break;
    }
    for (std::size_t i = 0; i < 8; ++i) {
        key.high = key.high << 8 | entry.bytes[i];
        key.low = key.low << 8 | entry.bytes[i + 8];
    }
    return key;
}

std::vector<std::uint32_t> ranksOfTexts(const Snapshot& snapshot, const std::stop_token& stop)
{
    std::vector<TextPieces> texts(snapshot.pool().size());
    for (StringId id = 0; id < texts.size(); ++id)
        texts[id][0] = snapshot.text(id);
    return ranksOf(texts, TextOrder::Plain, stop);
}

std::vector<std::uint32_t> ranksOfSources(const Snapshot& snapshot, const std::stop_token& stop)
{
    std::vector<TextPieces> texts;
    texts.reserve(snapshot.sourceCount());
    for (const Snapshot::Part& part : snapshot.parts()) {
        const auto& sources = part.segment->sources;
        for (std::size_t row = 0; row < sources.name.size(); ++row)
            texts.push_back({ snapshot.text(sources.folder[row]), snapshot.text(sources.name[row]),
                snapshot.text(sources.inner[row]) });
    }
    return ranksOf(texts, TextOrder::Plain, stop);
}

void rankOthers(TextRanks& ranks, const std::stop_token& stop)
{
    ranks.sources = ranksOfSources(*ranks.snapshot, stop);
    std::vector<AddressId> ids(ranks.snapshot->addresses().size());
    std::iota(ids.begin(), ids.end(), AddressId(0));
    ranks.addresses = ranksOfAddresses(*ranks.snapshot, ids, stop);
    std::vector<RowId> reports(ranks.snapshot->reportCount());
    std::iota(reports.begin(), reports.end(), RowId(0));
    ranks.deviations = ranksOfMade<ReportRows, DeviationTexts>(
        *ranks.snapshot, reports, stop, mostDeviationBytes);
}

} // namespace

std::vector<std::uint32_t> ranksOf(
    std::span<const TextPieces> texts, TextOrder order, const std::stop_token& stop)
{
    return Ranker(texts, order, stop).run();
}

std::vector<std::uint32_t> ranksOfAddresses(
    const Snapshot& snapshot, std::span<const AddressId> ids, const std::stop_token& stop)
{
    // What is no address sorts as text, behind those that are.
    std::vector<std::uint32_t> others;
    std::vector<TextPieces> texts;
    std::vector<AddressKey> keys(ids.size());
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const AddressEntry& entry = snapshot.addresses().entry(ids[i]);
        keys[i] = keyOf(entry, i);
        if (keys[i].kind == AddressKey::noAddress) {
            others.push_back(i);
            texts.push_back({ snapshot.pool().text(entry.written), {}, {} });
        }
    }
    const std::vector<std::uint32_t> textRanks = ranksOf(texts, TextOrder::Plain, stop);
    for (std::size_t i = 0; i < others.size(); ++i)
        keys[others[i]].low = textRanks[i];
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> ranks(ids.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        rank += i > 0 && keys[i - 1] < keys[i];
        ranks[keys[i].item] = rank;
    }
    return ranks;
}

std::shared_ptr<const TextRanks> makeTextRanks(
    std::shared_ptr<const Snapshot> snapshot, const std::stop_token& stop)
{
    auto ranks = std::make_shared<TextRanks>();
    ranks->snapshot = std::move(snapshot);
    inParallel(2, [&](std::size_t which) {
        if (which == 0)
            ranks->texts = ranksOfTexts(*ranks->snapshot, stop);
        else
            rankOthers(*ranks, stop);
    });
    if (stop.stop_requested())
        return nullptr;
    return ranks;
}

} // namespace mxlens
