// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: the quick tokenizer and the reference must make the same of every document. The
// quick one keeps what it learnt from the documents before, as in a program.
#include "tests/core/support/parsedtext.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static mxlens::ReportParser quick;
    static mxlens::ReportParser reference({}, mxlens::Tokenizer::Reference);
    const std::string_view document(reinterpret_cast<const char*>(data), size);
    if (mxlens::testing::parsedText(quick, document)
        != mxlens::testing::parsedText(reference, document))
        std::abort();
    return 0;
}
