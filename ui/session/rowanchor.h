// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

namespace mxlens {

/// The row of `to` that stands for the same thing as a row of `from`, after everything was read
/// again: the report with the same content, and the same place in it. Kind None where it is gone.
/// Takes a few milliseconds for a million reports.
SelectedRow sameRow(const Snapshot& from, SelectedRow row, const Snapshot& to);

} // namespace mxlens
