// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingest.h"

#include "core/ingest/earlyreader.h"
#include "core/ingest/worker.h"
#include "core/input/walk.h"

#include <algorithm>
#include <numeric>
#include <thread>

namespace mxlens {

namespace {

// Where a path stands, or would stand, in the list.
std::size_t placeIn(const FileList& files, std::string_view path)
{
    std::size_t first = 0;
    for (std::size_t count = files.size(); count > 0;) {
        const std::size_t half = count / 2;
        if (files.path(first + half) < path) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
}

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
        remarks.push_back({ path, SourceOutcome::NotAReport, "empty" });
    std::stable_sort(remarks.begin(), remarks.end(),
        [](const Remark& a, const Remark& b) { return a.path < b.path; });
    return remarks;
}

void addRemarks(IngestShared& shared, const std::vector<Remark>& remarks)
{
    std::size_t last = 0;
    std::uint64_t number = 0;
    for (const Remark& remark : remarks) {
        const std::size_t place = placeIn(shared.work.files(), remark.path);
        number = place == last ? number + 1 : 1;
        last = place;
        shared.work.addCut(place);
        SegmentBuilder segment(WorkList::orderBefore(place) + number);
        segment.addSource(remark.path, {}, remark.outcome, remark.detail);
        shared.store.add(std::move(segment));
        shared.countItem();
        if (remark.outcome == SourceOutcome::Unreadable)
            shared.countUnreadable();
    }
}

// What was read before the walk ended gets its place.
void placeEarlyFiles(IngestShared& shared, const std::vector<std::string>& paths)
{
    std::vector<std::uint64_t> orders;
    for (const std::string& path : paths) {
        const std::size_t file = placeIn(shared.work.files(), path);
        orders.push_back(WorkList::orderOf(file));
        shared.work.addCut(file);
        shared.work.addDone(file);
    }
    shared.store.setOrders(orders);
}

void prepare(IngestShared& shared, const std::stop_token& stop)
{
    const IngestRequest& request = shared.request;
    EarlyReader early(shared, stop);
    const WalkResult found = walk(request.paths, stop, [&](const WalkNews& news) {
        shared.setFound(news.files, false);
        shared.report();
        early.look(news.some);
    });
    const std::vector<std::string> done = early.finish();
    shared.work.setFiles(found.files);
    shared.store.keepAlive(found.files);
    placeEarlyFiles(shared, done);
    const std::vector<Remark> remarks = remarksOf(found);
    addRemarks(shared, remarks);
    shared.work.seal();
    shared.setFound(found.files->size() + remarks.size() + request.memory.size(), true);
}

unsigned threadsFor(const IngestShared& shared)
{
    const IngestRequest& request = shared.request;
    const unsigned wanted
        = request.threads > 0 ? request.threads : std::max(1u, std::thread::hardware_concurrency());
    const std::size_t items = shared.work.files().size() + request.memory.size();
    const std::size_t batches = (items + WorkList::batchSize - 1) / WorkList::batchSize;
    return static_cast<unsigned>(std::clamp<std::size_t>(batches, 1, wanted));
}

} // namespace

IngestResult ingest(const IngestRequest& request, std::stop_token stop)
{
    IngestShared shared(request);
    prepare(shared, stop);
    const unsigned count = threadsFor(shared);
    {
        // Joined at the end of the block. This thread is one of the workers.
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < count; ++i)
            threads.emplace_back(
                [&shared, &stop, count] { IngestWorker(shared, stop).run(count); });
        IngestWorker(shared, stop).run(count);
    }
    IngestResult result;
    result.snapshot = shared.store.snapshot();
    result.progress = shared.progress();
    result.cancelled = stop.stop_requested();
    if (request.progress)
        request.progress(result.progress);
    return result;
}

} // namespace mxlens
