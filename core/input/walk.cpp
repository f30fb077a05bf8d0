// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/walk.h"

#include "core/input/folder.h"

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace mxlens {

namespace {

Error notAFile()
{
    return { ErrorCode::NotAFile, {}, {}, "a FIFO, a socket or a device" };
}

/// Folders deeper than this are taken for a trap; Linux opens no path of more than 4096 bytes.
constexpr std::size_t maximumDepth = 2048;

class Walker final {
public:
    Walker(std::stop_token stop, const WalkProgress& progress)
        : m_stop(std::move(stop))
        , m_progress(progress)
    {
    }

    /// One path that was named.
    void start(const std::string& path)
    {
        if (path == "-") {
            add(path);
            return;
        }
        const auto kind = kindOf(path);
        if (!kind) {
            result.unreadable.emplace_back(path, kind.error());
        } else if (kind.value() == FileKind::Folder) {
            const std::size_t before = result.files.size() + result.unreadable.size();
            folder(withoutSlashes(path));
            if (before == result.files.size() + result.unreadable.size() && !stopped())
                result.emptyFolders.push_back(path);
        } else {
            entry(path, kind.value());
        }
    }

    WalkResult result;

private:
    bool stopped() const { return m_stop.stop_requested(); }

    /// So that exactly one slash joins folder and name.
    static std::string withoutSlashes(const std::string& path)
    {
        const std::size_t last = path.find_last_not_of('/');
        return last == std::string::npos ? std::string() : path.substr(0, last + 1);
    }

    void add(std::string path)
    {
        result.files.push_back(std::move(path));
        if (m_progress && result.files.size() % 256 == 0)
            m_progress(result.files.size());
    }

    void entry(const std::string& path, FileKind kind)
    {
        switch (kind) {
        case FileKind::File:
            return add(path);
        case FileKind::Folder:
            return folder(path);
        case FileKind::Other:
            result.unreadable.emplace_back(path, notAFile());
            return;
        case FileKind::Unknown:
            break;
        }
        const auto real = kindOf(path);
        if (!real)
            result.unreadable.emplace_back(path, real.error());
        else if (real.value() == FileKind::Unknown)
            result.unreadable.emplace_back(path, notAFile());
        else
            entry(path, real.value());
    }

    /// path without a slash at its end; empty for the root.
    void folder(const std::string& path)
    {
        if (stopped())
            return;
        std::vector<FolderEntry> entries;
        const auto id = listFolder(path.empty() ? "/" : path, entries);
        if (!id) {
            result.unreadable.emplace_back(path, id.error());
            return;
        }
        if (std::find(m_above.begin(), m_above.end(), id.value()) != m_above.end()
            || m_above.size() > maximumDepth) {
            result.unreadable.emplace_back(
                path, Error{ ErrorCode::LinkLoop, {}, {}, "it leads to a folder above it" });
            return;
        }
        m_above.push_back(id.value());
        std::string below = path + "/";
        const std::size_t length = below.size();
        for (const FolderEntry& found : entries) {
            if (stopped())
                break;
            below.resize(length);
            below += found.name;
            entry(below, found.kind);
        }
        m_above.pop_back();
    }

    std::stop_token m_stop;
    const WalkProgress& m_progress;
    std::vector<FolderId> m_above; ///< The folders that we are in, from the outermost on.
};

} // namespace

WalkResult walk(
    const std::vector<std::string>& paths, std::stop_token stop, const WalkProgress& progress)
{
    Walker walker(std::move(stop), progress);
    for (const std::string& path : paths)
        walker.start(path);
    WalkResult result = std::move(walker.result);
    std::sort(result.files.begin(), result.files.end());
    // The same path named twice, or named and found, is one source.
    result.files.erase(std::unique(result.files.begin(), result.files.end()), result.files.end());
    const auto byPath = [](const auto& a, const auto& b) { return a.first < b.first; };
    const auto samePath = [](const auto& a, const auto& b) { return a.first == b.first; };
    std::stable_sort(result.unreadable.begin(), result.unreadable.end(), byPath);
    result.unreadable.erase(
        std::unique(result.unreadable.begin(), result.unreadable.end(), samePath),
        result.unreadable.end());
    if (progress)
        progress(result.files.size());
    return result;
}

} // namespace mxlens
