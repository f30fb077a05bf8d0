// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mxlens {

/// A span of time in words: "2 weeks", "1 year" (of 365.25 days, as RFC 8461 has it), "1 day";
/// "about 9 days" where no unit fits.
QString durationWords(qint64 seconds);

} // namespace mxlens
