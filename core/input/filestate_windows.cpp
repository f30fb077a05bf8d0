// SPDX-License-Identifier: GPL-3.0-or-later
// For Windows; standard C++ only, so that it compiles elsewhere too.
#include "core/input/filestate.h"

#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace mxlens {

namespace {

namespace fs = std::filesystem;

std::int64_t nanoseconds(fs::file_time_type time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

} // namespace

std::int64_t fileTimeNow()
{
    return nanoseconds(fs::file_time_type::clock::now());
}

std::optional<FileState> stateOf(const std::string& path)
{
    std::error_code code;
    const fs::path file(std::u8string(path.begin(), path.end()));
    if (!fs::is_regular_file(file, code) || code)
        return std::nullopt;
    const std::uintmax_t size = fs::file_size(file, code);
    if (code)
        return std::nullopt;
    const fs::file_time_type modified = fs::last_write_time(file, code);
    if (code)
        return std::nullopt;
    return FileState{ size, nanoseconds(modified), 0 };
}

std::optional<FileState> stateOfOpen(int, const std::string& path)
{
    return stateOf(path);
}

FolderHandle::FolderHandle(const std::string& path)
    : m_path(path.empty() || path.ends_with('/') ? path : path + '/')
{
}

FolderHandle::~FolderHandle() = default;

FolderHandle::FolderHandle(FolderHandle&& other) noexcept
    : m_path(std::move(other.m_path))
{
}

std::optional<FileState> FolderHandle::stateOf(const char* name) const
{
    return mxlens::stateOf(m_path + name);
}

std::optional<FolderState> folderStateOf(const std::string&)
{
    return std::nullopt;
}

std::optional<FolderListing> plainListing(const std::string&, const std::stop_token&)
{
    return std::nullopt; // walk() is asked
}

} // namespace mxlens
