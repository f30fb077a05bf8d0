// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/export.h"
#include "core/output/writecause.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <random>
#include <utility>

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mxlens {

namespace {

Error writeError(const std::string& path, std::string detail)
{
    return { ErrorCode::WriteFailed, path, std::nullopt, std::move(detail) };
}

/// An open descriptor, closed at the end.
class Descriptor final {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }
    /// 0 or errno: some file systems report a full disk only here.
    int close()
    {
        if (m_number < 0)
            return 0;
        // Never again after EINTR: Linux has closed the descriptor then.
        const int result = ::close(std::exchange(m_number, -1));
        return result == 0 || errno == EINTR ? 0 : errno;
    }

private:
    int m_number = -1;
};

/// 0 or errno.
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Has the system begin to put on disk what was written, a large piece at a time, so that the flush
/// at the end has less to wait for. A hint: where it is not taken nothing is lost.
class EarlyFlush final {
public:
    explicit EarlyFlush(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    void wrote(std::size_t bytes)
    {
        m_written += static_cast<off_t>(bytes);
#ifdef SYNC_FILE_RANGE_WRITE
        if (m_written - m_begun < piece)
            return;
        static_cast<void>(
            ::sync_file_range(m_descriptor, m_begun, m_written - m_begun, SYNC_FILE_RANGE_WRITE));
        m_begun = m_written;
#endif
    }

private:
    static constexpr off_t piece = off_t{ 16 } << 20;

    int m_descriptor;
    off_t m_written = 0, m_begun = 0;
};

/// Runs write on a descriptor. The cause of a refused piece is the system's, not the writer's.
Result<std::size_t> writeTo(int descriptor, const std::string& path,
    const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    int failure = 0;
    EarlyFlush early(descriptor);
    const ByteSink sink = [descriptor, &failure, &early](std::string_view bytes) {
        if (failure == 0)
            failure = writeAll(descriptor, bytes);
        if (failure == 0)
            early.wrote(bytes.size());
        return failure == 0;
    };
    Result<std::size_t> result = write(sink);
    if (failure != 0)
        return writeError(path, writeCause(failure));
    return result;
}

/// A new file beside the target that vanishes unless it was put in the target's place.
class TemporaryFile final {
public:
    ~TemporaryFile()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }
    TemporaryFile() = default;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    /// Descriptor, or -1 with errno. mode is subject to the umask.
    int create(const std::string& folder, mode_t mode)
    {
        std::random_device random;
        for (int attempt = 0; attempt < 100; ++attempt) {
            // Not made of the target's name, which may already have the greatest length.
            std::string path = folder + ".mxlens-" + std::to_string(random()) + ".tmp";
            const int number
                = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
            if (number >= 0)
                m_path = std::move(path);
            if (number >= 0 || errno != EEXIST)
                return number;
        }
        return -1;
    }

    /// 0 or errno. From here on the file belongs to the target's name.
    int renameTo(const std::string& target)
    {
        if (::rename(m_path.c_str(), target.c_str()) != 0)
            return errno;
        m_path.clear();
        return 0;
    }

private:
    std::string m_path;
};

/// The folder of a path, with its last slash; empty for a bare name.
std::string folderOf(const std::string& path)
{
    return path.substr(0, path.rfind('/') + 1);
}

/// Follows symbolic links by name, so that a link to a file that does not exist yet leads to the
/// place where it belongs. Nothing where the links do not end.
std::optional<std::string> linkTarget(std::string path)
{
    for (int depth = 0; depth < 40; ++depth) {
        std::array<char, PATH_MAX> buffer{};
        const ssize_t length = ::readlink(path.c_str(), buffer.data(), buffer.size());
        if (length < 0)
            return path;
        std::string link(buffer.data(), static_cast<std::size_t>(length));
        if (!link.starts_with('/'))
            link.insert(0, folderOf(path));
        path = std::move(link);
    }
    return std::nullopt;
}

/// Gives the new file what the old one had. The owner first: a change of owner clears mode bits.
void copyAttributes(int descriptor, const struct stat& old)
{
    mode_t mode = old.st_mode & 07777;
    struct stat fresh { };
    const bool sameOwner = ::fstat(descriptor, &fresh) == 0 && fresh.st_uid == old.st_uid
        && fresh.st_gid == old.st_gid;
    if (!sameOwner && ::fchown(descriptor, old.st_uid, old.st_gid) != 0
        && ::fchown(descriptor, static_cast<uid_t>(-1), old.st_gid) != 0) {
        // Another group must not get what the old group could do.
        mode &= ~static_cast<mode_t>(06070);
    }
    // A file system without modes refuses this; the content is worth more than the mode.
    static_cast<void>(::fchmod(descriptor, mode));
}

/// 0 or errno. Not every file system can flush; that is no loss of what was written.
int flushToDisk(int descriptor)
{
    while (::fsync(descriptor) != 0) {
        if (errno == EINVAL || errno == ENOTSUP)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

/// Makes the renaming last; its failure changes nothing that a caller could mend.
void flushFolder(const std::string& folder)
{
    const Descriptor descriptor(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() >= 0)
        static_cast<void>(::fsync(descriptor.number()));
}

/// A device or FIFO takes the bytes as they come: there is nothing to keep and nothing to rename.
Result<std::size_t> writeDirectly(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
    if (descriptor.number() < 0)
        return writeError(path, writeCause(errno));
    Result<std::size_t> result = writeTo(descriptor.number(), path, write);
    const int closing = descriptor.close();
    if (result && closing != 0)
        return writeError(path, writeCause(closing));
    return result;
}

/// old is the file that is replaced, if there is one.
Result<std::size_t> replaceFile(const std::string& path, const std::string& target,
    const struct stat* old, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    const std::string folder = folderOf(target);
    TemporaryFile temporary;
    Descriptor descriptor(temporary.create(folder, old ? 0600 : 0666));
    if (descriptor.number() < 0)
        return writeError(path, writeCause(errno));
    Result<std::size_t> result = writeTo(descriptor.number(), path, write);
    if (!result)
        return result;
    if (old)
        copyAttributes(descriptor.number(), *old);
    int failure = flushToDisk(descriptor.number());
    const int closing = descriptor.close();
    if (failure == 0)
        failure = closing;
    if (failure != 0)
        return writeError(path, writeCause(failure));
    failure = temporary.renameTo(target);
    if (failure == ENOENT)
        return writeError(path,
            "the folder or the unfinished file was removed during writing: try again or choose "
            "another folder");
    if (failure != 0)
        return writeError(path, writeCause(failure));
    flushFolder(folder);
    return result;
}

Result<std::size_t> writeSafely(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    if (path.empty())
        return writeError(path, "the name of the file is empty: give one");
    struct stat old { };
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (!exists && errno != ENOENT)
        return writeError(path, writeCause(errno));
    if ((exists && S_ISDIR(old.st_mode)) || path.ends_with('/'))
        return writeError(path, writeCause(EISDIR));
    if (exists && !S_ISREG(old.st_mode))
        return writeDirectly(path, write);
    // Renaming asks for the folder's permission alone, but a read-only file is meant to stay.
    if (exists && ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        return writeError(path, "the file is write-protected: choose another name");
    const std::optional<std::string> target = linkTarget(path);
    if (!target)
        return writeError(path, writeCause(ELOOP));
    return replaceFile(path, *target, exists ? &old : nullptr, write);
}

} // namespace

Result<std::size_t> writeFileSafely(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    return withinMemory(path, [&] { return writeSafely(path, write); });
}

} // namespace mxlens
