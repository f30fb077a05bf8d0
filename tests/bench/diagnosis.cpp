// SPDX-License-Identifier: GPL-3.0-or-later
// Reads reports, diagnoses them five times, and prints the rows, what was found, the median time
// and the median of the processors' time, which other programs disturb less.
#include "core/diagnosis/problems.h"
#include "core/ingest/ingest.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

int main(int argc, char** argv)
{
    using namespace mxlens;
    IngestRequest request;
    request.paths.assign(argv + 1, argv + argc);
    const auto snapshot = ingest(request, {}).snapshot;
    const Selection all = select(*snapshot, {});
    std::array<double, 5> seconds{};
    std::array<double, 5> ofProcessors{};
    Diagnosis diagnosis;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t before = std::clock();
        diagnosis = diagnose(*snapshot, all, all);
        ofProcessors[i] = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        seconds[i]
            = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    std::ranges::sort(seconds);
    std::ranges::sort(ofProcessors);
    std::printf("%zu reports, %zu policies, %zu failure details; %zu problems, %zu domains; %.3f s "
                "(%.3f s of processors)\n",
        all.reports.size(), all.policies.size(), all.failures.size(), diagnosis.problems.size(),
        diagnosis.domains.size(), seconds[2], ofProcessors[2]);
    return 0;
}
