// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

class QWidget;

namespace mxlens {

/// Opens the window that says what this program is: version and commit, the licences of what is
/// used, and a page to copy into a bug report, which counts what the snapshot holds (may be null)
/// and names nothing of it. Deletes itself. GUI thread.
void showAbout(QWidget* parent, const Snapshot* snapshot);

} // namespace mxlens
