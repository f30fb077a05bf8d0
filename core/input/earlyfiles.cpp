// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/earlyfiles.h"

#include "core/report/prefetch.h"

#include <exception>
#include <utility>

namespace mxlens {

namespace {

// More are seldom read before a walk ends, and a table that grows is moved.
constexpr std::size_t usualFiles = std::size_t{ 1 } << 16;

// So much of a file is fetched ahead; the processor sees by itself how it goes on.
constexpr std::size_t firstBytes = 256;
constexpr std::size_t cacheLine = 64;

} // namespace

EarlyFiles::EarlyFiles(bool wantsStates, std::size_t mostBytes)
    : m_wantsStates(wantsStates)
    , m_mostBytes(mostBytes)
    , m_began(fileTimeNow())
{
}

EarlyFiles::~EarlyFiles() = default;

void EarlyFiles::add(
    std::string_view folder, std::span<const FolderEntry> names, std::shared_ptr<const void> keeper)
{
    if (names.empty() || m_over)
        return;
    m_keeper = std::move(keeper);
    Some some{ std::string(folder), {} };
    some.names.reserve(names.size());
    for (const FolderEntry& entry : names) {
        if (entry.kind == FileKind::File)
            some.names.push_back(entry.name);
    }
    if (some.names.empty())
        return;
    m_found += some.names.size();
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back(std::move(some));
    }
    m_wake.notify_one();
    if (m_found < manyFiles || m_thread.joinable())
        return;
    try {
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    } catch (const std::exception&) {
        m_over = true; // without a thread nothing is read early: then later
    }
}

void EarlyFiles::finish()
{
    m_thread = {}; // asks it to stop, and waits
    m_waiting.clear();
}

std::optional<EarlyFiles::File> EarlyFiles::find(std::string_view name) const
{
    const std::uint32_t number = TextChunks::numberBehind(name);
    if (number >= m_places.size() || m_places[number].size == 0)
        return std::nullopt;
    const Place place = m_places[number];
    return File{ { m_bytes.get() + place.begin, place.size },
        m_wantsStates ? std::optional(m_states[number]) : std::nullopt };
}

void EarlyFiles::prefetchPlace(std::string_view name) const
{
    const std::uint32_t number = TextChunks::numberBehind(name);
    if (number < m_places.size())
        prefetch(m_places.data() + number);
}

void EarlyFiles::prefetchBytes(std::string_view name) const
{
    const std::uint32_t number = TextChunks::numberBehind(name);
    if (number >= m_places.size() || m_places[number].size == 0)
        return;
    const char* const bytes = m_bytes.get() + m_places[number].begin;
    for (std::size_t i = 0; i < firstBytes; i += cacheLine)
        prefetch(bytes + i);
}

void EarlyFiles::run(const std::stop_token& stop)
{
    try {
        readWaiting(stop);
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch)
        // No memory: what is there is sound, the rest is read later.
    }
    m_over = true;
}

void EarlyFiles::readWaiting(const std::stop_token& stop)
{
    bool goOn = true;
    while (goOn) {
        Some some;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); }))
                return;
            some = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        goOn = readSome(some, stop);
    }
}

// False where it is not worth going on.
bool EarlyFiles::readSome(const Some& some, const std::stop_token& stop)
{
    if (!m_files.enter(some.folder))
        return false;
    if (!m_bytes) {
        m_bytes = std::make_unique_for_overwrite<char[]>(m_mostBytes);
        m_places.reserve(usualFiles);
        m_states.reserve(m_wantsStates ? usualFiles : 0);
    }
    for (const std::string_view name : some.names) {
        if (stop.stop_requested() || !readFile(name))
            return false;
    }
    return true;
}

bool EarlyFiles::readFile(std::string_view name)
{
    if (m_mostBytes - m_used <= largestFile)
        return false;
    const ReadingPace::Clock::time_point begin = ReadingPace::Clock::now();
    const FolderFiles::Opened opened = m_files.open(name.data());
    if (opened.descriptor < 0)
        return true; // its error is told when its turn comes
    std::optional<FileState> state;
    const std::ptrdiff_t got
        = FolderFiles::readAndClose(opened, m_bytes.get() + m_used, largestFile + 1, &state);
    m_pace.add(ReadingPace::Clock::now() - begin);
    if (got > 0 && static_cast<std::size_t>(got) <= largestFile && state
        && isSettled(state->modified, m_began))
        keep(TextChunks::numberBehind(name), static_cast<std::size_t>(got), *state);
    return isWorthIt();
}

// What the last files say of the next ones.
bool EarlyFiles::isWorthIt()
{
    if (m_pace.files() < ReadingPace::sample)
        return true;
    const bool isWorth = !m_pace.isSlow() && 2 * m_keptOfPace >= m_pace.files();
    m_pace.restart();
    m_keptOfPace = 0;
    return isWorth;
}

void EarlyFiles::keep(std::uint32_t number, std::size_t size, const FileState& state)
{
    if (number == TextChunks::noNumber || number < m_places.size())
        return; // not as add() wants them
    ++m_keptOfPace;
    if (m_wantsStates) {
        m_states.resize(number);
        m_states.push_back(state);
    }
    m_places.resize(number);
    m_places.push_back({ static_cast<std::uint32_t>(m_used), static_cast<std::uint32_t>(size) });
    m_used += size;
}

} // namespace mxlens
