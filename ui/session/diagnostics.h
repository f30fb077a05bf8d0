// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <QString>

namespace mxlens {

/// The name under which the application keeps the commit that it was built from, as a property.
inline constexpr const char* commitProperty = "mxlensCommit";

/// Version and, where it is known, commit: "0.1.0 (4104d88)".
QString versionText();

/// What a bug report should say about this program and the machine that it runs on: versions,
/// window system, language, and how much is loaded. In English, for those who read bug reports. It
/// has no name of a user, machine, file, domain or organization in it. snapshot may be null. GUI
/// thread.
QString diagnosticsText(const Snapshot* snapshot);

} // namespace mxlens
