// SPDX-License-Identifier: GPL-3.0-or-later
// Reads files and folders as the programs do, and prints what it took.
//
//     ingestbench [--threads N] [--reference] [--times N] [--first] [--cancel-after MS] PATH...
//
// --reference: by zlib, libarchive and nlohmann/json alone. --first: also prints when the first
// rows were there for a window. --cancel-after: asks it to stop after that time, and prints how
// long it went on. One line for each time: reports, seconds, reports in a second, processor
// seconds, and at last the peak of memory in MB and in bytes for each report.
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stop_token>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

std::size_t readOnce(mxlens::IngestRequest request, bool first)
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
    const std::size_t reports = result.progress.reports;
    std::printf("%zu reports  %.3f s  %.0f reports/s  %.2f processor s", reports, seconds,
        static_cast<double>(reports) / seconds, processorSeconds() - processor);
    if (first)
        std::printf("  first rows after %.0f ms", firstRows * 1000);
    std::printf("\n");
    return reports;
}

void cancel(const mxlens::IngestRequest& request, int afterMs)
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
    std::printf("asked to stop after %d ms: %s with %zu reports, %.1f ms later\n", afterMs,
        result.cancelled ? "cancelled" : "finished", result.progress.reports,
        result.cancelled ? std::chrono::duration<double>(ended - asked).count() * 1000 : 0.0);
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
        else if (std::strcmp(argv[i], "--first") == 0)
            first = true;
        else
            request.paths.emplace_back(argv[i]);
    }
    if (cancelAfter > 0) {
        for (int i = 0; i < times; ++i)
            cancel(request, cancelAfter);
        return 0;
    }
    std::size_t reports = 0;
    for (int i = 0; i < times; ++i)
        reports = readOnce(request, first);
    std::printf("peak %.0f MB, %.0f bytes a report\n", peakBytes() / 1e6,
        peakBytes() / static_cast<double>(reports > 0 ? reports : 1));
    return 0;
}
