// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: what our own way to decompress accepts, zlib makes the same of. The first two
// bytes say how long the text should be.
#include "tests/core/support/deflated.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static mxlens::QuickInflate inflate;
    if (size < 2)
        return 0;
    const std::size_t wanted = data[0] | std::size_t{ data[1] } << 8;
    const std::string_view packed(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto made = mxlens::testing::inflatedQuickly(inflate, packed, wanted);
    if (made && made != mxlens::testing::inflatedByZlib(packed, wanted))
        std::abort();
    return 0;
}
