// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/scratchfile.h"

#include <cstdlib>
#include <string>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>
#endif

namespace mxlens {

namespace {

#ifdef _WIN32

std::FILE* openScratch()
{
    return std::tmpfile();
}

bool seek(std::FILE* file, std::uint64_t place)
{
    return ::_fseeki64(file, static_cast<long long>(place), SEEK_SET) == 0;
}

#else

// std::tmpfile() does not ask TMPDIR, which is how people say where there is room.
std::FILE* openScratch()
{
    const char* const wanted = std::getenv("TMPDIR");
    std::string path = wanted && *wanted != '\0' ? wanted : "/tmp";
    path += "/.mxlens-XXXXXX";
    const int descriptor = ::mkstemp(path.data());
    if (descriptor < 0)
        return nullptr;
    static_cast<void>(::unlink(path.c_str()));
    static_cast<void>(::fcntl(descriptor, F_SETFD, FD_CLOEXEC));
    std::FILE* const file = ::fdopen(descriptor, "w+b");
    if (!file)
        ::close(descriptor);
    return file;
}

bool seek(std::FILE* file, std::uint64_t place)
{
    return ::fseeko(file, static_cast<off_t>(place), SEEK_SET) == 0;
}

#endif

} // namespace

bool ScratchFile::append(std::string_view bytes)
{
    if (!m_file) {
        m_file.reset(openScratch());
        if (!m_file)
            return false;
        // What is written and read is large already, and an error must show with its piece.
        static_cast<void>(std::setvbuf(m_file.get(), nullptr, _IONBF, 0));
    }
    if (!seek(m_file.get(), m_size)
        || std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size())
        return false;
    m_size += bytes.size();
    return true;
}

std::size_t ScratchFile::read(std::uint64_t from, char* to, std::size_t size)
{
    if (!m_file || !seek(m_file.get(), from))
        return 0;
    return std::fread(to, 1, size, m_file.get());
}

} // namespace mxlens
