// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/lazywalk.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// Each of them becomes a row of its own before the files are read.
constexpr std::size_t mostRemarks = 256;

} // namespace

LazyWalk::LazyWalk(
    const std::vector<std::string>& paths, std::stop_token stop, Found found, std::size_t memory)
    : m_stop(std::move(stop))
    , m_found(std::move(found))
    , m_memory(memory)
{
    for (const std::string& path : paths)
        m_roots.push_back({ withoutSlashes(path), path });
    std::stable_sort(m_roots.begin(), m_roots.end(),
        [](const Root& a, const Root& b) { return a.from < b.from; });
}

LazyWalk::~LazyWalk() = default;

std::vector<LazyWalk::Stream>::iterator LazyWalk::first()
{
    // What cannot be read is told before a file of the same path.
    return std::min_element(
        m_streams.begin(), m_streams.end(), [](const Stream& a, const Stream& b) {
            const int order = a.path.compare(b.path);
            return order != 0 ? order < 0 : a.error && !b.error;
        });
}

// Opens what may come before everything that is open.
void LazyWalk::openStreams()
{
    while (m_nextRoot < m_roots.size() && !m_stop.stop_requested()
        && (m_streams.empty() || m_roots[m_nextRoot].from <= first()->path)) {
        Stream stream;
        if (open(m_roots[m_nextRoot++].path, stream))
            m_streams.push_back(std::move(stream));
    }
}

bool LazyWalk::open(const std::string& path, Stream& stream)
{
    stream.path = path;
    const auto kind = path == "-" ? Result<FileKind>(FileKind::File) : kindOf(path);
    if (!kind) {
        stream.error = kind.error();
    } else if (kind.value() == FileKind::Other || kind.value() == FileKind::Unknown) {
        stream.error = notAFile();
    } else if (kind.value() == FileKind::File) {
        ++m_files;
    } else {
        stream.walk = std::make_unique<FolderWalk>(
            withoutSlashes(path), m_memory, m_stop, [this](std::size_t files) {
                m_files += files;
                if (m_found)
                    m_found(m_files);
            });
        if (!advance(stream)) {
            stream.emptyFolder = true;
            stream.walk.reset();
        }
    }
    return !m_stop.stop_requested();
}

bool LazyWalk::advance(Stream& stream)
{
    if (!stream.walk || !stream.walk->next())
        return false;
    stream.path = stream.walk->path();
    stream.error = stream.walk->error();
    return true;
}

void LazyWalk::take(const Stream& stream, WalkResult& result)
{
    // The same path named twice, or named and found, is one source.
    const int kind = stream.emptyFolder ? 3 : stream.error ? 2 : 1;
    if (std::exchange(m_lastKind, kind) == kind && m_last == stream.path)
        return;
    m_last = stream.path;
    if (stream.emptyFolder) {
        result.emptyFolders.push_back(stream.path);
    } else if (stream.error) {
        result.unreadable.emplace_back(stream.path, *stream.error);
    } else if (!stream.walk) {
        result.files->addPath(stream.path);
        m_folder.clear(); // files that follow get a folder of their own
    } else {
        const std::string_view folder = stream.walk->folder();
        if (m_folder.empty() || m_folder != folder) {
            m_folder = folder;
            m_folderNumber = result.files->addFolder(m_folder);
        }
        const std::string_view name = std::string_view(stream.path).substr(folder.size());
        result.files->add(m_folderNumber, result.files->names().keepTerminated(name), true);
    }
}

WalkResult LazyWalk::next(std::size_t most)
{
    WalkResult result{ std::make_shared<FileList>(), {}, {} };
    m_folder.clear();
    for (openStreams(); !m_streams.empty() && !m_stop.stop_requested(); openStreams()) {
        if (result.files->size() >= most
            || result.unreadable.size() + result.emptyFolders.size() >= mostRemarks)
            break;
        const auto stream = first();
        take(*stream, result);
        if (!advance(*stream))
            m_streams.erase(stream);
    }
    return result;
}

} // namespace mxlens
