// SPDX-License-Identifier: GPL-3.0-or-later
// Reads reports, diagnoses them five times, and prints the rows, what was found, the median time
// and the median of the processors' time, which other programs disturb less.
#include "core/diagnosis/problems.h"
#include "core/ingest/ingest.h"
#include "tests/bench/measuring.h"

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace mxlens;
    IngestRequest request;
    request.paths.assign(argv + 1, argv + argc);
    const auto snapshot = ingest(request, {}).snapshot;
    const Selection all = select(*snapshot, {});
    bench::Sample seconds, ofProcessors;
    Diagnosis diagnosis;
    for (int i = 0; i < 5; ++i) {
        const bench::Clock::time_point begin = bench::Clock::now();
        const double before = bench::processorSeconds();
        diagnosis = diagnose(*snapshot, all, all);
        ofProcessors.add(bench::processorSeconds() - before);
        seconds.add(bench::secondsSince(begin));
    }
    std::printf("%zu reports, %zu policies, %zu failure details; %zu problems, %zu domains; %.3f s "
                "(%.3f s of processors)\n",
        all.reports.size(), all.policies.size(), all.failures.size(), diagnosis.problems.size(),
        diagnosis.domains.size(), seconds.median(), ofProcessors.median());
    return 0;
}
