// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mxlens {

/// Lets the program keep up to 64 MB that were freed for what comes next, where the C library can
/// do so (glibc): each click takes some megabytes for a moment and gives them back, and to have
/// them from the system again and again takes as long as some of the queries. To be called once, at
/// the start.
void keepFreedMemory();

} // namespace mxlens
