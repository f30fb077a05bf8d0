// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD) to make its disk a bad one, as the environment says:
// FAULTY_PIECE   the most bytes that one read gives, as over a network: the file system says so
// FAULTY_READ    bytes after which reads fail with EIO, one in two of them
// FAULTY_WRITE   bytes after which writes fail with ENOSPC; below that a write may be short
// FAULTY_SYNC    anything: fsync fails with EIO
// FAULTY_CREATE  anything: files cannot be created, EACCES
// FAULTY_REMOVE  a folder that is gone, with everything in it, after the first write to a file
//                there
// FAULTY_SIGNAL  "MOMENT NUMBER": the program gets the signal NUMBER at a moment: right before it
//                opens, reads, writes, flushes, renames or removes a file, counted from 0
// FAULTY_COUNT   a file that is told the number of these moments in the end
// Standard output and error are left alone, so that the program can tell.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
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

std::atomic<long> moments{ 0 };

/// One more thing done with files; the last one for a program that is to be ended here.
void reachMoment()
{
    struct Blow {
        long moment = -1;
        int number = 0;
    };
    static const Blow blow = [] {
        Blow wanted;
        const char* const text = std::getenv("FAULTY_SIGNAL");
        if (text && std::sscanf(text, "%ld %d", &wanted.moment, &wanted.number) != 2)
            std::abort();
        return wanted;
    }();
    if (moments++ == blow.moment)
        ::kill(::getpid(), blow.number);
}

/// Tells how many there were.
struct MomentCount {
    ~MomentCount()
    {
        const char* const path = std::getenv("FAULTY_COUNT");
        std::FILE* const file = path ? std::fopen(path, "w") : nullptr;
        if (!file)
            return;
        std::fprintf(file, "%ld\n", moments.load());
        std::fclose(file);
    }
};
const MomentCount momentCount;

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
    if (isFile(descriptor))
        reachMoment();
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

/// The same for what is written: all of it but on a disk that is full; less than 0 when it is.
ssize_t writeSome(
    int descriptor, std::size_t size, const std::function<ssize_t(std::size_t)>& write)
{
    static const long good = numberOf("FAULTY_WRITE");
    if (!isWritten(descriptor))
        return write(size);
    reachMoment();
    if (good == LONG_MAX) {
        const ssize_t written = write(size);
        removeFolderOf(descriptor);
        return written;
    }
    const long room = good - bytesWritten;
    if (room <= 0) {
        errno = ENOSPC;
        return -1;
    }
    const ssize_t written = write(std::min(size, static_cast<std::size_t>(room)));
    if (written > 0)
        bytesWritten += written;
    return written;
}

template <typename Open> int openOrRefuse(int flags, const Open& open)
{
    reachMoment();
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
    return writeSome(
        descriptor, size, [=](std::size_t most) { return real(descriptor, from, most); });
}

/// The C library writes what it kept without asking write().
std::size_t fwrite(const void* from, std::size_t size, std::size_t count, std::FILE* file)
{
    static auto* const real
        = next<std::size_t(const void*, std::size_t, std::size_t, std::FILE*)>("fwrite");
    const ssize_t written = writeSome(::fileno(file), size * count,
        [=](std::size_t most) { return static_cast<ssize_t>(real(from, 1, most, file)); });
    return written <= 0 ? 0 : static_cast<std::size_t>(written) / size;
}

int rename(const char* from, const char* to) noexcept
{
    static auto* const real = next<int(const char*, const char*)>("rename");
    reachMoment();
    return real(from, to);
}

int unlink(const char* path) noexcept
{
    static auto* const real = next<int(const char*)>("unlink");
    reachMoment();
    return real(path);
}

int remove(const char* path) noexcept
{
    static auto* const real = next<int(const char*)>("remove");
    reachMoment();
    return real(path);
}

int fsync(int descriptor)
{
    static auto* const real = next<int(int)>("fsync");
    reachMoment();
    if (std::getenv("FAULTY_SYNC")) {
        errno = EIO;
        return -1;
    }
    return real(descriptor);
}
}
