// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/fileopener.h"

#ifdef _WIN32

namespace mxlens {

// Files are opened by their path here, see DocumentReader: nothing to open ahead.
FileOpener::FileOpener(const FileList& files, unsigned)
    : m_files(files)
    , m_window(0)
{
}
FileOpener::~FileOpener() = default;
void FileOpener::expect(std::size_t, std::size_t) { }
std::ptrdiff_t FileOpener::read(std::size_t, char*, std::size_t, std::optional<FileState>*)
{
    return -1;
}

} // namespace mxlens

#else

#include <algorithm>

#include <fcntl.h>
#include <sys/resource.h>

namespace mxlens {

namespace {

// So many files ahead, then a look at how it goes without.
constexpr std::size_t aheadFor = 4096;
constexpr std::size_t widestWindow = 256;

std::size_t windowFor(unsigned threads)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    // Half of what is allowed stays for everything else.
    const auto share = static_cast<std::size_t>(limit.rlim_cur) / 2 / std::max(1u, threads);
    return std::min(widestWindow, share);
}

} // namespace

FileOpener::FileOpener(const FileList& files, unsigned threads)
    : m_files(files)
    , m_window(windowFor(threads))
{
}

FileOpener::~FileOpener()
{
    for (const Opened& opened : m_opened)
        FolderFiles::close(opened.opened);
}

void FileOpener::expect(std::size_t begin, std::size_t end)
{
    m_expected.push_back({ begin, end });
}

bool FileOpener::enterFolder(std::size_t file)
{
    const std::uint32_t number = m_files.folderNumber(file);
    if (m_folderNumber == number)
        return true;
    m_folderNumber.reset();
    if (!m_folder.enter(m_files.folder(file)))
        return false;
    m_folderNumber = number;
    return true;
}

FolderFiles::Opened FileOpener::open(std::size_t file)
{
    if (!enterFolder(file))
        return {};
    return m_folder.open(m_files.name(file).data());
}

void FileOpener::openAhead()
{
    while (m_opened.size() < m_window && !m_expected.empty()) {
        Range& range = m_expected.front();
        if (range.begin >= range.end) {
            m_expected.pop_front();
            continue;
        }
        const std::size_t file = range.begin++;
        if (!m_files.isPlain(file))
            continue;
        const FolderFiles::Opened opened = open(file);
        if (opened.descriptor < 0)
            continue; // it is tried again when its turn comes, and its error told then
#ifdef POSIX_FADV_WILLNEED
        posix_fadvise(opened.descriptor, 0, 0, POSIX_FADV_WILLNEED);
#endif
        m_opened.push_back({ file, opened });
    }
}

// A file, opened before or now.
FolderFiles::Opened FileOpener::take(std::size_t file)
{
    if (m_ahead)
        openAhead();
    while (!m_opened.empty() && m_opened.front().file < file) {
        FolderFiles::close(m_opened.front().opened);
        m_opened.pop_front();
    }
    if (!m_opened.empty() && m_opened.front().file == file) {
        const FolderFiles::Opened opened = m_opened.front().opened;
        m_opened.pop_front();
        return opened;
    }
    while (!m_expected.empty() && m_expected.front().end <= file)
        m_expected.pop_front();
    if (!m_expected.empty())
        m_expected.front().begin = std::max(m_expected.front().begin, file + 1);
    return open(file);
}

std::ptrdiff_t FileOpener::read(
    std::size_t file, char* to, std::size_t size, std::optional<FileState>* state)
{
    const ReadingPace::Clock::time_point begin = ReadingPace::Clock::now();
    const FolderFiles::Opened opened = take(file);
    if (opened.descriptor < 0)
        return -1;
    const std::ptrdiff_t got = FolderFiles::readAndClose(opened, to, size, state);
    const ReadingPace::Clock::duration time = ReadingPace::Clock::now() - begin;
    m_pace.add(time);
    decide();
    m_isQuick = m_isQuick && time < ReadingPace::slowestFile;
    return got;
}

// Whether to work ahead from now on.
void FileOpener::decide()
{
    if (m_ahead && m_pace.files() >= aheadFor) {
        m_ahead = false; // what was opened is used up first; the next ones tell
        m_pace.restart();
    } else if (!m_ahead && m_pace.files() >= ReadingPace::sample && m_opened.empty()) {
        m_isQuick = !m_pace.isSlow();
        m_ahead = m_window > 0 && !m_isQuick;
        m_pace.restart();
    }
}

} // namespace mxlens

#endif
