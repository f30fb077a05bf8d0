// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD) to make its disk a bad one, as the environment says:
// FAULTY_PIECE   the most bytes that one read gives, as over a network: the file system says so
// FAULTY_READ    bytes after which reads fail with EIO, one in two of them
// FAULTY_WRITE   bytes after which writes fail with ENOSPC; below that a write may be short
// FAULTY_SYNC    anything: fsync fails with EIO
// FAULTY_CREATE  anything: files cannot be created, EACCES
// FAULTY_REMOVE  a folder that is gone, with everything in it, after the first write to a file
// there Standard output and error are left alone, so that the program can tell.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace {

long numberOf(const char* name)
{
    const char* const text = std::getenv(name);
    return text ? std::atol(text) : LONG_MAX;
}

/// Only files: a pipe or the processor count of the system is no disk.
bool isFile(int descriptor)
{
    struct stat state { };
    return descriptor > 2 && ::fstat(descriptor, &state) == 0 && S_ISREG(state.st_mode)
        && state.st_size > 0;
}

bool isWritten(int descriptor)
{
    struct stat state { };
    return descriptor > 2 && ::fstat(descriptor, &state) == 0 && S_ISREG(state.st_mode);
}

template <typename Function> Function* next(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::atomic<long> bytesRead{ 0 };
std::atomic<long> bytesWritten{ 0 };
std::atomic<unsigned> failures{ 0 };

/// How much a read may give; 0: it fails.
std::size_t allowed(int descriptor, std::size_t size)
{
    static const long piece = numberOf("FAULTY_PIECE");
    static const long good = numberOf("FAULTY_READ");
    if (!isFile(descriptor))
        return size;
    if (bytesRead > good && failures++ % 2 == 0)
        return 0;
    return std::min(size, static_cast<std::size_t>(piece));
}

template <typename Read> ssize_t readSome(int descriptor, std::size_t size, const Read& read)
{
    const std::size_t most = allowed(descriptor, size);
    if (most == 0 && size > 0) {
        errno = EIO;
        return -1;
    }
    const ssize_t got = read(most);
    if (got > 0)
        bytesRead += got;
    return got;
}

void removeFolderOf(int descriptor)
{
    const char* const folder = std::getenv("FAULTY_REMOVE");
    if (!folder)
        return;
    std::error_code ignored;
    const auto path
        = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), ignored);
    if (path.string().starts_with(folder))
        std::filesystem::remove_all(folder, ignored);
}

template <typename Open> int openOrRefuse(int flags, const Open& open)
{
    if ((flags & O_CREAT) != 0 && std::getenv("FAULTY_CREATE")) {
        errno = EACCES;
        return -1;
    }
    return open();
}

mode_t modeOf(int flags, std::va_list arguments)
{
    // Narrower than an int, and so handed over as one.
    return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...)
{
    static auto* const real = next<int(const char*, int, ...)>("open");
    std::va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openOrRefuse(flags, [=] { return real(path, flags, mode); });
}

int open64(const char* path, int flags, ...)
{
    static auto* const real = next<int(const char*, int, ...)>("open64");
    std::va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return openOrRefuse(flags, [=] { return real(path, flags, mode); });
}

int fstatfs(int descriptor, struct statfs* state) noexcept
{
    static auto* const real = next<int(int, struct statfs*)>("fstatfs");
    const int result = real(descriptor, state);
    if (numberOf("FAULTY_PIECE") != LONG_MAX)
        state->f_type = 0x6969; // NFS
    return result;
}

ssize_t read(int descriptor, void* to, std::size_t size)
{
    static auto* const real = next<ssize_t(int, void*, std::size_t)>("read");
    return readSome(descriptor, size, [=](std::size_t most) { return real(descriptor, to, most); });
}

ssize_t pread(int descriptor, void* to, std::size_t size, off_t offset)
{
    static auto* const real = next<ssize_t(int, void*, std::size_t, off_t)>("pread");
    return readSome(
        descriptor, size, [=](std::size_t most) { return real(descriptor, to, most, offset); });
}

ssize_t pread64(int descriptor, void* to, std::size_t size, off64_t offset)
{
    static auto* const real = next<ssize_t(int, void*, std::size_t, off64_t)>("pread64");
    return readSome(
        descriptor, size, [=](std::size_t most) { return real(descriptor, to, most, offset); });
}

ssize_t write(int descriptor, const void* from, std::size_t size)
{
    static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
    static const long good = numberOf("FAULTY_WRITE");
    if (!isWritten(descriptor))
        return real(descriptor, from, size);
    if (good == LONG_MAX) {
        const ssize_t written = real(descriptor, from, size);
        removeFolderOf(descriptor);
        return written;
    }
    const long room = good - bytesWritten;
    if (room <= 0) {
        errno = ENOSPC;
        return -1;
    }
    const ssize_t written = real(descriptor, from, std::min(size, static_cast<std::size_t>(room)));
    if (written > 0)
        bytesWritten += written;
    return written;
}

int fsync(int descriptor)
{
    static auto* const real = next<int(int)>("fsync");
    if (std::getenv("FAULTY_SYNC")) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}
}
