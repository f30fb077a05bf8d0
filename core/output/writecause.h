// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <cstddef>
#include <functional>
#include <string>

namespace mxlens {

/// What an error of the system says about a file that is to be written, and what to do about it: a
/// part of a sentence, in English. number: an errno.
std::string writeCause(int number);

/// What write returns; an error about the file where memory runs out in it.
Result<std::size_t> withinMemory(
    const std::string& path, const std::function<Result<std::size_t>()>& write);

} // namespace mxlens
