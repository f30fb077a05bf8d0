#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Static analysis of the tree; the status is 1 where something was found:
#   tests/lint/run.sh [-j JOBS] [-o FOLDER] [cppcheck|tidy|clazy...]
# Without names all three. FOLDER (build/lint) keeps what cppcheck knows of unchanged files, and for the others a build folder in
# which only what sources include is made.
#   cppcheck  core, app and ui, without its advice on style, which was right once in thirty; what it is not to say stands in cppcheck.txt
#   tidy      clang-tidy over core, app, ui and tests; its checks stand in .clang-tidy, what tests need not heed in analyse.py
#   clazy     clazy over what knows Qt; its checks stand in analyse.py
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$root/build/lint
jobs=$(nproc)
while getopts j:o: option; do
    case $option in
        j) jobs=$OPTARG ;;
        o) out=$(realpath -m -- "$OPTARG") ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- cppcheck tidy clazy
cd "$root"
mkdir -p "$out/cppcheck"

# What sources include and no compiler has made yet: by moc, and the commit.
configured=
configure() {
    [ -z "$configured" ] || return 0
    cmake -S . -B "$out" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ -DMXLENS_PCH=OFF \
        --log-level=WARNING >/dev/null
    find "$out" -name AutogenInfo.json -not -path '*_resources_*' -print0 |
        xargs -0 -P "$jobs" -I{} cmake -E cmake_autogen {} Debug >"$out/autogen.log" 2>&1
    cmake --build "$out" --target mxlens_commit >/dev/null
    configured=yes
}

run() {
    case $1 in
        cppcheck)
            cppcheck -j "$jobs" --cppcheck-build-dir="$out/cppcheck" -I. --std=c++20 --language=c++ --library=qt \
                --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/lint/cppcheck.txt \
                --error-exitcode=1 --quiet core app ui &&
                echo "cppcheck: $(find core app ui -name '*.cpp' | wc -l) sources, nothing found"
            ;;
        tidy) python3 tests/lint/analyse.py -j "$jobs" clang-tidy "$out" core app ui tests ;;
        clazy) python3 tests/lint/analyse.py -j "$jobs" clazy "$out" app/gui ui ;;
        *) echo "no analysis is called $1" && return 2 ;;
    esac
}

status=0
for name in "$@"; do
    echo "$name"
    [ "$name" = cppcheck ] || configure
    run "$name" || status=1
done
exit $status
