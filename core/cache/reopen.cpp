// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/reopen.h"

#include "core/cache/cachefolder.h"
#include "core/cache/checksum.h"
#include "core/cache/piecing.h"
#include "core/input/workerthreads.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>

namespace mxlens {

namespace {

constexpr std::size_t filesAtOnce = 4096;

/// The path of a file of an index, in a buffer that is used again.
const std::string& pathOf(const OpenedIndex& index, std::size_t file, std::string& buffer)
{
    buffer = index.texts->text(index.outline->files.folder[file]);
    buffer += index.texts->text(index.outline->files.name[file]);
    return buffer;
}

/// Looks at the state of some files; neighbours share their folder.
void compareStates(OpenedIndex& index, std::size_t begin, std::size_t end)
{
    const IndexFiles& files = index.outline->files;
    std::optional<FolderHandle> folder;
    StringId opened = 0;
    std::string name;
    for (std::size_t file = begin; file < end; ++file) {
        if (!folder || files.folder[file] != opened) {
            opened = files.folder[file];
            folder.emplace(std::string(index.texts->text(opened)));
        }
        name = index.texts->text(files.name[file]);
        index.valid[file] = folder->stateOf(name.c_str()) == files.state[file];
    }
}

void compareListing(OpenedIndex& index, std::size_t number, const std::stop_token& stop)
{
    const IndexFolder& folder = index.outline->folders[number];
    if (folder.state != FolderState() && folderStateOf(folder.path) == folder.state) {
        index.listed[number] = 1;
        return;
    }
    const auto listing = plainListing(folder.path, stop);
    index.listed[number]
        = listing && checksum64(listing->entries, index.outline->seed) == folder.listing;
}

/// Opens the indexes of the paths that have one.
std::vector<OpenedIndex> openIndexes(
    const std::set<std::string>& paths, const ReopenRequest& request)
{
    std::vector<OpenedIndex> indexes;
    if (request.cacheFolder.empty())
        return indexes;
    const CacheFolder cache(request.cacheFolder);
    for (const std::string& root : paths) {
        if (root == "-")
            continue;
        auto file
            = IndexFile::open(cache.fileFor(indexKey(root)), indexIdentity(root, request.limits));
        if (!file)
            continue;
        OpenedIndex& index = indexes.emplace_back();
        index.root = root;
        index.segments.resize(file->segmentCount());
        index.file = std::move(file);
    }
    return indexes;
}

/// Runs tasks on so many threads, begun in this order, and throws what one of them throws. behind:
/// other threads go first.
void runAll(const std::vector<std::function<void()>>& tasks, unsigned threads,
    const std::stop_token& stop, bool behind = false)
{
    std::atomic<std::size_t> next{ 0 };
    WorkerThreads all(stop);
    const auto run = [&tasks, &next, ended = all.stop()] {
        for (std::size_t i = next++; i < tasks.size() && !ended.stop_requested(); i = next++)
            tasks[i]();
    };
    const auto runBehind = [&run] {
        goBehind();
        run();
    };
    // This thread has other things to do yet: it cannot go behind.
    bool takesPart = !behind;
    for (std::size_t i = behind ? 0 : 1; i < std::min<std::size_t>(threads, tasks.size()); ++i) {
        if (!(behind ? all.start(runBehind) : all.start(run)))
            takesPart = true;
    }
    if (takesPart)
        all.run(run);
    all.join();
}

/// Reads the index files.
void readIndexes(std::vector<OpenedIndex>& indexes, unsigned threads, const std::stop_token& stop)
{
    std::vector<std::function<void()>> tasks;
    for (OpenedIndex& index : indexes) {
        // What takes longest comes first.
        tasks.emplace_back([&index, &stop] { index.texts = index.file->readTexts(stop); });
        tasks.emplace_back([&index, &stop] { index.outline = index.file->readOutline(stop); });
        tasks.emplace_back([&index, &stop] { index.addresses = index.file->readAddresses(stop); });
        tasks.emplace_back([&index, &stop] { index.marks = index.file->readMarks(stop); });
        for (std::size_t i = 0; i < index.segments.size(); ++i)
            tasks.emplace_back([&index, i] { index.segments[i] = index.file->readSegment(i); });
    }
    runAll(tasks, threads, stop);
}

/// Looks at the folders and files of the indexes.
void compareAll(std::vector<OpenedIndex>& indexes, unsigned threads, const std::stop_token& stop,
    const Reopening::Looked& looked)
{
    std::vector<std::function<void()>> tasks;
    for (OpenedIndex& index : indexes) {
        const std::size_t files = index.outline->files.size();
        index.listed.assign(index.outline->folders.size(), 0);
        index.valid.assign(files, 0);
        for (std::size_t i = 0; i < index.listed.size(); ++i)
            tasks.emplace_back([&index, &stop, i] { compareListing(index, i, stop); });
        for (std::size_t i = 0; i < files; i += filesAtOnce)
            tasks.emplace_back([&index, &looked, i, files] {
                const std::size_t end = std::min(i + filesAtOnce, files);
                compareStates(index, i, end);
                if (looked)
                    looked(end - i);
            });
    }
    runAll(tasks, threads, stop, looked != nullptr);
}

bool isWhole(const OpenedIndex& index)
{
    return index.texts && index.outline && index.addresses && index.marks
        && std::ranges::all_of(
            index.segments, [](const auto& segment) { return segment != nullptr; });
}

/// Whether the folders hold the names that they held.
bool hasSameNames(const OpenedIndex& index)
{
    return std::ranges::all_of(index.listed, [](std::uint8_t same) { return same != 0; });
}

/// Whether the index tells the files of its path without a walk.
bool isListed(const OpenedIndex& index)
{
    return !index.overlaps && !index.listed.empty() && hasSameNames(index);
}

/// Whether a path stands for the same files as others that are named too, at least in part.
bool overlaps(const std::string& root, const std::set<std::string>& paths)
{
    return std::ranges::any_of(paths, [&root](const std::string& path) {
        const std::string a = withSlash(root);
        const std::string b = withSlash(path);
        return path != root && (a.starts_with(b) || b.starts_with(a));
    });
}

void addFile(FileList& list, std::string& folder, std::uint32_t& number, std::string_view path)
{
    const std::size_t slash = path.rfind('/') + 1; // npos + 1 is 0
    if (list.size() == 0 || folder != path.substr(0, slash)) {
        folder = path.substr(0, slash);
        number = list.addFolder(folder);
    }
    list.add(number, list.names().keepTerminated(path.substr(slash)), true);
}

/// Finds the files of an index in a list; both are sorted. A file has one place only.
void findPlaces(OpenedIndex& index, const FileList& files, Reopened& result)
{
    index.places.assign(index.outline->files.size(), OpenedIndex::noPlace);
    std::string known;
    std::size_t place = 0;
    for (std::size_t file = 0; file < index.places.size(); ++file) {
        pathOf(index, file, known);
        while (place < files.size() && files.path(place) < known)
            ++place;
        if (place == files.size())
            return;
        if (index.valid[file] == 0 || result.states[place] || files.path(place) != known)
            continue;
        index.places[file] = place;
        result.states[place] = index.outline->files.state[file];
        ++result.unchanged;
    }
}

/// Whether everything in an index is still there, and is used. What it holds no rows of is told by
/// the same names; whether rows of it could be kept now is not known before it is read again.
bool isCurrent(const OpenedIndex& index)
{
    return hasSameNames(index) && std::ranges::none_of(index.places, [](std::size_t place) {
        return place == OpenedIndex::noPlace;
    });
}

} // namespace

struct Reopening::Private {
    std::vector<OpenedIndex> indexes; ///< Sorted by what their paths begin with.
    bool isWhole = false; ///< Each path has an index.
    bool listed = false; ///< The indexes tell all files.
    std::shared_ptr<StringPool> texts = std::make_shared<StringPool>();
    std::shared_ptr<AddressPool> addresses = std::make_shared<AddressPool>();
};

Reopening::Reopening(const ReopenRequest& request, const std::stop_token& stop)
    : m_private(std::make_unique<Private>())
    , m_threads(request.threads)
{
    std::vector<OpenedIndex>& indexes = m_private->indexes;
    const std::set<std::string> paths(request.paths.begin(), request.paths.end());
    try {
        indexes = openIndexes(paths, request);
        readIndexes(indexes, request.threads, stop);
        std::erase_if(indexes, [](const OpenedIndex& index) { return !isWhole(index); });
    } catch (const std::exception&) {
        // Memory is short: to read files one after the other takes less.
        indexes.clear();
    }
    if (stop.stop_requested())
        indexes.clear();
    std::ranges::sort(indexes, {}, [](const OpenedIndex& index) { return withSlash(index.root); });
    for (OpenedIndex& index : indexes)
        index.overlaps = overlaps(index.root, paths);
    m_private->isWhole = !paths.empty() && indexes.size() == paths.size();
    if (const OpenedIndex* const largest = largestOf(indexes)) {
        m_private->texts = largest->texts;
        m_private->addresses = largest->addresses;
    }
}

Reopening::~Reopening() = default;

bool Reopening::hasIndexes() const
{
    return !m_private->indexes.empty();
}

std::shared_ptr<StringPool> Reopening::texts() const
{
    return m_private->texts;
}

std::shared_ptr<AddressPool> Reopening::addresses() const
{
    return m_private->addresses;
}

void Reopening::renewTexts()
{
    if (OpenedIndex* const largest = largestOf(m_private->indexes))
        m_private->texts = largest->texts = largest->texts->twin();
}

// The texts of several indexes would have to be put together first.
bool Reopening::isKnownBefore() const
{
    return m_private->isWhole && m_private->indexes.size() == 1
        && !m_private->indexes.front().marks->marks.empty();
}

std::size_t Reopening::fileCount() const
{
    std::size_t count = 0;
    for (const OpenedIndex& index : m_private->indexes)
        count += index.outline->files.size();
    return count;
}

void Reopening::look(const std::stop_token& stop, const Looked& looked)
{
    std::vector<OpenedIndex>& indexes = m_private->indexes;
    bool good = true;
    try {
        compareAll(indexes, m_threads, stop, looked);
    } catch (const std::exception&) {
        good = false; // memory is short
    }
    if (!good || stop.stop_requested())
        *m_private = Private();
    m_private->listed
        = m_private->isWhole && !indexes.empty() && std::ranges::all_of(indexes, isListed);
}

bool Reopening::isUnchanged() const
{
    return m_private->listed
        && std::ranges::all_of(m_private->indexes, [](const OpenedIndex& index) {
               return index.outline->others.empty()
                   && std::ranges::find(index.valid, 0) == index.valid.end();
           });
}

Reopened Reopening::takeAll()
{
    Reopened result;
    for (OpenedIndex& index : m_private->indexes) {
        index.places.resize(index.outline->files.size());
        for (std::size_t& place : index.places)
            place = result.unchanged++;
        result.current.emplace_back(index.root, index.places.size());
    }
    result.segments = takeRows(m_private->indexes, {});
    return result;
}

IndexMarks Reopening::takeMarks()
{
    if (m_private->indexes.size() != 1)
        return {};
    return std::move(*m_private->indexes.front().marks);
}

std::shared_ptr<FileList> Reopening::listedFiles() const
{
    if (!m_private->listed)
        return nullptr;
    auto list = std::make_shared<FileList>();
    std::string folder, path;
    std::uint32_t number = 0;
    for (const OpenedIndex& index : m_private->indexes) {
        auto other = index.outline->others.begin();
        const auto end = index.outline->others.end();
        for (std::size_t file = 0; file < index.outline->files.size(); ++file) {
            pathOf(index, file, path);
            for (; other != end && *other < path; ++other)
                addFile(*list, folder, number, *other);
            addFile(*list, folder, number, path);
        }
        for (; other != end; ++other)
            addFile(*list, folder, number, *other);
    }
    return list;
}

Reopened Reopening::take(const FileList& files, const std::vector<std::size_t>& breaks)
{
    Reopened result;
    result.states.resize(files.size());
    for (OpenedIndex& index : m_private->indexes)
        findPlaces(index, files, result);
    for (const OpenedIndex& index : m_private->indexes) {
        if (isCurrent(index))
            result.current.emplace_back(index.root, index.places.size());
    }
    result.segments = takeRows(m_private->indexes, breaks);
    return result;
}

std::string withSlash(std::string_view folder)
{
    return std::string(folder.substr(0, folder.find_last_not_of('/') + 1)) + '/';
}

std::string indexKey(const std::string& root)
{
    if (root.starts_with('/'))
        return root;
    std::error_code error;
    const std::u8string here = std::filesystem::current_path(error).u8string();
    return std::string(here.begin(), here.end()) + '\n' + root;
}

std::string indexIdentity(const std::string& root, const Limits& limits)
{
    std::string identity = MXLENS_VERSION;
    for (const std::uint64_t limit : { limits.documentBytes, limits.ratio, limits.ratioFrom,
             static_cast<std::uint64_t>(limits.containerDepth), limits.archiveEntries,
             limits.mailBytes, static_cast<std::uint64_t>(limits.parse.jsonDepth),
             limits.unpackedBytes, limits.unpackedRatio, limits.fileRows, limits.bytesPerRow,
             limits.slowBytes, limits.slowRatio, limits.slowRatioFrom,
             std::uint64_t{ limits.parse.rows }, std::uint64_t{ limits.parse.bytesPerRow } })
        identity += ' ' + std::to_string(limit);
    return identity + '\n' + indexKey(root);
}

} // namespace mxlens
