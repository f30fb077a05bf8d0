#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The runs that take too long for every change, one after the other:
#   tests/longruns.sh [-o FOLDER] [RUN...]
# FOLDER (build/longruns) keeps a log of each. Without names all are run, the quick ones first. What they showed so far stands in
# tests/LONGRUNS.md. The status is 1 where one failed.
#   damaged       10,000 damaged and good files
#   hostile       inputs under 1 MiB that are made to cost much; wants a machine that does nothing else
#   lint          cppcheck, clang-tidy and clazy; wants the three
#   mutations     each rule of arithmetic broken once
#   monkey        the monkey for MXLENS_MONKEY_SECONDS (1200), with ASan and UBSan
#   damaged-asan  10,000 damaged and good files, with ASan and UBSan
#   tsan          the tests of core with ThreadSanitizer
#   coverage      lines that the tests of core and ui reach; wants gcovr
#   suite         the whole suite MXLENS_SUITE_RUNS (20) times in a row
#   elsewhere     the whole suite in any order, in other time zones and at other times; wants faketime
#   fuzz          every target for MXLENS_FUZZ_SECONDS (600), with ASan and UBSan; wants clang
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/build/longruns
runs=(damaged hostile lint mutations monkey damaged-asan tsan coverage suite elsewhere fuzz)

while getopts o: option; do
    case $option in
        o) out=$OPTARG ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || runs=("$@")
mkdir -p "$out"
cd "$root"

# made PRESET TARGETS...: builds them.
made() {
    local preset=$1
    shift
    cmake -S . --preset "$preset" >/dev/null
    cmake --build "build/$preset" --target "$@" >/dev/null
}

# Limits of time are those of a build that is optimized: patient BUILD.
patient() {
    find "$1" -name CTestTestfile.cmake -exec sed -i 's/ TIMEOUT "[0-9]*"/ TIMEOUT "1800"/' {} +
    export QTEST_FUNCTION_TIMEOUT=1800000
}

damaged() {
    made "$1" tst_damaged mxlens-cli
    MXLENS_DAMAGED=10000 LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen QTEST_FUNCTION_TIMEOUT=36000000 \
        "build/$1/tests/core/tst_damaged"
}

shown() { xvfb-run -a -s "-screen 0 1280x800x24 -noreset" "$@"; }

# The tests in other zones, and begun right before a day, a year and a February end. Not those that have a clock or a display of
# their own, nor two that compare times with those of files, which are the true ones, two that set them, and one that runs man:
# faketime does not bear that.
elsewhere() {
    local failed=0 library zone moment
    local clocks='^(clockjumps|clocks|faults|killedwindow|real_input|atspi_walk|reopen|cachefolder|session|settingsdialog|manualsAreClean)$'
    made ci all
    for zone in Pacific/Kiritimati America/St_Johns; do
        echo "in $zone"
        cmake -S . --preset ci -DMXLENS_TEST_ZONE="$zone" >/dev/null
        shown ctest --preset ci -j2 --schedule-random || failed=1
    done
    cmake -S . --preset ci -UMXLENS_TEST_ZONE >/dev/null
    library=$(find /usr/lib -name libfaketimeMT.so.1 | head -1)
    [ -n "$library" ] || { echo "faketime is not here" && return 1; }
    for moment in "2026-12-31 23:59:55" "2027-02-28 23:59:50" "2028-02-29 12:00:00" "2030-01-01 00:00:00"; do
        echo "at $moment"
        shown env LD_PRELOAD="$library" FAKETIME="@$moment" FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 \
            ctest --preset ci -j2 --schedule-random -E "$clocks" || failed=1
    done
    return $failed
}

run() {
    case $1 in
        damaged) damaged ci ;;
        damaged-asan) damaged asan ;;
        hostile)
            made ci mxlens-cli
            python3 tests/bench/hostile.py build/ci/app/cli/mxlens-cli
            ;;
        lint) tests/lint/run.sh -o "$out/lint" ;;
        mutations) python3 tests/mutation/mutate.py "$out/mutants" ;;
        monkey)
            made asan tst_monkey
            tests/ui/monkey.sh build/asan "${MXLENS_MONKEY_SECONDS:-1200}"
            ;;
        tsan)
            made tsan all
            patient build/tsan
            # A program of which anything is told fails in its end.
            export TSAN_OPTIONS="suppressions=$root/tests/tsan.supp:exitcode=66:history_size=4:second_deadlock_stack=1:atexit_sleep_ms=50"
            (cd build/tsan/tests/core && ctest -j2 --output-on-failure)
            ;;
        coverage)
            cmake -S . -B build/coverage -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=--coverage >/dev/null
            cmake --build build/coverage >/dev/null
            find build/coverage -name '*.gcda' -delete
            # Programs that are killed, or on a disk that is full, would spoil what is counted. A test that fails is told in
            # the end: the lines that were reached count all the same.
            local failed=0
            patient build/coverage
            (cd build/coverage && shown ctest -j2 -E '^(faults|killedwindow)$') || failed=1
            for room in core ui; do
                gcovr -r . --object-directory build/coverage -f "$room/" --exclude-throw-branches --sort-uncovered \
                    --gcov-ignore-parse-errors -s
            done
            return $failed
            ;;
        suite)
            made ci all
            for ((i = 1; i <= ${MXLENS_SUITE_RUNS:-20}; ++i)); do
                echo "run $i"
                shown ctest --preset ci --output-on-failure -j "$(nproc)"
            done
            ;;
        elsewhere) elsewhere ;;
        fuzz) tests/fuzz/run.sh -t "${MXLENS_FUZZ_SECONDS:-600}" -o "$out/fuzz" ;;
        *) echo "no run is called $1" && return 2 ;;
    esac
}

status=0
for name in "${runs[@]}"; do
    begin=$(date +%s)
    set +e # with || an error inside would not end it
    (set -e; run "$name") >"$out/$name.log" 2>&1
    result=$?
    set -e
    [ "$result" -eq 0 ] || status=1
    echo "$name: $([ "$result" -eq 0 ] && echo passed || echo "FAILED, see $out/$name.log") after $(($(date +%s) - begin)) s"
    grep -E '^(Totals:|over |[0-9]+ mutants|[0-9]+ executions|lines:|.* sources in |cppcheck: |[0-9]+% tests)' "$out/$name.log" | sed 's/^/    /' || true
done
exit $status
