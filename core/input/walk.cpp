// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/walk.h"

#include "core/input/folderwalk.h"

#include <algorithm>
#include <cerrno>
#include <span>
#include <string_view>

namespace mxlens {

namespace {

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
            const std::size_t before = result.files->size() + result.unreadable.size();
            folder(withoutSlashes(path));
            if (before == result.files->size() + result.unreadable.size() && !stopped())
                result.emptyFolders.push_back(path);
        } else if (kind.value() == FileKind::File) {
            add(path);
        } else {
            result.unreadable.emplace_back(path, notAFile());
        }
    }

    /// Tells how many there are, at the end.
    void tell()
    {
        if (m_progress)
            m_progress({ .files = result.files->size(), .some = m_some });
    }

    WalkResult result{ std::make_shared<FileList>(), {}, {} };

private:
    bool stopped() const { return m_stop.stop_requested(); }

    void add(const std::string& path)
    {
        result.files->addPath(path);
        count();
    }

    void count()
    {
        if (result.files->size() % 256 == 0 && m_progress)
            m_progress({ .files = seen(result.files->size()), .some = m_some });
    }

    /// The number of files as it is told: names that were listed become files only later.
    std::size_t seen(std::size_t files) { return m_seen = std::max(m_seen, files); }

    /// While a large folder is listed: its files are not in the result yet.
    bool listed(const std::string& below, const std::vector<FolderEntry>& entries)
    {
        if (!m_progress || stopped())
            return !stopped();
        const auto names = std::span(entries).subspan(m_told);
        for (const FolderEntry& entry : names) {
            if (m_some.size() == mostSome)
                break;
            if (entry.kind == FileKind::File)
                m_some.push_back(below + std::string(entry.name));
        }
        m_progress({ .files = seen(result.files->size() + entries.size()),
            .some = m_some,
            .folder = below,
            .names = names,
            .keeper = result.files });
        m_told = entries.size();
        return !stopped();
    }

    /// Finds out what the folder itself does not say; leaves out what is neither file nor folder.
    void resolve(const std::string& below, std::vector<FolderEntry>& entries)
    {
        std::erase_if(entries, [&](FolderEntry& entry) {
            if (entry.kind == FileKind::File || entry.kind == FileKind::Folder || stopped())
                return false;
            const std::string path = below + std::string(entry.name);
            const auto real
                = entry.kind == FileKind::Unknown ? kindOf(path) : Result<FileKind>(entry.kind);
            const bool good
                = real && (real.value() == FileKind::File || real.value() == FileKind::Folder);
            if (!good)
                result.unreadable.emplace_back(path, real ? notAFile() : real.error());
            else
                entry.kind = real.value();
            return !good;
        });
    }

    /// path without a slash at its end; empty for the root.
    void folder(const std::string& path)
    {
        if (stopped())
            return;
        std::vector<FolderEntry> entries;
        const std::string below = path + "/";
        m_told = 0;
        const auto id = listFolder(path.empty() ? "/" : path, result.files->names(), m_listed,
            entries, [&](const std::vector<FolderEntry>& found) { return listed(below, found); });
        // Those of a folder that is refused were told as well.
        m_listed += static_cast<std::uint32_t>(entries.size());
        if (!id) {
            result.unreadable.emplace_back(path, id.error());
            return;
        }
        if (std::find(m_above.begin(), m_above.end(), id.value()) != m_above.end()
            || m_above.size() > deepestFolder) {
            result.unreadable.emplace_back(path, loopOfFolders());
            return;
        }
        m_above.push_back(id.value());
        listed(below, entries); // the last of them
        resolve(below, entries);
        sortEntries(entries, m_stop);
        const std::uint32_t number = result.files->addFolder(below);
        for (const FolderEntry& found : entries) {
            if (stopped())
                break;
            if (found.kind == FileKind::Folder) {
                folder(below + std::string(found.name));
                continue;
            }
            result.files->add(number, found.name, true);
            count();
        }
        m_above.pop_back();
    }

    static constexpr std::size_t mostSome = 128;

    std::stop_token m_stop;
    const WalkProgress& m_progress;
    std::vector<FolderId> m_above; ///< The folders that we are in, from the outermost on.
    std::vector<std::string> m_some; ///< See WalkNews.
    std::size_t m_told = 0; ///< Entries of the folder at hand that were told.
    std::uint32_t m_listed = 0; ///< Names in all folders before.
    std::size_t m_seen = 0; ///< Files, as they were told last.
};

} // namespace

WalkResult walk(
    const std::vector<std::string>& paths, std::stop_token stop, const WalkProgress& progress)
{
    Walker walker(std::move(stop), progress);
    for (const std::string& path : paths)
        walker.start(path);
    walker.tell();
    WalkResult result = std::move(walker.result);
    // The same path named twice, or named and found, is one source. One folder is in order.
    if (paths.size() > 1)
        result.files->sortByPath();
    const auto byPath = [](const auto& a, const auto& b) { return a.first < b.first; };
    const auto samePath = [](const auto& a, const auto& b) { return a.first == b.first; };
    std::stable_sort(result.unreadable.begin(), result.unreadable.end(), byPath);
    result.unreadable.erase(
        std::unique(result.unreadable.begin(), result.unreadable.end(), samePath),
        result.unreadable.end());
    std::sort(result.emptyFolders.begin(), result.emptyFolders.end());
    result.emptyFolders.erase(std::unique(result.emptyFolders.begin(), result.emptyFolders.end()),
        result.emptyFolders.end());
    return result;
}

} // namespace mxlens
