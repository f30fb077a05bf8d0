// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/folderfiles.h"

#ifdef _WIN32

namespace mxlens {

// Files are opened by their path here, see DocumentReader.
FolderFiles::FolderFiles()
    : m_quietly(0)
{
}
FolderFiles::~FolderFiles() = default;
bool FolderFiles::enter(const std::string&)
{
    return false;
}
FolderFiles::Opened FolderFiles::open(const char*)
{
    return {};
}
std::ptrdiff_t FolderFiles::readAndClose(Opened, char*, std::size_t, std::optional<FileState>*)
{
    return -1;
}
void FolderFiles::close(Opened) { }

} // namespace mxlens

#else

#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <unistd.h>

namespace mxlens {

namespace {

// The system need not write down when each file was read.
#ifdef O_NOATIME
constexpr int quietly = O_NOATIME;
#else
constexpr int quietly = 0;
#endif

} // namespace

FolderFiles::FolderFiles()
    : m_quietly(quietly)
{
}

FolderFiles::~FolderFiles()
{
    leave();
}

void FolderFiles::leave()
{
    if (m_folder >= 0)
        ::close(m_folder);
    m_folder = -1;
}

void FolderFiles::close(Opened file)
{
    ::close(file.descriptor);
}

bool FolderFiles::enter(const std::string& folder)
{
    leave();
    m_folder = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (m_folder < 0)
        return false;
    // There a read that gives less than was asked for has seen the file's end.
    m_allAtOnce = isOnLocalDisk(m_folder);
    return true;
}

FolderFiles::Opened FolderFiles::open(const char* name)
{
    if (m_folder < 0)
        return {};
    // Non-blocking, so that a FIFO that took the place of a file cannot hold us up.
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const int descriptor = ::openat(m_folder, name, flags | m_quietly);
    if (descriptor >= 0 || m_quietly == 0 || errno != EPERM)
        return { descriptor, m_allAtOnce };
    m_quietly = 0; // only who owns a file may
    return { ::openat(m_folder, name, flags), m_allAtOnce };
}

std::ptrdiff_t FolderFiles::readAndClose(
    Opened file, char* to, std::size_t size, std::optional<FileState>* state)
{
    if (state)
        *state = stateOfOpen(file.descriptor, {});
    // One read has seen the end where it is known to, or where it gave as much as there is.
    const std::size_t known = file.allAtOnce ? 0
        : state && *state                    ? std::min<std::uint64_t>((*state)->size, size)
                                             : size;
    std::size_t count = 0;
    ssize_t got = 0;
    do {
        got = ::read(file.descriptor, to + count, size - count);
        count += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    } while (got > 0 && count < known);
    close(file);
    return got < 0 ? -1 : static_cast<std::ptrdiff_t>(count);
}

} // namespace mxlens

#endif
