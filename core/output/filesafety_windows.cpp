// SPDX-License-Identifier: GPL-3.0-or-later
// For Windows; standard C++ apart from the calls marked below, so that it compiles elsewhere too.
#include "core/output/export.h"
#include "core/output/writecause.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <io.h>
#endif

namespace mxlens {

namespace {

namespace fs = std::filesystem;

fs::path pathOf(const std::string& utf8)
{
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

std::FILE* createNew(const fs::path& path)
{
#ifdef _WIN32
    return ::_wfopen(path.c_str(), L"wbx");
#else
    return std::fopen(path.c_str(), "wbx");
#endif
}

bool flushToDisk(std::FILE* file)
{
#ifdef _WIN32
    return std::fflush(file) == 0 && ::_commit(::_fileno(file)) == 0;
#else
    return std::fflush(file) == 0;
#endif
}

Error writeError(const std::string& path, int number)
{
    return { ErrorCode::WriteFailed, path, std::nullopt, writeCause(number) };
}

/// Removes a file at the end unless it was released.
class Remover final {
public:
    explicit Remover(fs::path path)
        : m_path(std::move(path))
    {
    }
    ~Remover()
    {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove(m_path, ignored);
    }
    Remover(const Remover&) = delete;
    Remover& operator=(const Remover&) = delete;
    void release() { m_path.clear(); }

private:
    fs::path m_path;
};

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<std::size_t> writeSafely(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    std::error_code error;
    const fs::path target = fs::weakly_canonical(pathOf(path), error);
    if (error || path.empty())
        return writeError(path, error ? error.value() : EINVAL);
    if (fs::is_directory(target, error))
        return Error{ ErrorCode::WriteFailed, path, std::nullopt,
            "it is a folder: give the name of a file in it" };
    const fs::path temporary
        = target.parent_path() / (".mxlens-" + std::to_string(std::random_device{}()) + ".tmp");
    std::unique_ptr<std::FILE, Closer> file(createNew(temporary));
    if (!file)
        return writeError(path, errno);
    Remover remover(temporary);
    bool failed = false;
    Result<std::size_t> result = write([&file, &failed](std::string_view bytes) {
        failed = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size();
        return !failed;
    });
    if (failed)
        return writeError(path, errno);
    if (!result)
        return result;
    const bool flushed = flushToDisk(file.get());
    if (std::fclose(file.release()) != 0 || !flushed)
        return writeError(path, errno);
    fs::rename(temporary, target, error);
    if (error)
        return writeError(path, error.value());
    remover.release();
    return result;
}

} // namespace

Result<std::size_t> writeFileSafely(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    return withinMemory(path, [&] { return writeSafely(path, write); });
}

} // namespace mxlens
