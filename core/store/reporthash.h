// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/store/segment.h"

namespace mxlens {

/// The fingerprints of a report by which duplicates are found: equal content gives equal keys,
/// whatever the white space, key order or packing of the document.
ReportKey reportKeyOf(const Report& report);

} // namespace mxlens
