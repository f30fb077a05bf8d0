// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

namespace mxlens {

/// The language in which core writes what the window shows: that of the default locale where the
/// catalogue has it, otherwise English. Any thread.
Language programLanguage();

} // namespace mxlens
