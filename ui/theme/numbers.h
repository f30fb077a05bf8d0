// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mxlens {

/// A number for a person: its digits in groups, as the default locale writes them. In place of
/// QLocale::toString(), which leaves out the first sign of seven digits where four stay together:
/// Spanish "1278.606". Any thread.
QString numberText(qint64 number);

/// The same for a number with so many decimals.
QString numberText(double number, int decimals);

} // namespace mxlens
