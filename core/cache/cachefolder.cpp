// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/cachefolder.h"

#include "core/cache/checksum.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <system_error>
#include <utility>
#include <vector>

#ifndef _WIN32
#include <fcntl.h>
#include <unistd.h>
#endif

namespace mxlens {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view indexSuffix = ".mxindex";
constexpr std::string_view unfinishedSuffix = ".mxindex.new";

fs::path pathOf(const std::string& utf8)
{
#ifdef _WIN32
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
#else
    return fs::path(utf8);
#endif
}

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// A new file that nobody else may read; null if there is one or it cannot be made.
File createPrivate(const fs::path& path)
{
#ifdef _WIN32
    return File(::_wfopen(path.c_str(), L"wbx"));
#else
    const int descriptor
        = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return nullptr;
    File file(::fdopen(descriptor, "wb"));
    if (!file)
        ::close(descriptor);
    return file;
#endif
}

/// A new file that is removed again unless it is put in its place.
class UnfinishedFile final {
public:
    explicit UnfinishedFile(fs::path path)
        : m_path(std::move(path))
        , m_file(createPrivate(m_path))
        , m_isThere(m_file != nullptr)
    {
    }
    ~UnfinishedFile()
    {
        std::error_code ignored;
        m_file.reset();
        if (m_isThere)
            fs::remove(m_path, ignored);
    }
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    bool isThere() const { return m_isThere; }
    bool write(std::string_view bytes)
    {
        return std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) == bytes.size();
    }
    /// Closes it and gives it its name; nothing can be written any more.
    bool moveTo(const fs::path& target)
    {
        std::error_code error;
        // Not flushed to the disk: a file that a crash tore is noticed by its checksums.
        if (std::fclose(m_file.release()) != 0)
            return false;
        fs::rename(m_path, target, error);
        m_isThere = static_cast<bool>(error);
        return !error;
    }

private:
    fs::path m_path;
    File m_file;
    bool m_isThere;
};

/// A file of the cache, and when it was used.
struct Entry {
    fs::path path;
    std::uint64_t size = 0;
    fs::file_time_type used;
};

/// The files whose name ends in suffix.
std::vector<Entry> entriesOf(const std::string& folder, std::string_view suffix)
{
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator it(pathOf(folder), error), end; !error && it != end;
         it.increment(error)) {
        std::error_code ignored;
        if (!it->path().filename().string().ends_with(suffix)
            || !fs::is_regular_file(it->symlink_status(ignored)))
            continue;
        Entry entry{ it->path(), it->file_size(ignored), it->last_write_time(ignored) };
        if (!ignored)
            entries.push_back(std::move(entry));
    }
    return entries;
}

/// A time that is further from now than any that the clock of one moment tells.
constexpr std::chrono::minutes longAway(60);

/// What a program left that ended while it wrote. One that still writes is younger. A time to come
/// is of a clock that was put back since.
void removeUnfinished(const std::string& folder)
{
    const auto now = fs::file_time_type::clock::now();
    std::error_code ignored;
    for (const Entry& entry : entriesOf(folder, unfinishedSuffix)) {
        if (entry.used <= now - longAway || entry.used >= now + longAway)
            fs::remove(entry.path, ignored);
    }
}

/// From the one used longest ago. What was used at a time to come, before the clock was put back,
/// comes first, or it would stay until then.
void sortByUse(std::vector<Entry>& entries)
{
    const auto latest = fs::file_time_type::clock::now() + longAway;
    for (Entry& entry : entries) {
        if (entry.used > latest)
            entry.used = fs::file_time_type::min();
    }
    std::ranges::sort(entries, {}, &Entry::used);
}

std::string environment(const char* name)
{
    const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return value ? value : "";
}

} // namespace

std::string defaultCacheFolder()
{
#ifdef _WIN32
    const wchar_t* const local = ::_wgetenv(L"LOCALAPPDATA");
    if (!local || !*local)
        return {};
    const std::u8string folder = (fs::path(local) / "mxlens" / "cache").generic_u8string();
    return std::string(folder.begin(), folder.end());
#else
    const std::string home = environment("HOME");
#ifdef __APPLE__
    return home.starts_with('/') ? home + "/Library/Caches/mxlens" : std::string();
#else
    // The specification says to ignore relative paths.
    const std::string cache = environment("XDG_CACHE_HOME");
    if (cache.starts_with('/'))
        return cache + "/mxlens";
    return home.starts_with('/') ? home + "/.cache/mxlens" : std::string();
#endif
#endif
}

CacheFolder::CacheFolder(std::string path, std::uint64_t limit)
    : m_path(std::move(path))
    , m_limit(limit)
{
}

std::string CacheFolder::fileFor(std::string_view key) const
{
    std::array<char, 17> name{};
    std::snprintf(
        name.data(), name.size(), "%016llx", static_cast<unsigned long long>(checksum64(key)));
    return m_path + '/' + name.data() + std::string(indexSuffix);
}

bool CacheFolder::replace(std::string_view key, const std::function<bool(const Sink&)>& write) const
{
    std::error_code error;
    const fs::path folder = pathOf(m_path);
    if (fs::create_directories(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return false;
    const std::string target = fileFor(key);
    UnfinishedFile file(pathOf(target.substr(0, target.size() - indexSuffix.size()) + '-'
        + std::to_string(std::random_device{}()) + std::string(unfinishedSuffix)));
    if (!file.isThere())
        return false;
    std::uint64_t written = 0;
    const Sink sink = [this, &file, &written](std::string_view bytes) {
        written += bytes.size();
        return written <= m_limit && file.write(bytes);
    };
    if (!write(sink) || !file.moveTo(pathOf(target)))
        return false;
    makeRoom(target);
    return true;
}

void CacheFolder::makeRoom(const std::string& keep) const
{
    removeUnfinished(m_path);
    std::vector<Entry> entries = entriesOf(m_path, indexSuffix);
    std::uint64_t sum = 0;
    for (const Entry& entry : entries)
        sum += entry.size;
    sortByUse(entries);
    std::error_code ignored;
    for (const Entry& entry : entries) {
        if (sum <= m_limit)
            return;
        if (entry.path == pathOf(keep))
            continue;
        fs::remove(entry.path, ignored);
        sum -= entry.size;
    }
}

void CacheFolder::touch(std::string_view key) const
{
    std::error_code ignored;
    fs::last_write_time(pathOf(fileFor(key)), fs::file_time_type::clock::now(), ignored);
}

std::uint64_t CacheFolder::size() const
{
    std::uint64_t sum = 0;
    for (const std::string_view suffix : { indexSuffix, unfinishedSuffix }) {
        for (const Entry& entry : entriesOf(m_path, suffix))
            sum += entry.size;
    }
    return sum;
}

std::optional<Error> CacheFolder::clear() const
{
    std::optional<Error> failure;
    for (const std::string_view suffix : { indexSuffix, unfinishedSuffix }) {
        for (const Entry& entry : entriesOf(m_path, suffix)) {
            std::error_code error;
            fs::remove(entry.path, error);
            if (error && !failure)
                failure = Error{ ErrorCode::WriteFailed, m_path, std::nullopt, error.message() };
        }
    }
    return failure;
}

} // namespace mxlens
