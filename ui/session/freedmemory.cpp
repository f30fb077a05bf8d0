// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/freedmemory.h"

#include <cstdlib> // for __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace mxlens {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int kept = 64 * 1024 * 1024;
    // Larger blocks than this come from the system alone, and go back at once. It is the most that
    // may be asked for.
    constexpr int largest = 32 * 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, kept);
    mallopt(M_MMAP_THRESHOLD, largest);
#endif
}

} // namespace mxlens
