// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/sortednames.h"

#include <algorithm>
#include <cstring>

namespace mxlens {

namespace {

// What an entry takes besides its name, here and while it is sorted.
constexpr std::size_t entryBytes = 64;
constexpr std::size_t runBuffer = 32 * 1024;
constexpr std::size_t packedPiece = 1024 * 1024;

// Before each name in the file.
struct Head {
    std::uint32_t length = 0;
    std::uint32_t kind = 0;
};

void pack(std::string& bytes, const FolderEntry& entry)
{
    const Head head{ static_cast<std::uint32_t>(entry.name.size()),
        static_cast<std::uint32_t>(entry.kind) };
    char raw[sizeof head];
    std::memcpy(raw, &head, sizeof head);
    bytes.append(raw, sizeof head).append(entry.name);
}

} // namespace

void SortedNames::add(std::string_view name, FileKind kind)
{
    m_entries.push_back({ m_names.keep(name), kind });
    m_memory += name.size() + entryBytes;
    if (m_memory > m_limit && !m_full)
        spill();
}

// Sorts what is in memory and moves it to the file.
void SortedNames::spill()
{
    sortEntries(m_entries);
    Run run;
    run.begin = m_file.size();
    m_packed.clear();
    for (const FolderEntry& entry : m_entries) {
        pack(m_packed, entry);
        if (m_packed.size() < packedPiece && &entry != &m_entries.back())
            continue;
        m_full = !m_file.append(m_packed);
        m_packed.clear();
        if (m_full)
            return; // all of them are still in memory
    }
    run.end = m_file.size();
    m_runs.push_back(std::move(run));
    m_entries.clear();
    m_names = {};
    m_memory = 0;
}

void SortedNames::finish(const std::stop_token& stop)
{
    m_packed = {};
    sortEntries(m_entries, stop);
    for (std::size_t run = 0; run < m_runs.size(); ++run)
        push(run);
}

void SortedNames::push(std::size_t run)
{
    if (!advance(m_runs[run]))
        return;
    m_heap.push_back(run);
    std::push_heap(m_heap.begin(), m_heap.end(), [this](std::size_t a, std::size_t b) {
        return comesBefore(m_runs[b].entry, m_runs[a].entry);
    });
}

// Moves so much of a run into its buffer, behind what is still there.
bool SortedNames::load(Run& run, std::size_t size)
{
    if (run.buffer.size() - run.at >= size)
        return true;
    run.buffer.erase(0, run.at);
    run.at = 0;
    const std::size_t had = run.buffer.size();
    const std::uint64_t left = run.end - run.begin;
    const auto wanted
        = static_cast<std::size_t>(std::min<std::uint64_t>(left, std::max(size, runBuffer)));
    run.buffer.resize(had + wanted);
    const std::size_t got = m_file.read(run.begin, run.buffer.data() + had, wanted);
    run.buffer.resize(had + got);
    run.begin += got;
    m_failed = m_failed || got < wanted || run.buffer.size() < size;
    return run.buffer.size() >= size;
}

bool SortedNames::advance(Run& run)
{
    if (run.begin == run.end && run.at == run.buffer.size()) {
        run.buffer = {};
        return false;
    }
    Head head;
    if (!load(run, sizeof head))
        return false;
    std::memcpy(&head, run.buffer.data() + run.at, sizeof head);
    run.at += sizeof head;
    if (!load(run, head.length))
        return false;
    run.entry = { std::string_view(run.buffer).substr(run.at, head.length),
        static_cast<FileKind>(head.kind) };
    run.at += head.length;
    return true;
}

std::optional<FolderEntry> SortedNames::nextInMemory()
{
    if (m_nextEntry == m_entries.size())
        return std::nullopt;
    return m_entries[m_nextEntry++];
}

std::optional<FolderEntry> SortedNames::next()
{
    if (m_taken)
        push(*m_taken);
    m_taken.reset();
    if (m_heap.empty()
        || (m_nextEntry < m_entries.size()
            && comesBefore(m_entries[m_nextEntry], m_runs[m_heap.front()].entry)))
        return nextInMemory();
    std::pop_heap(m_heap.begin(), m_heap.end(), [this](std::size_t a, std::size_t b) {
        return comesBefore(m_runs[b].entry, m_runs[a].entry);
    });
    m_taken = m_heap.back();
    m_heap.pop_back();
    return m_runs[*m_taken].entry;
}

} // namespace mxlens
