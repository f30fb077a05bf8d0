// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/filestate.h"

#include <cerrno>
#include <ctime>
#include <memory>
#include <string_view>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>

namespace mxlens {

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time)
{
    // A time that does not fit is none that a report's file can have; modulo keeps them apart.
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(time.tv_sec) * static_cast<std::uint64_t>(second)
        + static_cast<std::uint64_t>(time.tv_nsec));
}

#ifdef __APPLE__
std::int64_t modifiedOf(const struct stat& status)
{
    return nanoseconds(status.st_mtimespec);
}
std::int64_t changedOf(const struct stat& status)
{
    return nanoseconds(status.st_ctimespec);
}
#else
std::int64_t modifiedOf(const struct stat& status)
{
    return nanoseconds(status.st_mtim);
}
std::int64_t changedOf(const struct stat& status)
{
    return nanoseconds(status.st_ctim);
}
#endif

std::optional<FileState> stateOf(const struct stat& status)
{
    if (!S_ISREG(status.st_mode))
        return std::nullopt;
    return FileState{ static_cast<std::uint64_t>(status.st_size), modifiedOf(status),
        changedOf(status) };
}

std::optional<FileState> look(int folder, const char* name)
{
    struct stat status { };
    return ::fstatat(folder, name, &status, 0) == 0 ? stateOf(status) : std::nullopt;
}

int openFolder(const std::string& path)
{
    return ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

struct FolderCloser {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

} // namespace

bool isOnLocalDisk(int descriptor)
{
#ifdef __linux__
    struct statfs system { };
    if (::fstatfs(descriptor, &system) != 0)
        return false;
    switch (static_cast<unsigned long>(system.f_type)) {
    case 0xEF53: // ext2, ext3, ext4
    case 0x58465342: // XFS
    case 0x9123683E: // Btrfs
    case 0xF2F52010: // F2FS
    case 0x01021994: // tmpfs
        return true;
    default:
        return false;
    }
#else
    static_cast<void>(descriptor);
    return false;
#endif
}

std::int64_t fileTimeNow()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds(now);
}

std::optional<FileState> stateOf(const std::string& path)
{
    return look(AT_FDCWD, path.c_str());
}

std::optional<FileState> stateOfOpen(int descriptor, const std::string&)
{
    struct stat status { };
    return ::fstat(descriptor, &status) == 0 ? stateOf(status) : std::nullopt;
}

FolderHandle::FolderHandle(const std::string& path)
    : m_descriptor(openFolder(path))
{
}

FolderHandle::~FolderHandle()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

FolderHandle::FolderHandle(FolderHandle&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{
}

std::optional<FileState> FolderHandle::stateOf(const char* name) const
{
    return m_descriptor < 0 ? std::nullopt : look(m_descriptor, name);
}

std::optional<FolderState> folderStateOf(const std::string& path)
{
    const int descriptor = openFolder(path);
    if (descriptor < 0)
        return std::nullopt;
    struct stat status { };
    std::optional<FolderState> state;
    // There every name that comes, goes or changes sets the times of its folder.
    if (isOnLocalDisk(descriptor) && ::fstat(descriptor, &status) == 0)
        state = FolderState{ status.st_dev, status.st_ino, modifiedOf(status), changedOf(status) };
    ::close(descriptor);
    return state;
}

std::optional<FolderListing> plainListing(const std::string& path, const std::stop_token& stop)
{
    const int descriptor = openFolder(path);
    const std::unique_ptr<DIR, FolderCloser> folder(
        descriptor < 0 ? nullptr : ::fdopendir(descriptor));
    if (!folder) {
        if (descriptor >= 0)
            ::close(descriptor);
        return std::nullopt;
    }
    FolderListing listing;
    errno = 0;
    while (const dirent* const found = ::readdir(folder.get())) {
        if (stop.stop_requested())
            return std::nullopt;
        const std::string_view name = found->d_name;
        if (name != "." && name != "..") {
            if (found->d_type != DT_REG && found->d_type != DT_DIR)
                return std::nullopt;
            const bool isFile = found->d_type == DT_REG;
            ++(isFile ? listing.files : listing.folders);
            listing.entries += isFile ? 'f' : 'd';
            listing.entries.append(name.data(), name.size() + 1);
        }
        errno = 0;
    }
    if (errno != 0)
        return std::nullopt;
    return listing;
}

} // namespace mxlens
