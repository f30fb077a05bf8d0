# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT, a header with the commit of SOURCE; untouched where that is the same as before.
# Run at each build: cmake -DSOURCE=... -DOUTPUT=... -P WriteCommit.cmake
set(commit "")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND "${git}" -C "${SOURCE}" rev-parse --short=10 HEAD
        OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "#define MXLENS_COMMIT \"@commit@\"\n" @ONLY)
