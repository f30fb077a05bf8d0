// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/bytestream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#ifdef _WIN32
#include <filesystem>
#include <io.h>
#else
#include <poll.h>
#include <unistd.h>
#endif

namespace mxlens {

namespace {

/// One read of the operating system; -1 and errno on failure.
std::int64_t readSome(
    int descriptor, bool regular, std::uint64_t position, char* to, std::size_t size)
{
#ifdef _WIN32
    if (regular && _lseeki64(descriptor, static_cast<std::int64_t>(position), SEEK_SET) < 0)
        return -1;
    return _read(descriptor, to, static_cast<unsigned>(std::min<std::size_t>(size, 1u << 30)));
#else
    if (regular)
        return pread(descriptor, to, size, static_cast<off_t>(position));
    return ::read(descriptor, to, size);
#endif
}

/// Waits until a descriptor that somebody made non-blocking has bytes.
bool waitForBytes(int descriptor)
{
#ifdef _WIN32
    static_cast<void>(descriptor);
    return false;
#else
    pollfd wanted{ descriptor, POLLIN, 0 };
    return poll(&wanted, 1, -1) > 0 || errno == EINTR;
#endif
}

#ifdef _WIN32
int openForReading(const std::string& path)
{
    const std::u8string name(path.begin(), path.end());
    return _wopen(std::filesystem::path(name).c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}
#else
int openForReading(const std::string& path)
{
    // Non-blocking, so that a FIFO that took the place of a file cannot hold us up.
    int descriptor = -1;
    do
        descriptor = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}
#endif

void closeDescriptor(int descriptor)
{
#ifdef _WIN32
    _close(descriptor);
#else
    close(descriptor);
#endif
}

} // namespace

Error systemError(int number)
{
    const std::string words = std::generic_category().message(number);
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return { ErrorCode::NotFound, {}, {}, {} };
    case EACCES:
    case EPERM:
        return { ErrorCode::AccessDenied, {}, {}, {} };
    case ELOOP:
        return { ErrorCode::LinkLoop, {}, {}, {} };
    case ENOMEM:
        return { ErrorCode::OutOfMemory, {}, {}, {} };
    case ENXIO:
    case EISDIR:
        return { ErrorCode::NotAFile, {}, {}, "a FIFO, a socket or a device" };
    default:
        return { ErrorCode::ReadFailed, {}, {}, words };
    }
}

std::size_t MemoryStream::read(char* to, std::size_t size)
{
    const std::size_t count = std::min(size, m_bytes.size() - m_position);
    if (count > 0)
        std::memcpy(to, m_bytes.data() + m_position, count);
    m_position += count;
    return count;
}

void MemoryStream::seek(std::uint64_t position)
{
    m_position = static_cast<std::size_t>(std::min<std::uint64_t>(position, m_bytes.size()));
}

std::size_t PrefixedStream::read(char* to, std::size_t size)
{
    const std::size_t count = std::min(size, m_head.size());
    if (count > 0)
        std::memcpy(to, m_head.data(), count);
    m_head.remove_prefix(count);
    if (count == size || !m_rest)
        return count;
    const std::size_t more = m_rest->read(to + count, size - count);
    if (m_rest->error())
        fail(*m_rest->error());
    return count + more;
}

DescriptorStream::DescriptorStream(int descriptor, bool regular, std::uint64_t size)
    : m_descriptor(descriptor)
    , m_regular(regular)
    , m_size(size)
{
}

std::size_t DescriptorStream::read(char* to, std::size_t size)
{
    std::size_t count = 0;
    while (count < size) {
        const std::int64_t got
            = readSome(m_descriptor, m_regular, m_position, to + count, size - count);
        if (got == 0)
            break;
        if (got < 0) {
            if (errno == EINTR || (errno == EAGAIN && waitForBytes(m_descriptor)))
                continue;
            Error error = systemError(errno);
            error.offset = m_position;
            fail(std::move(error));
            break;
        }
        count += static_cast<std::size_t>(got);
        m_position += static_cast<std::uint64_t>(got);
    }
    m_readInAll += count;
    if (m_told)
        (*m_told)(m_readInAll);
    return count;
}

Result<OpenFile> OpenFile::open(const std::string& path)
{
    const int descriptor = openForReading(path);
    if (descriptor < 0)
        return systemError(errno);
    struct stat status { };
    if (fstat(descriptor, &status) != 0) {
        const int number = errno;
        closeDescriptor(descriptor);
        return systemError(number);
    }
    const auto kind = status.st_mode & S_IFMT;
    if (kind != S_IFREG) {
        closeDescriptor(descriptor);
        return Error{ ErrorCode::NotAFile, {}, {},
            kind == S_IFDIR ? "a folder where a file should be" : "a FIFO, a socket or a device" };
    }
    return OpenFile(descriptor, static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0)));
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
{
}

OpenFile::~OpenFile()
{
    if (m_descriptor >= 0)
        closeDescriptor(m_descriptor);
}

} // namespace mxlens
