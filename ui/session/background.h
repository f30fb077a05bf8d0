// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mxlens {

/// Lets the window go first where there are fewer processors than work: for the thread that calls
/// this, one of a pool of one's own, and on Linux for those that it starts. With a processor to
/// itself it is as quick as before.
void yieldToWindow();

} // namespace mxlens
