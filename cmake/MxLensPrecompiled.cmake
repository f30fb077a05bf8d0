# SPDX-License-Identifier: GPL-3.0-or-later
# Headers of the standard library and of Qt are read once for a target, not once for a source: this
# halves the time of a build. Sources still name every header that they use: -DMXLENS_PCH=OFF
# builds without, and a build that fails only there lacks an #include.
option(MXLENS_PCH "Compile the headers of the standard library and of Qt once" ON)

set(mxlens_std_headers
    <algorithm> <array> <atomic> <bit> <charconv> <chrono> <cstddef> <cstdint> <cstring> <functional>
    <map> <memory> <mutex> <numeric> <optional> <ranges> <set> <span> <stop_token> <string>
    <string_view> <thread> <unordered_map> <utility> <variant> <vector>)

# mxlens_precompile(TARGET HEADERS...): the standard headers and HEADERS.
function(mxlens_precompile target)
    if(MXLENS_PCH)
        target_precompile_headers(${target} PRIVATE ${mxlens_std_headers} ${ARGN})
    endif()
endfunction()

# mxlens_precompile_like(TARGET OTHER): what was compiled for OTHER, whose flags are the same.
function(mxlens_precompile_like target other)
    if(MXLENS_PCH)
        target_precompile_headers(${target} REUSE_FROM ${other})
    endif()
endfunction()
