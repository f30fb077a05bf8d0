// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/keep.h"

#include "core/cache/checksum.h"
#include "core/cache/indexsize.h"
#include "core/cache/indexwriter.h"
#include "core/cache/reopen.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <random>
#include <ranges>
#include <set>
#include <string_view>
#include <utility>

namespace mxlens {

namespace {

/// Goes through the sources of files in input order.
class SourceCursor final {
public:
    /// end: order of the first part that is of no file.
    SourceCursor(const Snapshot& snapshot, std::uint64_t end)
        : m_snapshot(snapshot)
        , m_end(end)
    {
        settle();
    }

    bool atEnd() const { return m_part == m_snapshot.inputOrder().size(); }
    const Segment& segment() const { return *part().segment; }
    std::uint32_t row() const { return m_row; }
    /// Below 0 if this source sorts before a path, 0 if it is of that file.
    int compare(std::string_view path) const
    {
        const std::string_view folder = m_snapshot.text(segment().sources.folder[m_row]);
        const int difference = folder.compare(path.substr(0, folder.size()));
        if (difference != 0)
            return difference;
        return m_snapshot.text(segment().sources.name[m_row]).compare(path.substr(folder.size()));
    }
    void next()
    {
        ++m_row;
        settle();
    }

    /// To the first source of the next part.
    void nextPart()
    {
        m_row = static_cast<std::uint32_t>(segment().sources.name.size());
        settle();
    }

private:
    const Snapshot::Part& part() const
    {
        return m_snapshot.parts()[m_snapshot.inputOrder()[m_part]];
    }
    void settle()
    {
        while (!atEnd()) {
            if (part().order >= m_end)
                m_part = m_snapshot.inputOrder().size();
            else if (m_row < part().segment->sources.name.size())
                return;
            else
                ++m_part;
            m_row = 0;
        }
    }

    const Snapshot& m_snapshot;
    std::uint64_t m_end;
    std::size_t m_part = 0; ///< In input order.
    std::uint32_t m_row = 0;
};

/// Writes rows in as few pieces as their segments allow.
class RowRuns final {
public:
    explicit RowRuns(IndexWriter& writer)
        : m_writer(writer)
    {
    }
    void add(const Segment& segment, std::uint32_t row)
    {
        if (m_segment != &segment || row != m_end) {
            flush();
            m_segment = &segment;
            m_begin = row;
        }
        m_end = row + 1;
    }
    void flush()
    {
        if (m_segment)
            m_writer.addRows(*m_segment, m_begin, m_end);
        m_segment = nullptr;
    }

private:
    IndexWriter& m_writer;
    const Segment* m_segment = nullptr;
    std::uint32_t m_begin = 0, m_end = 0;
};

/// All folders below a root, if their listings tell the files that are known, and these only.
/// known: sum of the checksums of their paths.
std::vector<IndexFolder> foldersOf(
    const std::string& root, std::uint64_t seed, std::uint64_t known, const std::stop_token& stop)
{
    std::vector<IndexFolder> folders;
    std::vector<std::string> waiting{ withSlash(root) };
    std::uint64_t sum = 0;
    while (!waiting.empty()) {
        std::string path = std::move(waiting.back());
        waiting.pop_back();
        const std::int64_t now = fileTimeNow();
        const auto state = folderStateOf(path);
        const bool settled
            = state && isSettled(state->modified, now) && isSettled(state->changed, now);
        const auto listing = plainListing(path, stop);
        if (!listing)
            return {};
        std::string below = path;
        for (std::string_view left = listing->entries; !left.empty();) {
            if (stop.stop_requested())
                return {};
            const std::size_t end = left.find('\0');
            below.resize(path.size());
            below += left.substr(1, end - 1);
            if (left.front() == 'd')
                waiting.push_back(below + '/');
            else
                sum += checksum64(below, seed);
            left.remove_prefix(end + 1);
        }
        folders.push_back({ std::move(path), checksum64(listing->entries, seed),
            settled ? *state : FolderState() });
    }
    return sum == known ? folders : std::vector<IndexFolder>();
}

/// The marks of all reports, numbered in input order; some of them once a stop is requested.
IndexMarks marksOf(const Snapshot& snapshot, const std::stop_token& stop)
{
    IndexMarks result;
    std::vector<std::uint32_t> first(snapshot.parts().size());
    std::uint32_t count = 0;
    for (const std::uint32_t part : snapshot.inputOrder()) {
        first[part] = count;
        count += static_cast<std::uint32_t>(snapshot.parts()[part].marks->size());
    }
    result.marks.reserve(count);
    for (const std::uint32_t number : snapshot.inputOrder()) {
        if (stop.stop_requested())
            break;
        const Snapshot::Part& part = snapshot.parts()[number];
        result.marks.insert(result.marks.end(), part.marks->begin(), part.marks->end());
        if (!part.earlier)
            continue;
        for (const auto& [row, earlier] : *part.earlier) {
            const RowPlace place = snapshot.report(earlier);
            if ((*part.marks)[row] == ReportMark::Duplicate)
                result.earlier.emplace_back(
                    first[number] + row, first[place.segmentIndex] + place.row);
        }
    }
    return result;
}

/// Writes the index of one root.
class RootKeeper final {
public:
    RootKeeper(const KeepRequest& request, const std::string& root, const std::stop_token& stop)
        : m_request(request)
        , m_root(root)
        , m_stop(stop)
    {
    }

    void keep();

private:
    bool findFiles();
    bool isCurrent() const;
    bool fits() const;
    bool write(const CacheFolder::Sink& sink);
    void addFile(std::size_t file, SourceCursor& sources, IndexWriter& writer, RowRuns& rows);
    bool goesOn(const IndexWriter& writer) const;
    std::uint64_t sumOfPaths() const;
    void makeRoomForFiles();

    const KeepRequest& m_request;
    const std::string& m_root;
    const std::stop_token& m_stop;
    std::size_t m_begin = 0, m_end = 0; ///< The files of the root.
    bool m_folder = false;
    IndexOutline m_outline;
    std::uint32_t m_sources = 0;
};

// Whether there is anything to keep.
bool RootKeeper::findFiles()
{
    const FileList& files = *m_request.files;
    m_begin = files.placeOf(m_root);
    if (m_begin < files.size() && files.path(m_begin) == m_root) {
        m_end = m_begin + 1;
        return m_request.states[m_begin] && m_request.states[m_begin]->size >= smallestKeptFile;
    }
    m_folder = true;
    std::string prefix = withSlash(m_root);
    m_begin = files.placeOf(prefix);
    ++prefix.back(); // behind everything that begins with the slash
    m_end = files.placeOf(prefix);
    return std::any_of(m_request.states.begin() + static_cast<std::ptrdiff_t>(m_begin),
        m_request.states.begin() + static_cast<std::ptrdiff_t>(m_end),
        [](const auto& state) { return state.has_value(); });
}

// Whether the index that is there is what would be written. Its files are among those that can be
// kept now: if there are as many, they are the same.
bool RootKeeper::isCurrent() const
{
    const auto kept = std::count_if(m_request.states.begin() + static_cast<std::ptrdiff_t>(m_begin),
        m_request.states.begin() + static_cast<std::ptrdiff_t>(m_end),
        [](const auto& state) { return state.has_value(); });
    return std::ranges::find(m_request.current, std::pair(m_root, static_cast<std::size_t>(kept)))
        != m_request.current.end();
}

// Whether the index is not too large, so that it is not written in vain each time. About so: what
// is near the limit may be tried, or left out.
bool RootKeeper::fits() const
{
    const Snapshot& snapshot = *m_request.snapshot;
    const std::string first = m_request.files->path(m_begin);
    const std::string last = m_request.files->path(m_end - 1);
    std::uint64_t bytes = 0, count = 0;
    for (SourceCursor sources(snapshot, m_request.end); !sources.atEnd(); sources.nextPart()) {
        if (sources.compare(first) < 0 || sources.compare(last) > 0)
            continue;
        bytes += bytesInIndex(sources.segment());
        count += sources.segment().sources.name.size();
    }
    const double share = static_cast<double>(count) / std::max<double>(snapshot.sourceCount(), 1);
    const auto texts = static_cast<double>(bytesInIndex(snapshot.pool(), m_stop));
    return static_cast<double>(bytes) + share * texts <= static_cast<double>(m_request.cacheLimit);
}

void RootKeeper::keep()
{
    const CacheFolder cache(m_request.cacheFolder, m_request.cacheLimit);
    const std::string key = indexKey(m_root);
    if (m_request.unchanged)
        cache.touch(key);
    else if (!findFiles())
        return;
    else if (isCurrent())
        cache.touch(key);
    else if (fits())
        cache.replace(key, [this](const CacheFolder::Sink& sink) { return write(sink); });
}

void RootKeeper::addFile(
    std::size_t file, SourceCursor& sources, IndexWriter& writer, RowRuns& rows)
{
    const std::string path = m_request.files->path(file);
    while (goesOn(writer) && !sources.atEnd() && sources.compare(path) < 0)
        sources.next();
    IndexFiles& kept = m_outline.files;
    if (!m_request.states[file] || sources.atEnd() || sources.compare(path) != 0) {
        m_outline.others.push_back(path);
        return;
    }
    const Segment::Sources& columns = sources.segment().sources;
    kept.folder.push_back(writer.textId(ColumnRole::Text, columns.folder[sources.row()]));
    kept.name.push_back(writer.textId(ColumnRole::OwnText, columns.name[sources.row()]));
    kept.state.push_back(*m_request.states[file]);
    // One mailbox may be all there is.
    for (; goesOn(writer) && !sources.atEnd() && sources.compare(path) == 0;
         sources.next(), ++m_sources)
        rows.add(sources.segment(), sources.row());
    kept.firstSource.push_back(m_sources);
}

bool RootKeeper::goesOn(const IndexWriter& writer) const
{
    return !m_stop.stop_requested() && writer.ok();
}

// For foldersOf().
std::uint64_t RootKeeper::sumOfPaths() const
{
    std::uint64_t sum = 0;
    for (std::size_t file = m_begin; file < m_end && !m_stop.stop_requested(); ++file)
        sum += checksum64(m_request.files->path(file), m_outline.seed);
    return sum;
}

void RootKeeper::makeRoomForFiles()
{
    const std::size_t count = m_end - m_begin;
    m_outline.files.folder.reserve(count);
    m_outline.files.name.reserve(count);
    m_outline.files.state.reserve(count);
    m_outline.files.firstSource.reserve(count + 1);
}

bool RootKeeper::write(const CacheFolder::Sink& sink)
{
    const Snapshot& snapshot = *m_request.snapshot;
    // Also what is left at the end is seconds of work.
    const auto stoppable
        = [this, &sink](std::string_view bytes) { return !m_stop.stop_requested() && sink(bytes); };
    IndexWriter writer(
        stoppable, indexIdentity(m_root, m_request.limits), snapshot.pool(), snapshot.addresses());
    RowRuns rows(writer);
    SourceCursor sources(snapshot, m_request.end);
    std::random_device random;
    m_outline.seed = (std::uint64_t{ random() } << 32) | random();
    // At first: names of a large folder take much memory for a moment.
    if (m_folder)
        m_outline.folders = foldersOf(m_root, m_outline.seed, sumOfPaths(), m_stop);
    makeRoomForFiles();
    for (std::size_t file = m_begin; file < m_end; ++file) {
        addFile(file, sources, writer, rows);
        if (!goesOn(writer))
            return false;
    }
    rows.flush();
    writer.finish(
        m_outline, m_sources == snapshot.sourceCount() ? marksOf(snapshot, m_stop) : IndexMarks());
    return goesOn(writer);
}

// Whether a folder above a path is named as well.
bool isInside(const std::string& path, const std::set<std::string>& roots)
{
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        const bool last = slash + 1 == path.size();
        if (!last
            && (roots.contains(path.substr(0, slash)) || roots.contains(path.substr(0, slash + 1))))
            return true;
    }
    return false;
}

} // namespace

void keepIndexes(const KeepRequest& request, const std::stop_token& stop)
{
    const std::set<std::string> roots(request.paths.begin(), request.paths.end());
    for (const std::string& root : roots) {
        if (stop.stop_requested())
            return;
        if (isInside(root, roots) || root == "-")
            continue;
        try {
            RootKeeper(request, root, stop).keep();
        } catch (const std::exception&) {
            // Memory is short: there is no index of this one then.
        }
    }
}

} // namespace mxlens
