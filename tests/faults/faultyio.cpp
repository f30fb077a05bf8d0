// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD) to make its disk a bad one, as the environment says:
// FAULTY_PIECE   the most bytes that one read gives
// FAULTY_READ    bytes after which reads fail with EIO, one in two of them
// FAULTY_WRITE   bytes after which writes fail with ENOSPC; below that a write may be short
// FAULTY_SYNC    anything: fsync fails with EIO
// Standard output and error are left alone, so that the program can tell.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>

#include <dlfcn.h>
#include <sys/stat.h>
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

} // namespace

extern "C" {

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
    if (good == LONG_MAX || !isWritten(descriptor))
        return real(descriptor, from, size);
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
