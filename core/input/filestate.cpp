// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/filestate.h"

namespace mxlens {

bool isSettled(std::int64_t modified, std::int64_t read)
{
    // FAT counts in steps of two seconds; that is the coarsest.
    constexpr std::int64_t coarsest = 2'000'000'000;
    return modified < read - coarsest;
}

} // namespace mxlens
