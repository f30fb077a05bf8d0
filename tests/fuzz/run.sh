#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes every target with ASan and UBSan, one after the other, and sums up:
#   tests/fuzz/run.sh [-t SECONDS | -n EXECUTIONS] [-b] [-o FOLDER] [TARGET...]
# Each target runs for a time (60 s) or until it has run that often. FOLDER (build/fuzz-run) keeps what was learnt from one run to
# the next, finds (crash-*, timeout-*, oom-*), and in executions.tsv how often and how long each run ran a target: all of it is added
# up in the end. -b: the targets are built already. An input that takes over a second fails, as does one that takes over 200 MiB
# more than the program does by itself (300 MiB among archives). The status is 1 after any find.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
limit=-max_total_time=60
out=$source/build/fuzz-run
isBuilt=
while getopts t:n:bo: option; do
    case $option in
        t) limit=-max_total_time=$OPTARG ;;
        n) limit=-runs=$OPTARG ;;
        b) isBuilt=yes ;;
        o) out=$OPTARG ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- archive document filter gzip index inflate mail mbox msg policy record report tokenizers
build=$source/build/fuzz
if [ -z "$isBuilt" ]; then
    cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ \
        -DCMAKE_CXX_FLAGS="-O2 -D_GLIBCXX_ASSERTIONS -fno-sanitize-coverage=trace-cmp" -DMXLENS_FUZZ=ON -DMXLENS_BUILD_GUI=OFF \
        -DMXLENS_SANITIZE=address,undefined,fuzzer-no-link >/dev/null
    targets=makeseeds
    for name; do targets="$targets fuzz_$name"; done
    # shellcheck disable=SC2086
    cmake --build "$build" --target $targets >/dev/null
fi
mkdir -p "$out"
ASAN_OPTIONS=detect_leaks=0 python3 "$source/tests/fuzz/seeds.py" "$out/seeds" "$build/tests/fuzz/makeseeds"

dictionary() {
    case $1 in
        report | tokenizers) echo json ;;
        mail | mbox) echo mail ;;
        filter | policy | record) echo "$1" ;;
        *) echo binary ;;
    esac
}

# Long inputs are slow and seldom say more than short ones: what people type is short.
longest() {
    case $1 in
        filter | record | policy) echo 512 ;;
        gzip | inflate) echo 2048 ;;
        report | tokenizers) echo 8192 ;;
        *) echo 16384 ;;
    esac
}

# A member of a zip that is packed by PPMd asks for as much memory as its first bytes say, up to 256 MiB, and uses what it needs.
memory() {
    case $1 in
        archive | document) echo 300 ;;
        *) echo 200 ;;
    esac
}

# ran TARGET...: executions of them in all that stand in the list.
ran() {
    awk -F '\t' -v names="$*" 'BEGIN { split(names, list, " "); for (i in list) wanted[list[i]] = 1 }
        $1 in wanted { sum += $2 } END { printf "%d", sum }' "$out/executions.tsv"
}

# Short stacks of allocations and few freed blocks that are kept: both are dear, and a find is replayed without.
export ASAN_OPTIONS="${ASAN_OPTIONS:-malloc_context_size=2:quarantine_size_mb=8}"
all=0
status=0
for name; do
    finds=$out/finds/$name
    mkdir -p "$out/corpus/$name" "$finds"
    log=$out/$name.log
    begin=$(date +%s)
    result=0
    # The sanitizers slow everything down several times, and their shadow takes memory of its own. -entropic=0: weighing the inputs
    # anew took longer than running them.
    "$build/tests/fuzz/fuzz_$name" "$limit" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb="$(memory "$name")" -print_final_stats=1 -entropic=0 \
        -reload=0 -max_len="$(longest "$name")" -dict="$source/tests/fuzz/dictionaries/$(dictionary "$name").dict" \
        -artifact_prefix="$finds/" "$out/corpus/$name" "$out/seeds/$name" >"$log" 2>&1 || result=$?
    # One that was ended from outside tells no figures: the last line that it wrote has to do.
    executions=$(sed -n -e 's/^stat::number_of_executed_units: *//p' -e 's/^#\([0-9]*\).*/\1/p' "$log" | tail -n 1)
    printf '%s\t%s\t%s\n' "$name" "${executions:-0}" $(($(date +%s) - begin)) >>"$out/executions.tsv"
    all=$((all + ${executions:-0}))
    found=
    if [ "$result" -ne 0 ] || [ -n "$(ls "$finds")" ]; then
        status=1
        found=", FINDS in $finds, see $log"
    fi
    echo "$name: ${executions:-0} executions, $(ran "$name") with those before$found"
done
echo "$all executions in all, $(ran "$@") with those before"
exit $status
