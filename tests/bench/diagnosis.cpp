// SPDX-License-Identifier: GPL-3.0-or-later
// Reads reports, diagnoses them five times, and prints the rows, what was found and the median
// time.
#include "core/diagnosis/problems.h"
#include "core/ingest/ingest.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

int main(int argc, char** argv)
{
    using namespace mxlens;
    IngestRequest request;
    request.paths.assign(argv + 1, argv + argc);
    const auto snapshot = ingest(request, {}).snapshot;
    const Selection all = select(*snapshot, {});
    std::array<double, 5> seconds{};
    Diagnosis diagnosis;
    for (double& time : seconds) {
        const auto start = std::chrono::steady_clock::now();
        diagnosis = diagnose(*snapshot, all, all);
        time = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    std::ranges::sort(seconds);
    std::printf(
        "%zu reports, %zu policies, %zu failure details; %zu problems, %zu domains; %.3f s\n",
        all.reports.size(), all.policies.size(), all.failures.size(), diagnosis.problems.size(),
        diagnosis.domains.size(), seconds[2]);
    return 0;
}
