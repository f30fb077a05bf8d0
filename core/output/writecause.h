// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mxlens {

/// What an error of the system says about a file that is to be written, and what to do about it: a
/// part of a sentence, in English. number: an errno.
std::string writeCause(int number);

} // namespace mxlens
