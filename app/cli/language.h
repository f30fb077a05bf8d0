// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace mxlens::cli {

/// The value of a variable of the environment; empty where it is not set.
using Environment = std::function<std::string(const char*)>;

/// The environment of this process.
std::string ownEnvironment(const char* variable);

/// The language to speak before the command line is understood: what stands behind `--language`,
/// otherwise that of the first variable set among LC_ALL, LC_MESSAGES and LANG. English where that
/// names none, as `C` and `de_DE.UTF-8` do.
Language languageOf(std::span<const std::string_view> words, const Environment& environment);

/// What --help prints in Spanish; the English page stands beside the options in arguments.cpp.
std::string_view spanishHelp();

} // namespace mxlens::cli
