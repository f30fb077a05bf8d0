// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingest.h"

#include "core/cache/keep.h"
#include "core/cache/reopen.h"
#include "core/ingest/earlyreader.h"
#include "core/ingest/knownrows.h"
#include "core/ingest/worker.h"
#include "core/input/lazywalk.h"
#include "core/input/walk.h"
#include "core/input/workerthreads.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace mxlens {

namespace {

// Sources that are no files to read, each in its place among them.
struct Remark {
    std::string path;
    SourceOutcome outcome = SourceOutcome::NotAReport;
    std::string detail;
};

std::vector<Remark> remarksOf(const WalkResult& found)
{
    std::vector<Remark> remarks;
    for (const auto& [path, error] : found.unreadable) {
        Error told = error;
        told.file.clear(); // the source says it
        remarks.push_back({ path, SourceOutcome::Unreadable, describe(told) });
    }
    for (const std::string& path : found.emptyFolders)
        remarks.push_back({ path, SourceOutcome::NotAReport, std::string(emptyFolderDetail) });
    std::stable_sort(remarks.begin(), remarks.end(),
        [](const Remark& a, const Remark& b) { return a.path < b.path; });
    return remarks;
}

std::vector<std::size_t> placesOf(const std::vector<Remark>& remarks, const FileList& files)
{
    std::vector<std::size_t> places;
    places.reserve(remarks.size());
    for (const Remark& remark : remarks)
        places.push_back(files.placeOf(remark.path));
    return places;
}

// places: those of the remarks.
void addRemarks(IngestShared& shared, const std::vector<Remark>& remarks,
    const std::vector<std::size_t>& places)
{
    std::size_t last = 0;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < remarks.size(); ++i) {
        const Remark& remark = remarks[i];
        const std::size_t place = places[i];
        number = place == last ? number + 1 : 1;
        last = place;
        shared.work.addCut(place);
        SegmentBuilder segment(WorkList::orderBefore(place) + number);
        segment.addSource(remark.path, {}, remark.outcome, remark.detail);
        shared.addBeforehand(std::move(segment));
        shared.countItem();
        if (remark.outcome == SourceOutcome::Unreadable)
            shared.countUnreadable();
    }
}

// What was read before the walk ended gets its place.
void placeEarlyFiles(IngestShared& shared, const std::vector<EarlyReader::Done>& done)
{
    std::vector<std::uint64_t> orders;
    if (!shared.request.cacheFolder.empty())
        shared.fileStates.resize(shared.work.files().size());
    for (const auto& [path, state] : done) {
        const std::size_t file = shared.work.files().placeOf(path);
        // A walk that was stopped has not listed all of them; then no state is kept anyway.
        if (file < shared.fileStates.size())
            shared.fileStates[file] = state;
        orders.push_back(WorkList::orderOf(file));
        shared.work.addCut(file);
        shared.work.addDone(file);
    }
    shared.store.setOrders(orders);
}

unsigned threadsWanted(const IngestRequest& request)
{
    return request.threads > 0 ? request.threads
                               : std::max(1u, std::thread::hardware_concurrency());
}

// The rows of files that are unchanged: the workers pass over these. Gives the paths whose indexes
// hold nothing else.
void takeUnchanged(IngestShared& shared, Reopening& reopening, KeepRequest& keep,
    const std::vector<std::size_t>& breaks)
{
    if (!reopening.hasIndexes()) {
        shared.fileStates.resize(shared.work.files().size());
        return;
    }
    const FileList& files = shared.work.files();
    Reopened rows = reopening.take(files, breaks);
    for (std::size_t file = 0; file < files.size(); ++file) {
        if (rows.states[file])
            shared.work.addDone(file);
        else if (file > 0 && rows.states[file - 1])
            shared.work.addCut(file);
    }
    adoptRows(shared, rows, {});
    shared.countUnchanged(rows.unchanged);
    shared.fileStates = std::move(rows.states);
    keep.current = std::move(rows.current);
}

WalkResult findFiles(IngestShared& shared, const Reopening& reopening, const std::stop_token& stop)
{
    WalkResult found;
    found.files = reopening.listedFiles();
    if (found.files)
        return found;
    EarlyReader early(shared, stop);
    auto files = std::make_unique<EarlyFiles>(!shared.request.cacheFolder.empty());
    const bool isAlone = threadsWanted(shared.request) == 1;
    found = walk(shared.request.paths, stop, [&](const WalkNews& news) {
        shared.setFound(news.files, false);
        shared.report();
        // Rows of an index are there as soon as the walk has ended.
        if (reopening.hasIndexes())
            return;
        early.look(news.some);
        if (!isAlone)
            files->add(news.folder, news.names, news.keeper);
    });
    files->finish();
    const std::vector<EarlyReader::Done> done = early.finish();
    shared.early = std::move(files);
    shared.work.setFiles(found.files);
    placeEarlyFiles(shared, done);
    return found;
}

// Nothing changed: there is nothing to find.
void prepareUnchanged(IngestShared& shared, KnownRows& known, KeepRequest& keep)
{
    known.take();
    const std::size_t files = known.unchanged();
    shared.countUnchanged(files);
    shared.work.setExtraPlace(files);
    shared.setFound(files + shared.request.memory.size(), true);
    keep.unchanged = true;
}

void prepare(
    IngestShared& shared, Reopening& reopening, KeepRequest& keep, const std::stop_token& stop)
{
    const std::size_t memory = shared.request.memory.size();
    const WalkResult found = findFiles(shared, reopening, stop);
    shared.work.setFiles(found.files);
    shared.store.keepAlive(found.files);
    keep.files = found.files;
    keep.end = WorkList::orderOf(found.files->size());
    const std::vector<Remark> remarks = remarksOf(found);
    const std::vector<std::size_t> places = placesOf(remarks, *found.files);
    if (!shared.request.cacheFolder.empty())
        takeUnchanged(shared, reopening, keep, places);
    addRemarks(shared, remarks, places);
    shared.work.seal();
    shared.setFound(found.files->size() + remarks.size() + memory, true);
    if (reopening.hasIndexes())
        shared.publishNow();
}

unsigned threadsFor(const IngestShared& shared)
{
    const IngestRequest& request = shared.request;
    const std::size_t items = shared.work.files().size() + request.memory.size();
    const std::size_t batches = (items + WorkList::smallestBatch - 1) / WorkList::smallestBatch;
    return static_cast<unsigned>(std::clamp<std::size_t>(batches, 1, threadsWanted(request)));
}

// Reads what is listed, on as many threads as there are files for; the others wait for large
// containers, to help with their members.
void readAll(IngestShared& shared, const std::stop_token& stop)
{
    const unsigned readers = threadsFor(shared);
    const unsigned wanted = threadsWanted(shared.request);
    shared.members.expectReaders(readers);
    shared.members.setCapacity(static_cast<std::size_t>(wanted));
    WorkerThreads threads(stop);
    const auto read = [&] { IngestWorker(shared, threads.stop()).run(readers); };
    for (unsigned i = 1; i < readers; ++i) {
        if (!threads.start(read))
            shared.members.endReading();
    }
    for (unsigned i = readers; i < wanted; ++i)
        threads.start([&] {
            if (auto batch = shared.members.take(threads.stop()))
                IngestWorker(shared, threads.stop()).help(std::move(batch));
        });
    threads.run(read); // This thread is one of the workers.
    threads.join();
}

// Finds files and reads them by turns, so that the names of a few alone are in memory.
void readInPieces(IngestShared& shared, const std::stop_token& stop)
{
    constexpr std::size_t filesAtOnce = 8192;
    std::size_t others = shared.request.memory.size();
    std::size_t files = 0;
    LazyWalk walk(shared.request.paths, stop, [&](std::size_t found) {
        shared.setFound(found + others, false);
        shared.report();
    });
    IngestWorker worker(shared, stop);
    while (!stop.stop_requested()) {
        const WalkResult found = walk.next(filesAtOnce);
        const std::vector<Remark> remarks = remarksOf(found);
        if (found.files->size() + remarks.size() == 0)
            break;
        files += found.files->size();
        others += remarks.size();
        shared.work.restart();
        shared.work.setFiles(found.files);
        addRemarks(shared, remarks, placesOf(remarks, *found.files));
        shared.work.seal();
        worker.readFiles(1);
        if (!stop.stop_requested())
            shared.handOnRest();
    }
    shared.setFound(files + others, true);
    // What is no file stands behind all of them.
    shared.work.restart();
    shared.members.expectReaders(1);
    worker.run(1);
}

// What is handed on in pieces is read by one thread, and from its files.
IngestRequest requestForPieces(const IngestRequest& request)
{
    IngestRequest alone = request;
    alone.threads = 1;
    alone.cacheFolder.clear();
    alone.publish = {};
    return alone;
}

IngestResult readEverything(const IngestRequest& request, const std::stop_token& stop)
{
    const auto began = std::chrono::steady_clock::now();
    Reopening reopening(
        { request.cacheFolder, request.paths, request.limits, threadsWanted(request) }, stop);
    IngestShared shared(request, reopening.texts(), reopening.addresses());
    KnownRows known(shared, reopening, began);
    auto keep = std::make_shared<KeepRequest>();
    if (request.piece) {
        readInPieces(shared, stop);
    } else {
        known.look(stop);
        if (reopening.isUnchanged())
            prepareUnchanged(shared, known, *keep);
        else if (!known.areTaken())
            prepare(shared, reopening, *keep, stop);
        readAll(shared, stop);
    }
    IngestResult result;
    result.snapshot = known.snapshot();
    result.progress = shared.progress();
    result.cancelled = stop.stop_requested();
    if (!request.cacheFolder.empty() && !result.cancelled) {
        keep->cacheFolder = request.cacheFolder;
        keep->paths = request.paths;
        keep->limits = request.limits;
        keep->states = std::move(shared.fileStates);
        keep->snapshot = result.snapshot;
        result.keepIndexes
            = [keep](const std::stop_token& keepStop) { mxlens::keepIndexes(*keep, keepStop); };
    }
    if (request.progress)
        request.progress(result.progress);
    return result;
}

} // namespace

IngestResult ingest(const IngestRequest& request, std::stop_token stop)
{
    return request.piece ? readEverything(requestForPieces(request), stop)
                         : readEverything(request, stop);
}

} // namespace mxlens
