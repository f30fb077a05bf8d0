// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a folder with an index, writes the index, and opens the folder again some times: prints how
// long each takes until everything is there. Not part of ctest: a shared machine would make a timed
// test fail by noise.
//
//     reopening CACHE-FOLDER PATH...
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"

#include <chrono>
#include <cstdio>

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv)
{
    mxlens::keepFreedMemory();
    if (argc < 3)
        return 2;
    mxlens::IngestRequest request;
    request.cacheFolder = argv[1];
    request.paths.assign(argv + 2, argv + argc);
    request.publish = [](const auto&) {}; // as a window does
    for (int round = 0; round < 6; ++round) {
        const Clock::time_point begin = Clock::now();
        mxlens::IngestResult result = mxlens::ingest(request, {});
        const double all = secondsSince(begin);
        const Clock::time_point keeping = Clock::now();
        result.keepIndexes({});
        std::printf("%.3f s, %zu files, %zu unchanged, %u reports; keeping %.3f s\n", all,
            result.progress.filesRead, result.progress.filesUnchanged,
            result.snapshot->reportCount(), secondsSince(keeping));
        std::fflush(stdout);
    }
    return 0;
}
