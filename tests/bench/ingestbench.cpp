// SPDX-License-Identifier: GPL-3.0-or-later
// Reads files and folders as the programs do, and prints what it took.
//
//     ingestbench [--threads N] [--reference | --zlib] [--times N] [--first] [--cancel-after MS]
//                 PATH...
//
// --reference: by zlib, libarchive and nlohmann/json alone. --zlib: with zlib, one state for each
// thread, in place of our own way to decompress, and all else as always. --first: also prints when
// the first rows were there for a window. --cancel-after: asks it to stop after that time, and
// prints how long it went on. One line for each time: reports, seconds, reports in a second,
// processor seconds; then the medians, and at last the peak of memory in MB and in bytes for each
// report.
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"
#include "tests/bench/measuring.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stop_token>
#include <string>
#include <thread>

namespace {

using mxlens::bench::Clock;
using mxlens::bench::peakBytes;
using mxlens::bench::printMedian;
using mxlens::bench::processorSeconds;
using mxlens::bench::Sample;
using mxlens::bench::secondsSince;

/// What was measured, time after time.
struct Samples {
    Sample seconds;
    Sample processor;
    Sample firstRows;
};

std::size_t readOnce(mxlens::IngestRequest request, bool first, Samples& samples)
{
    const auto begin = Clock::now();
    const double processor = processorSeconds();
    double firstRows = 0;
    if (first)
        request.publish = [&](const auto&) {
            if (firstRows == 0)
                firstRows = secondsSince(begin);
        };
    const auto result = mxlens::ingest(request, {});
    const double seconds = secondsSince(begin);
    const double used = processorSeconds() - processor;
    samples.seconds.add(seconds);
    samples.processor.add(used);
    if (firstRows == 0)
        firstRows = seconds; // it was over before there was anything to hand on
    samples.firstRows.add(firstRows);
    const std::size_t reports = result.progress.reports;
    std::printf("%zu reports  %.3f s  %.0f reports/s  %.2f processor s", reports, seconds,
        static_cast<double>(reports) / seconds, used);
    if (first)
        std::printf("  first rows after %.0f ms", firstRows * 1000);
    std::printf("\n");
    return reports;
}

void cancel(const mxlens::IngestRequest& request, int afterMs, Sample& samples)
{
    std::stop_source source;
    Clock::time_point asked;
    const std::jthread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(afterMs));
        asked = Clock::now();
        source.request_stop();
    });
    const auto result = mxlens::ingest(request, source.get_token());
    const Clock::time_point ended = Clock::now();
    const double later
        = result.cancelled ? std::chrono::duration<double>(ended - asked).count() : 0.0;
    if (result.cancelled)
        samples.add(later);
    std::printf("asked to stop after %d ms: %s with %zu reports, %.1f ms later\n", afterMs,
        result.cancelled ? "cancelled" : "finished", result.progress.reports, later * 1000);
}

} // namespace

int main(int argc, char** argv)
{
    mxlens::keepFreedMemory();
    mxlens::IngestRequest request;
    int times = 1;
    int cancelAfter = 0;
    bool first = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--threads") == 0 && i + 1 < argc)
            request.threads = static_cast<unsigned>(std::atoi(argv[++i]));
        else if (std::strcmp(argv[i], "--times") == 0 && i + 1 < argc)
            times = std::atoi(argv[++i]);
        else if (std::strcmp(argv[i], "--cancel-after") == 0 && i + 1 < argc)
            cancelAfter = std::atoi(argv[++i]);
        else if (std::strcmp(argv[i], "--reference") == 0)
            request.librariesAlone = true;
        else if (std::strcmp(argv[i], "--zlib") == 0)
            request.byZlib = true;
        else if (std::strcmp(argv[i], "--first") == 0)
            first = true;
        else
            request.paths.emplace_back(argv[i]);
    }
    if (cancelAfter > 0) {
        Sample samples;
        for (int i = 0; i < times; ++i)
            cancel(request, cancelAfter, samples);
        printMedian("seconds until it ended", samples);
        return 0;
    }
    Samples samples;
    std::size_t reports = 0;
    for (int i = 0; i < times; ++i)
        reports = readOnce(request, first, samples);
    printMedian("seconds", samples.seconds);
    printMedian("processor seconds", samples.processor);
    if (first)
        printMedian("seconds to first rows", samples.firstRows);
    std::printf("peak %.0f MB, %.0f bytes a report\n", peakBytes() / 1e6,
        peakBytes() / static_cast<double>(reports > 0 ? reports : 1));
    return 0;
}
