// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: one JSON document, from its bytes to the tables.
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    static ReportParser parser;
    SegmentBuilder segment(0);
    segment.addSource("fuzz", "", SourceOutcome::Report, "");
    const ParseOutcome outcome = parser.parse(fuzzing::textOf(data, size), {},
        [&segment](const Report& report, std::size_t) { segment.addReport(report); });
    fuzzing::require(
        outcome.reports > 0 || outcome.notAReport.has_value() || outcome.error.has_value());
    if (outcome.reports == 0)
        return 0;
    StoreBuilder store;
    store.add(std::move(segment));
    const auto snapshot = store.snapshot();
    fuzzing::require(snapshot->reportCount() == outcome.reports);
    fuzzing::useAll(*snapshot);
    return 0;
}
