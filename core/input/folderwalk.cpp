// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/folderwalk.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t newsStep = 1024;
// So much memory even a folder below other large ones may use.
constexpr std::size_t leastMemory = 256 * 1024;

// A name whose turn to be looked at comes before that of the files below it.
constexpr FileKind lookFirst = FileKind::Other;

} // namespace

Error notAFile()
{
    return { ErrorCode::NotAFile, {}, {}, "a FIFO, a socket or a device" };
}

Error loopOfFolders()
{
    return { ErrorCode::LinkLoop, {}, {}, "it leads to a folder above it" };
}

FolderWalk::FolderWalk(std::string path, std::size_t memory, std::stop_token stop, Found found)
    : m_memory(memory)
    , m_stop(std::move(stop))
    , m_found(std::move(found))
    , m_path(std::move(path))
{
}

bool FolderWalk::next()
{
    m_error.reset();
    if (!std::exchange(m_begun, true)) {
        m_error = enter();
        if (m_error)
            return !stopped();
    }
    while (!m_levels.empty() && !stopped()) {
        Level& level = m_levels.back();
        const std::optional<FolderEntry> entry = level.names.next();
        if (entry) {
            m_path.assign(level.below).append(entry->name);
            if (take(*entry))
                return !stopped();
            continue;
        }
        const bool failed = level.names.failed();
        m_path.assign(level.below, 0, level.below.size() - 1);
        m_levels.pop_back();
        if (failed) {
            m_error = Error{ ErrorCode::ReadFailed, {}, {}, "its list of names was lost" };
            return true;
        }
    }
    return false;
}

// Whether an entry is worth telling.
bool FolderWalk::take(const FolderEntry& entry)
{
    if (entry.kind == FileKind::File)
        return true;
    if (entry.kind != FileKind::Folder)
        return lookAgain(entry.name);
    std::vector<std::string>& refused = m_levels.back().refused;
    const auto told = std::find(refused.begin(), refused.end(), entry.name);
    if (told != refused.end()) {
        refused.erase(told);
        return false;
    }
    m_error = enter();
    return m_error.has_value();
}

// What is no file, and folders, whose own path stands before those below them.
bool FolderWalk::lookAgain(std::string_view name)
{
    const Result<FileKind> kind = kindOf(m_path);
    if (!kind)
        m_error = kind.error();
    else if (kind.value() == FileKind::Folder)
        m_error = check(folderId(m_path));
    else if (kind.value() != FileKind::File)
        m_error = notAFile();
    else
        return true; // it has become a file meanwhile
    if (m_error && kind && kind.value() == FileKind::Folder)
        m_levels.back().refused.emplace_back(name);
    return m_error.has_value();
}

std::optional<Error> FolderWalk::check(const Result<FolderId>& id) const
{
    if (!id)
        return id.error();
    const bool above = std::any_of(m_levels.begin(), m_levels.end(),
        [&id](const Level& level) { return level.id == id.value(); });
    if (above || m_levels.size() > deepestFolder)
        return loopOfFolders();
    return std::nullopt;
}

// Goes into the folder at hand.
std::optional<Error> FolderWalk::enter()
{
    const std::string path = m_path.empty() ? "/" : m_path;
    const Result<FolderId> id = folderId(path);
    if (std::optional<Error> error = check(id))
        return error;
    std::size_t used = 0;
    for (const Level& level : m_levels)
        used += level.names.memory();
    const std::size_t memory = std::max(leastMemory, m_memory - std::min(m_memory, used));
    Level& level = m_levels.emplace_back(m_path + "/", id.value(), memory);
    const Result<FolderId> listed = listFolder(path, [&](std::string_view name, FileKind kind) {
        add(level, name, kind);
        return !stopped();
    });
    if (!listed) {
        m_levels.pop_back();
        return listed.error();
    }
    level.names.finish(m_stop);
    if (m_found)
        m_found(std::exchange(m_news, 0));
    return std::nullopt;
}

void FolderWalk::add(Level& level, std::string_view name, FileKind kind)
{
    if (kind == FileKind::Unknown) {
        const auto real = kindOf(level.below + std::string(name));
        kind = real ? real.value() : lookFirst;
    }
    if (kind == FileKind::Folder)
        level.names.add(name, lookFirst);
    level.names.add(name, kind);
    if (kind == FileKind::File && ++m_news % newsStep == 0 && m_found)
        m_found(std::exchange(m_news, 0));
}

} // namespace mxlens
