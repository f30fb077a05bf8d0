// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/freedmemory.h"

#include <cstdlib> // for __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace mxlens {

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int megabyte = 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, 16 * megabyte);
    // More than is wanted at the moment, for what comes next.
    mallopt(M_TOP_PAD, 4 * megabyte);
    // Larger blocks than this come from the system alone, and go back at once. It is the most that
    // may be asked for.
    mallopt(M_MMAP_THRESHOLD, 32 * megabyte);
#endif
}

} // namespace mxlens
