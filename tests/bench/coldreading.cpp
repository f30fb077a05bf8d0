// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a folder of small files from the disk: as two plain threads do, which keep nothing, and as
// the programs do, in turn, N pairs or 3. Prints what each took, how many times as long the plain
// threads did, and the medians of both and of the ratios of pairs. Needs the right to drop the
// system's caches.
//
//     coldreading [--times N] FOLDER
#include "core/ingest/ingest.h"
#include "tests/bench/measuring.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

using mxlens::bench::Clock;
using mxlens::bench::printMedian;
using mxlens::bench::Sample;
using mxlens::bench::secondsSince;

bool dropCaches()
{
    sync();
    std::FILE* const file = std::fopen("/proc/sys/vm/drop_caches", "w");
    if (!file)
        return false;
    std::fputs("3\n", file);
    return std::fclose(file) == 0;
}

double readPlainly(const char* folder)
{
    const auto begin = Clock::now();
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    const int directory = open(folder, O_RDONLY | O_DIRECTORY);
    const auto read = [&](std::size_t first, std::size_t last) {
        std::vector<char> buffer(1u << 20);
        for (std::size_t i = first; i < last; ++i) {
            const int file = openat(directory, names[i].c_str(), O_RDONLY);
            while (::read(file, buffer.data(), buffer.size()) > 0) { }
            close(file);
        }
    };
    {
        const std::jthread other([&] { read(0, names.size() / 2); });
        read(names.size() / 2, names.size());
    }
    close(directory);
    return secondsSince(begin);
}

double ingest(const char* folder)
{
    mxlens::IngestRequest request;
    request.paths = { folder };
    request.threads = 2;
    const auto begin = Clock::now();
    const auto result = mxlens::ingest(request, {});
    std::printf("%zu reports, ", result.progress.reports);
    return secondsSince(begin);
}

} // namespace

int main(int argc, char** argv)
{
    const int times = argc > 3 && std::strcmp(argv[1], "--times") == 0 ? std::atoi(argv[2]) : 3;
    if (argc < 2)
        return 2;
    Sample oursSeconds;
    Sample plainSeconds;
    Sample ratios;
    for (int i = 0; i < times; ++i) {
        if (!dropCaches())
            return 1;
        const double plain = readPlainly(argv[argc - 1]);
        dropCaches();
        const double ours = ingest(argv[argc - 1]);
        std::printf(
            "%.2f s; two plain threads: %.2f s, %.2f times as long\n", ours, plain, plain / ours);
        std::fflush(stdout);
        oursSeconds.add(ours);
        plainSeconds.add(plain);
        ratios.add(plain / ours);
    }
    printMedian("seconds", oursSeconds);
    printMedian("seconds of two plain threads", plainSeconds);
    printMedian("times as long", ratios);
    return 0;
}
