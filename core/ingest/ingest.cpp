// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/ingest.h"

#include "core/ingest/worker.h"
#include "core/input/walk.h"

#include <algorithm>
#include <thread>

namespace mxlens {

namespace {

std::vector<InputItem> itemsOf(const IngestRequest& request, const std::stop_token& stop)
{
    WalkResult found = walk(request.paths, stop, [&request](std::size_t files) {
        IngestProgress progress;
        progress.filesFound = files;
        if (request.progress)
            request.progress(progress);
    });
    std::vector<InputItem> items;
    items.reserve(found.files.size() + found.unreadable.size() + request.memory.size());
    for (std::string& path : found.files)
        items.push_back({ std::move(path), nullptr, {}, false });
    for (auto& [path, error] : found.unreadable) {
        error.file.clear(); // the source says it
        items.push_back({ path, nullptr, error, false });
    }
    for (const std::string& path : found.emptyFolders)
        items.push_back({ path, nullptr, {}, true });
    std::stable_sort(items.begin(), items.end(),
        [](const InputItem& a, const InputItem& b) { return a.path < b.path; });
    for (const MemoryInput& input : request.memory)
        items.push_back({ input.name, &input, {}, false });
    return items;
}

unsigned threadsFor(const IngestRequest& request, std::size_t items)
{
    const unsigned wanted
        = request.threads > 0 ? request.threads : std::max(1u, std::thread::hardware_concurrency());
    const std::size_t batches = (items + IngestShared::batchSize - 1) / IngestShared::batchSize;
    return static_cast<unsigned>(std::clamp<std::size_t>(batches, 1, wanted));
}

} // namespace

IngestResult ingest(const IngestRequest& request, std::stop_token stop)
{
    IngestShared shared(request, itemsOf(request, stop));
    const unsigned count = threadsFor(request, shared.items.size());
    {
        // Joined at the end of the block. This thread is one of the workers.
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < count; ++i)
            threads.emplace_back([&shared, &stop] { IngestWorker(shared, stop).run(); });
        IngestWorker(shared, stop).run();
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
