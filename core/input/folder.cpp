// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/folder.h"

#include "core/input/bytestream.h"

#include <cerrno>
#include <string_view>

#ifdef _WIN32
#include <filesystem>
#include <functional>
#include <system_error>
#else
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace mxlens {

namespace {

constexpr std::size_t progressStep = 1024;

} // namespace

std::string withoutSlashes(const std::string& path)
{
    const std::size_t last = path.find_last_not_of('/');
    return last == std::string::npos ? std::string() : path.substr(0, last + 1);
}

Result<FolderId> listFolder(const std::string& path, TextChunks& names, std::uint32_t firstNumber,
    std::vector<FolderEntry>& entries, const ListProgress& progress)
{
    return listFolder(path, [&](std::string_view name, FileKind kind) {
        // The zero behind the name makes it a name for the system as well.
        const auto number = static_cast<std::uint32_t>(firstNumber + entries.size());
        entries.push_back({ names.keepTerminated(name, number), kind });
        return !progress || entries.size() % progressStep != 0 || progress(entries);
    });
}

#ifdef _WIN32

namespace {

namespace fs = std::filesystem;

fs::path pathOf(const std::string& path)
{
    return fs::path(std::u8string(path.begin(), path.end()));
}

FileKind kindOfStatus(const fs::file_status& status)
{
    switch (status.type()) {
    case fs::file_type::regular:
        return FileKind::File;
    case fs::file_type::directory:
        return FileKind::Folder;
    case fs::file_type::symlink:
    case fs::file_type::junction:
    case fs::file_type::unknown:
        return FileKind::Unknown;
    default:
        return FileKind::Other;
    }
}

Error errorOf(const std::error_code& code)
{
    return systemError(code.default_error_condition().value());
}

} // namespace

Result<FileKind> kindOf(const std::string& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(pathOf(path), code);
    if (code)
        return errorOf(code);
    return kindOfStatus(status);
}

namespace {

// Inodes are not to be had here; the real path tells folders apart as well.
FolderId idOf(const fs::path& real)
{
    return { 0, std::hash<fs::path::string_type>{}(real.native()) };
}

} // namespace

Result<FolderId> folderId(const std::string& path)
{
    std::error_code code;
    const fs::path real = fs::canonical(pathOf(path), code);
    if (!code)
        static_cast<void>(fs::directory_iterator(real, code));
    if (code)
        return errorOf(code);
    return idOf(real);
}

Result<FolderId> listFolder(const std::string& path, const EachName& each)
{
    std::error_code code;
    const fs::path real = fs::canonical(pathOf(path), code);
    if (code)
        return errorOf(code);
    for (fs::directory_iterator it(real, code), end; !code && it != end; it.increment(code)) {
        const std::u8string name = it->path().filename().u8string();
        std::error_code ignored;
        const std::string text(name.begin(), name.end());
        if (!each(text, kindOfStatus(it->symlink_status(ignored))))
            break;
    }
    if (code)
        return errorOf(code);
    return idOf(real);
}

#else

namespace {

FileKind kindOfMode(mode_t mode)
{
    if (S_ISREG(mode))
        return FileKind::File;
    return S_ISDIR(mode) ? FileKind::Folder : FileKind::Other;
}

FileKind kindOfType(unsigned char type)
{
    switch (type) {
    case DT_REG:
        return FileKind::File;
    case DT_DIR:
        return FileKind::Folder;
    case DT_LNK:
    case DT_UNKNOWN:
        return FileKind::Unknown;
    default:
        return FileKind::Other;
    }
}

} // namespace

Result<FileKind> kindOf(const std::string& path)
{
    struct stat status { };
    if (stat(path.c_str(), &status) != 0)
        return systemError(errno);
    return kindOfMode(status.st_mode);
}

namespace {

int openFolder(const std::string& path)
{
    return open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

} // namespace

Result<FolderId> folderId(const std::string& path)
{
    const int descriptor = openFolder(path);
    if (descriptor < 0)
        return systemError(errno);
    struct stat status { };
    const int number = fstat(descriptor, &status) == 0 ? 0 : errno;
    close(descriptor);
    if (number != 0)
        return systemError(number);
    return FolderId{ status.st_dev, status.st_ino };
}

Result<FolderId> listFolder(const std::string& path, const EachName& each)
{
    const int descriptor = openFolder(path);
    if (descriptor < 0)
        return systemError(errno);
    struct stat status { };
    DIR* const folder = fstat(descriptor, &status) == 0 ? fdopendir(descriptor) : nullptr;
    if (!folder) {
        const int number = errno;
        close(descriptor);
        return systemError(number);
    }
    errno = 0;
    while (const dirent* const found = readdir(folder)) {
        const std::string_view name = found->d_name;
        if (name != "." && name != ".." && !each(name, kindOfType(found->d_type)))
            break;
        errno = 0;
    }
    const int number = errno;
    closedir(folder);
    if (number != 0)
        return systemError(number);
    return FolderId{ status.st_dev, status.st_ino };
}

#endif

} // namespace mxlens
