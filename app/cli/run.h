// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/reportcommand.h"
#include "app/cli/signalwatch.h"

namespace mxlens::cli {

/// The exit statuses of DESIGN.md section 6; one that a signal ended gives 128 and its number.
enum ExitStatus : int { allWell = 0, someUnreadable = 1, faultsFound = 1, failed = 2 };

/// Does what the command line asks for, with standard output and standard error. Gives the exit
/// status of the program. makePdf is null where the program was built without it.
int run(const Arguments& arguments, SignalWatch& watch, PdfMaker makePdf = nullptr);

} // namespace mxlens::cli
