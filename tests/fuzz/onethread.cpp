// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer: what would be shared with other threads is done by this one alone. Under the
// sanitizers to make a thread takes longer than to run an input.
#include "core/query/parallel.h"

#include <sched.h>

extern "C" int LLVMFuzzerInitialize(int*, char***);

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    cpu_set_t before;
    if (sched_getaffinity(0, sizeof before, &before) != 0)
        return 0;
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++i) {
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    }
    // The program counts its processors once.
    sched_setaffinity(0, sizeof one, &one);
    mxlens::processors();
    sched_setaffinity(0, sizeof before, &before);
    return 0;
}
