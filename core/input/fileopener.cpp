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

#include "core/report/prefetch.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mxlens {

namespace {

using namespace std::chrono_literals;

// A file from the page cache takes 5 to 15 us, one from a disk 70 us and more.
constexpr auto slowFile = 30us;
constexpr std::size_t sample = 64;
// One file counts for no more: on a busy computer some take milliseconds as the processor works for
// others meanwhile, and to open files ahead is dear where they are in memory.
constexpr auto slowestFile = 16 * slowFile;
// So many files ahead, then a look at how it goes without.
constexpr std::size_t aheadFor = 4096;
constexpr std::size_t widestWindow = 256;
constexpr std::size_t namesAhead = 4;

std::size_t windowFor(unsigned threads)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    // Half of what is allowed stays for everything else.
    const auto share = static_cast<std::size_t>(limit.rlim_cur) / 2 / std::max(1u, threads);
    return std::min(widestWindow, share);
}

// The system need not write down when each file was read.
#ifdef O_NOATIME
constexpr int quietly = O_NOATIME;
#else
constexpr int quietly = 0;
#endif

} // namespace

FileOpener::FileOpener(const FileList& files, unsigned threads)
    : m_files(files)
    , m_window(windowFor(threads))
    , m_quietly(quietly)
{
}

FileOpener::~FileOpener()
{
    closeAll();
    if (m_folder >= 0)
        close(m_folder);
}

void FileOpener::closeAll()
{
    for (const Opened& opened : m_opened)
        close(opened.descriptor);
    m_opened.clear();
}

void FileOpener::expect(std::size_t begin, std::size_t end)
{
    m_expected.push_back({ begin, end });
}

bool FileOpener::enterFolder(std::size_t file)
{
    const std::uint32_t number = m_files.folderNumber(file);
    if (m_folder >= 0 && number == m_folderNumber)
        return true;
    if (m_folder >= 0)
        close(m_folder);
    m_folder = ::open(m_files.folder(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    m_folderNumber = number;
    if (m_folder < 0)
        return false;
    // There a read that gives less than was asked for has seen the file's end.
    m_allAtOnce = isOnLocalDisk(m_folder);
    return true;
}

int FileOpener::open(std::size_t file)
{
    if (!enterFolder(file))
        return -1;
    // Non-blocking, so that a FIFO that took the place of a file cannot hold us up.
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const char* const name = m_files.name(file).data();
    // The names lie in the order in which the folder has them, not in that of the list.
    if (file + namesAhead < m_files.size())
        prefetch(m_files.name(file + namesAhead).data());
    const int descriptor = openat(m_folder, name, flags | m_quietly);
    if (descriptor >= 0 || m_quietly == 0 || errno != EPERM)
        return descriptor;
    m_quietly = 0; // only who owns a file may
    return openat(m_folder, name, flags);
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
        const int descriptor = open(file);
        if (descriptor < 0)
            continue; // it is tried again when its turn comes, and its error told then
#ifdef POSIX_FADV_WILLNEED
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED);
#endif
        m_opened.push_back({ file, descriptor });
    }
}

// The descriptor of a file, opened before or now.
int FileOpener::take(std::size_t file)
{
    if (m_ahead)
        openAhead();
    while (!m_opened.empty() && m_opened.front().file < file) {
        close(m_opened.front().descriptor);
        m_opened.pop_front();
    }
    if (!m_opened.empty() && m_opened.front().file == file) {
        const int descriptor = m_opened.front().descriptor;
        m_opened.pop_front();
        return descriptor;
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
    const Clock::time_point begin = Clock::now();
    const int descriptor = take(file);
    if (descriptor < 0)
        return -1;
    if (state)
        *state = stateOfOpen(descriptor, {});
    // One read has seen the end where it is known to, or where it gave as much as there is.
    const std::size_t known = m_allAtOnce ? 0
        : state && *state                 ? std::min<std::uint64_t>((*state)->size, size)
                                          : size;
    std::size_t count = 0;
    ssize_t got = 0;
    do {
        got = ::read(descriptor, to + count, size - count);
        count += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    } while (got > 0 && count < known);
    close(descriptor);
    measure(Clock::now() - begin);
    return got < 0 ? -1 : static_cast<std::ptrdiff_t>(count);
}

void FileOpener::measure(Clock::duration time)
{
    m_time += std::min<Clock::duration>(time, slowestFile);
    ++m_measured;
    if (m_ahead && m_measured >= aheadFor) {
        m_ahead = false; // what was opened is used up first; the next ones tell
        m_measured = 0;
        m_time = {};
    } else if (!m_ahead && m_measured >= sample && m_opened.empty()) {
        m_ahead = m_window > 0 && m_time > slowFile * m_measured;
        m_measured = 0;
        m_time = {};
    }
}

} // namespace mxlens

#endif
