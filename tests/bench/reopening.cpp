// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a folder with an index, writes the index, and opens the folder again N times, or 5: prints
// how long each takes until everything is there, and the medians of opening again. Not part of
// ctest: a shared machine would make a timed test fail by noise.
//
//     reopening [--times N] CACHE-FOLDER PATH...
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"
#include "tests/bench/measuring.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace mxlens::bench;

int main(int argc, char** argv)
{
    mxlens::keepFreedMemory();
    const bool told = argc > 3 && std::strcmp(argv[1], "--times") == 0;
    const int times = told ? std::atoi(argv[2]) : 5;
    char** const paths = told ? argv + 3 : argv + 1;
    if (argv + argc - paths < 2)
        return 2;
    mxlens::IngestRequest request;
    request.cacheFolder = *paths;
    request.paths.assign(paths + 1, argv + argc);
    request.publish = [](const auto&) {}; // as a window does
    Sample seconds;
    Sample processor;
    for (int round = 0; round <= times; ++round) {
        const Clock::time_point begin = Clock::now();
        const double before = processorSeconds();
        mxlens::IngestResult result = mxlens::ingest(request, {});
        const double all = secondsSince(begin);
        const double used = processorSeconds() - before;
        const Clock::time_point keeping = Clock::now();
        if (result.keepIndexes)
            result.keepIndexes({});
        std::printf(
            "%.3f s, %.2f processor s, %zu files, %zu unchanged, %u reports; keeping %.3f s\n", all,
            used, result.progress.filesRead, result.progress.filesUnchanged,
            result.snapshot->reportCount(), secondsSince(keeping));
        std::fflush(stdout);
        if (round == 0)
            continue; // there was no index
        seconds.add(all);
        processor.add(used);
    }
    printMedian("seconds to open again", seconds);
    printMedian("processor seconds", processor);
    return 0;
}
