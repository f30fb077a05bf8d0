// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace mxlens {

/// Opens the window that says what this program is, its version and licence. Deletes itself.
void showAbout(QWidget* parent);

} // namespace mxlens
