# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries the flags that every target of this project is built with.

add_library(mxlens_options INTERFACE)
target_compile_features(mxlens_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(MSVC)
    target_compile_options(mxlens_options INTERFACE /W4 /permissive- /utf-8
        $<$<BOOL:${MXLENS_WERROR}>:/WX>)
else()
    target_compile_options(mxlens_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
        -Wnon-virtual-dtor -Woverloaded-virtual
        $<$<BOOL:${MXLENS_WERROR}>:-Werror>)
endif()

# GCC 12 warns of overlapping copies inside std::string that cannot happen (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(mxlens_options INTERFACE -Wno-restrict)
endif()

if(MXLENS_SANITIZE)
    target_compile_options(mxlens_options INTERFACE
        -fsanitize=${MXLENS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(mxlens_options INTERFACE -fsanitize=${MXLENS_SANITIZE})
endif()

# Flags of the targets that see Qt. The charts leave out QT_NO_FOREACH: qcustomplot.h needs foreach.
function(mxlens_qt_options target)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
        QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
endfunction()
