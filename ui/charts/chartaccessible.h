// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mxlens {

/// Makes assistive technology see every TrendChart as a chart, with its summary as description and
/// the bucket under the tracer as value. Once is enough; more does no harm.
void installChartAccessibility();

} // namespace mxlens
