// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: any bytes, taken for what they look like: from a file to the tables.
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    fuzzing::RowsOf rows(fuzzing::textOf(data, size));
    fuzzing::require(rows.sourceCount() > 0);
    if (rows.reportCount() > 0)
        fuzzing::useAll(*rows.snapshot());
    return 0;
}
