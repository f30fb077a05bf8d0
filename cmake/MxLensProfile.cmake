# SPDX-License-Identifier: GPL-3.0-or-later
# Which way branches mostly go, and which functions a report passes through, told to the compiler: with
# -DMXLENS_PROFILE=ON, core and the command line are built beside (in profile/ of the build folder) to
# count that, read made reports of several forms, and core is compiled by what was counted. Building core
# takes three times as long; Python makes the reports. COUNT is what the build beside has.
set(MXLENS_PROFILE OFF CACHE STRING "Compile core by how it reads made reports: ON (GCC alone) or OFF")
set_property(CACHE MXLENS_PROFILE PROPERTY STRINGS OFF ON)

set(mxlens_made_reports 4000)

# mxlens_profile(TARGET): after all of its sources are known.
function(mxlens_profile target)
    if(NOT MXLENS_PROFILE)
        return()
    endif()
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        message(FATAL_ERROR "MXLENS_PROFILE needs GCC; build without it.")
    endif()
    set(name_flag "-fprofile-prefix-path=${CMAKE_BINARY_DIR}")
    if(MXLENS_PROFILE STREQUAL "COUNT")
        # Several threads count.
        target_compile_options(${target} PRIVATE
            "-fprofile-generate=${CMAKE_BINARY_DIR}/counts" -fprofile-update=atomic "${name_flag}")
        target_link_options(${target} PUBLIC -fprofile-generate)
        return()
    endif()
    set(beside "${CMAKE_BINARY_DIR}/profile")
    mxlens_count(${target} "${beside}")
    # What was not met is compiled as always: the window does more than reading. What else comes with a
    # profile (loops and paths written out several times) makes what a report passes through larger again,
    # and reading is no quicker for it. Other functions go into each other than without, of which GCC 12
    # suspects what cannot be (as in MxLensOptions.cmake).
    target_compile_options(${target} PRIVATE
        "-fprofile-use=${beside}/counts" -fprofile-partial-training -Wno-missing-profile "${name_flag}"
        -fno-tracer -fno-unroll-loops -fno-peel-loops -fno-vpt -fno-profile-values
        -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
endfunction()

# Has the build beside made and used before anything of the target is compiled.
function(mxlens_count target beside)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    set(made "${beside}/made")
    set(commands
        COMMAND "${CMAKE_COMMAND}" -E rm -rf "${made}" "${beside}/counts"
        COMMAND "${CMAKE_COMMAND}" -S "${PROJECT_SOURCE_DIR}" -B "${beside}" -G "${CMAKE_GENERATOR}"
            "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" "-DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}"
            "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}" "-DMXLENS_LIBDEFLATE=${MXLENS_LIBDEFLATE}"
            -DMXLENS_PROFILE=COUNT -DMXLENS_BUILD_GUI=OFF -DMXLENS_BUILD_TESTS=OFF
            --log-level=WARNING
        COMMAND "${CMAKE_COMMAND}" --build "${beside}" --target mxlens-cli)
    foreach(form gz mbox zip)
        list(APPEND commands
            COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tests/bench/generate.py"
                --form "${form}" "${made}/${form}" "${mxlens_made_reports}"
            COMMAND "${beside}/app/cli/mxlens-cli" export --table failures
                -o "${beside}/rows.csv" "${made}/${form}")
    endforeach()
    list(APPEND commands
        COMMAND "${CMAKE_COMMAND}" -E rm -rf "${made}" "${beside}/rows.csv"
        COMMAND "${CMAKE_COMMAND}" -E touch "${beside}/done")
    # Counts go with the source that they were made with.
    add_custom_command(OUTPUT "${beside}/done" ${commands}
        DEPENDS "$<TARGET_PROPERTY:${target},SOURCES>"
        COMMENT "Counting what reading reports does" USES_TERMINAL VERBATIM)
    add_custom_target(mxlens_counts DEPENDS "${beside}/done")
    add_dependencies(${target} mxlens_counts)
endfunction()
