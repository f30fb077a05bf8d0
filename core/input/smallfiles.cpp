// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/smallfiles.h"

#include <algorithm>

namespace mxlens {

namespace {

// There is always room for one more small file.
constexpr std::size_t roomBytes = 2 * SmallFiles::smallBytes;

// What the files behind one need is fetched from memory step by step: a name so many files ahead
// ...
constexpr std::size_t namesAhead = 8;
// ... where the bytes are that were read early, which the name tells, and the bytes themselves.
constexpr std::size_t placesAhead = 4;
constexpr std::size_t bytesAhead = 2;

} // namespace

SmallFiles::SmallFiles(
    const FileList& files, const EarlyFiles* early, bool wantsStates, unsigned threads)
    : m_files(files)
    , m_early(early)
    , m_wantsStates(wantsStates)
    , m_opener(files, threads)
    , m_bytes(std::make_unique_for_overwrite<char[]>(roomBytes))
{
}

void SmallFiles::expect(std::size_t begin, std::size_t end)
{
    m_expected.push_back({ begin, end });
    m_opener.expect(begin, end);
}

std::optional<EarlyFiles::File> SmallFiles::read(std::size_t file)
{
    prefetchBehind(file);
    if (m_early) {
        if (const auto early = m_early->find(m_files.name(file)))
            return early;
    }
    const Read* read = atHand(file);
    if (!read && file != m_large) {
        readInARow(file);
        read = atHand(file);
    }
    return read ? std::optional(read->content) : std::nullopt;
}

void SmallFiles::prefetchBehind(std::size_t file) const
{
    m_files.prefetchName(file + namesAhead);
    if (!m_early)
        return;
    const auto isPlain
        = [&](std::size_t next) { return next < m_files.size() && m_files.isPlain(next); };
    if (isPlain(file + placesAhead))
        m_early->prefetchPlace(m_files.name(file + placesAhead));
    if (isPlain(file + bytesAhead))
        m_early->prefetchBytes(m_files.name(file + bytesAhead));
}

const SmallFiles::Read* SmallFiles::atHand(std::size_t file)
{
    while (m_next < m_count && m_read[m_next].file < file)
        ++m_next;
    return m_next < m_count && m_read[m_next].file == file ? &m_read[m_next] : nullptr;
}

// This file and, where files come quickly, those behind it. One that is not small or cannot be read
// ends the row; the latter is tried again when its turn comes.
void SmallFiles::readInARow(std::size_t file)
{
    m_count = m_next = m_used = 0;
    const std::int64_t began = m_wantsStates ? fileTimeNow() : 0;
    for (std::optional next = file; next && readOne(*next, began); next = nextBehind(*next)) {
        if (m_count == mostInARow || m_used > roomBytes - smallBytes || !m_opener.isQuick())
            return;
    }
}

bool SmallFiles::readOne(std::size_t file, std::int64_t began)
{
    Read& read = m_read[m_count];
    std::optional<FileState>& state = read.content.state;
    state.reset();
    char* const to = m_bytes.get() + m_used;
    const std::ptrdiff_t got
        = m_opener.read(file, to, smallBytes, m_wantsStates ? &state : nullptr);
    if (got < 0)
        return false;
    if (static_cast<std::size_t>(got) >= smallBytes) {
        m_large = file;
        return false;
    }
    // Its turn comes later, and so does the look at whether it was settled then.
    if (state && !isSettled(state->modified, began))
        state.reset();
    read.file = file;
    read.content.bytes = { to, static_cast<std::size_t>(got) };
    m_used += static_cast<std::size_t>(got);
    ++m_count;
    return true;
}

// The next file that is expected and not at hand.
std::optional<std::size_t> SmallFiles::nextBehind(std::size_t file)
{
    for (++file;; ++file) {
        while (!m_expected.empty() && m_expected.front().end <= file)
            m_expected.pop_front();
        if (m_expected.empty())
            return std::nullopt;
        file = std::max(file, m_expected.front().begin);
        m_files.prefetchName(file + namesAhead);
        if (m_files.isPlain(file) && !isEarly(file))
            return file;
    }
}

bool SmallFiles::isEarly(std::size_t file) const
{
    return m_early && m_early->find(m_files.name(file));
}

} // namespace mxlens
