// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: any bytes, taken for what they look like: from a file to the tables.
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    const auto snapshot = fuzzing::RowsOf(fuzzing::textOf(data, size)).snapshot();
    fuzzing::require(snapshot->sourceCount() > 0);
    if (snapshot->reportCount() > 0)
        fuzzing::useAll(*snapshot);
    return 0;
}
