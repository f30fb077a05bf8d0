// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/filelist.h"

#include <algorithm>
#include <utility>

namespace mxlens {

std::vector<std::string> FileList::paths() const
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < size(); ++i)
        all.push_back(path(i));
    return all;
}

std::uint32_t FileList::addFolder(std::string path)
{
    m_folders.push_back(std::move(path));
    return static_cast<std::uint32_t>(m_folders.size() - 1);
}

void FileList::add(std::uint32_t folder, std::string_view name, bool plain)
{
    File file;
    file.name = name.data();
    file.length = static_cast<std::uint32_t>(name.size());
    file.folder = folder & 0x7FFFFFFFu;
    file.plain = plain ? 1 : 0;
    m_files.push_back(file);
}

void FileList::addPath(std::string_view path)
{
    const std::size_t slash = path.rfind('/') + 1; // npos + 1 is 0
    const std::string_view folder = path.substr(0, slash);
    // Files that were named one by one mostly have their folder in common.
    if (m_folders.empty() || m_folders.back() != folder)
        addFolder(std::string(folder));
    add(static_cast<std::uint32_t>(m_folders.size() - 1), m_names.keep(path.substr(slash)), false);
}

bool FileList::before(const File& a, const File& b) const
{
    const std::string_view nameA(a.name, a.length);
    const std::string_view nameB(b.name, b.length);
    if (a.folder == b.folder)
        return nameA < nameB;
    return m_folders[a.folder] + std::string(nameA) < m_folders[b.folder] + std::string(nameB);
}

void FileList::sortByPath()
{
    const auto earlier = [this](const File& a, const File& b) { return before(a, b); };
    std::stable_sort(m_files.begin(), m_files.end(), earlier);
    const auto same = [this](const File& a, const File& b) { return !before(a, b); };
    m_files.erase(std::unique(m_files.begin(), m_files.end(), same), m_files.end());
}

std::size_t FileList::placeOf(std::string_view wanted) const
{
    std::size_t first = 0;
    for (std::size_t count = size(); count > 0;) {
        const std::size_t half = count / 2;
        if (path(first + half) < wanted) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
}

} // namespace mxlens
