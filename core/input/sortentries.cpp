// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/folder.h"
#include "core/report/prefetch.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace mxlens {

namespace {

// An entry and the next bytes of its name, so that most comparisons touch no name.
struct Keyed {
    std::uint64_t key;
    std::uint32_t entry;
};

constexpr std::size_t keyBytes = 8;
constexpr std::size_t fewEntries = 16;
constexpr std::size_t manyEntries = 512;
constexpr std::size_t entriesAhead = 16;
constexpr std::size_t namesAhead = 8;

std::uint64_t byteOf(const FolderEntry& entry, std::size_t at)
{
    if (at < entry.name.size())
        return static_cast<unsigned char>(entry.name[at]);
    return at == entry.name.size() && entry.kind == FileKind::Folder ? '/' : 0;
}

// For names that agree up to depth.
bool before(const FolderEntry& a, const FolderEntry& b, std::size_t depth)
{
    const std::size_t common = std::min(a.name.size(), b.name.size());
    const std::size_t from = std::min(depth, common);
    const int order
        = a.name.substr(from, common - from).compare(b.name.substr(from, common - from));
    return order != 0 ? order < 0 : byteOf(a, common) < byteOf(b, common);
}

class Sorter final {
public:
    Sorter(const std::vector<FolderEntry>& entries, const std::stop_token& stop)
        : m_entries(entries)
        , m_stop(stop)
    {
    }

    // Sorts a run of entries whose names agree up to depth.
    void sort(std::span<Keyed> run, std::size_t depth)
    {
        while (run.size() > 1 && !m_stop.stop_requested()) {
            if (run.size() <= fewEntries) {
                std::sort(run.begin(), run.end(), [&](const Keyed& a, const Keyed& b) {
                    return before(m_entries[a.entry], m_entries[b.entry], depth);
                });
                return;
            }
            const bool allSame = loadKeys(run, depth);
            depth += keyBytes;
            // Names of reports begin alike: then there is nothing to sort by yet.
            if (allSame && (run.front().key & 0xFF) == 0)
                return; // the names end here: they are equal
            if (!allSame && !m_stop.stop_requested())
                return sortByKey(run, depth);
        }
    }

private:
    void sortByKey(std::span<Keyed> run, std::size_t depth)
    {
        if (run.size() < manyEntries)
            std::sort(run.begin(), run.end(),
                [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
        else
            countingSort(run);
        for (std::size_t begin = 0; begin < run.size();) {
            std::size_t end = begin + 1;
            while (end < run.size() && run[end].key == run[begin].key)
                ++end;
            if ((run[begin].key & 0xFF) != 0)
                sort(run.subspan(begin, end - begin), depth);
            begin = end;
        }
    }

    // By one byte of the keys after the other, from the last one on; those in which all are the
    // same are passed over.
    void countingSort(std::span<Keyed> run)
    {
        std::uint64_t differing = 0;
        for (const Keyed& keyed : run)
            differing |= keyed.key ^ run.front().key;
        m_other.resize(std::max(m_other.size(), run.size()));
        std::span<Keyed> from = run;
        std::span<Keyed> to = std::span(m_other).first(run.size());
        for (unsigned shift = 0; shift < 64; shift += 8) {
            if ((differing >> shift & 0xFF) == 0)
                continue;
            std::array<std::uint32_t, 256> places{};
            for (const Keyed& keyed : from)
                ++places[keyed.key >> shift & 0xFF];
            std::uint32_t place = 0;
            for (std::uint32_t& count : places)
                place += std::exchange(count, place);
            for (const Keyed& keyed : from)
                to[places[keyed.key >> shift & 0xFF]++] = keyed;
            std::swap(from, to);
        }
        if (from.data() != run.data())
            std::ranges::copy(from, run.begin());
    }

    // The 8 bytes at depth, the first one in the highest place; zeros behind the end, which no name
    // holds. Gives whether all are the same.
    bool loadKeys(std::span<Keyed> run, std::size_t depth) const
    {
        bool allSame = true;
        for (std::size_t i = 0; i < run.size(); ++i) {
            // Entries lie in the order of the folder: they and their names are asked for early.
            if (i + entriesAhead < run.size())
                prefetch(m_entries.data() + run[i + entriesAhead].entry);
            if (i + namesAhead < run.size())
                prefetch(m_entries[run[i + namesAhead].entry].name.data() + depth);
            run[i].key = keyAt(run[i].entry, depth);
            allSame = allSame && run[i].key == run.front().key;
        }
        return allSame;
    }

    std::uint64_t keyAt(std::uint32_t entry, std::size_t depth) const
    {
        const std::string_view name = m_entries[entry].name;
        std::uint64_t key = 0;
        if (name.size() >= depth + keyBytes) {
            for (std::size_t i = 0; i < keyBytes; ++i)
                key = key << 8 | static_cast<unsigned char>(name[depth + i]);
            return key;
        }
        for (std::size_t i = depth; i < depth + keyBytes; ++i)
            key = key << 8 | byteOf(m_entries[entry], i);
        return key;
    }

    const std::vector<FolderEntry>& m_entries;
    const std::stop_token& m_stop;
    std::vector<Keyed> m_other; ///< For countingSort().
};

} // namespace

bool comesBefore(const FolderEntry& a, const FolderEntry& b)
{
    return before(a, b, 0);
}

void sortEntries(std::vector<FolderEntry>& entries, const std::stop_token& stop)
{
    std::vector<Keyed> order(entries.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        order[i].entry = i;
    Sorter(entries, stop).sort(order, 0);
    if (stop.stop_requested())
        return;
    std::vector<FolderEntry> sorted;
    sorted.reserve(entries.size());
    for (const Keyed& keyed : order)
        sorted.push_back(entries[keyed.entry]);
    entries.swap(sorted);
}

} // namespace mxlens
