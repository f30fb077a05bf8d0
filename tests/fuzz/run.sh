#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes every target for a time with ASan and UBSan, one after the other, and sums up:
#   tests/fuzz/run.sh [-t SECONDS] [-o FOLDER] [TARGET...]
# FOLDER (build/fuzz-run) keeps what was learnt from one run to the next, and finds (crash-*, timeout-*, oom-*). An input that takes
# over a second fails, as does one that takes over 200 MiB more than the program does by itself. The status is 1 after any find.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
seconds=60
out=$source/build/fuzz-run
while getopts t:o: option; do
    case $option in
        t) seconds=$OPTARG ;;
        o) out=$OPTARG ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- archive document filter gzip index inflate mail mbox msg policy record report tokenizers
build=$source/build/fuzz
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-O1 -DCMAKE_CXX_COMPILER=clang++ \
    -DMXLENS_FUZZ=ON -DMXLENS_BUILD_GUI=OFF -DMXLENS_SANITIZE=address,undefined,fuzzer-no-link >/dev/null
targets=makeseeds
for name; do targets="$targets fuzz_$name"; done
# shellcheck disable=SC2086
cmake --build "$build" --target $targets >/dev/null
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

all=0
status=0
for name; do
    finds=$out/finds/$name
    mkdir -p "$out/corpus/$name" "$finds"
    log=$out/$name.log
    # The sanitizers slow everything down several times, and their shadow takes memory of its own.
    result=0
    "$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=200 -print_final_stats=1 \
        -max_len=65536 -dict="$source/tests/fuzz/dictionaries/$(dictionary "$name").dict" -artifact_prefix="$finds/" \
        "$out/corpus/$name" "$out/seeds/$name" >"$log" 2>&1 || result=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    all=$((all + ${executions:-0}))
    if [ "$result" -ne 0 ] || [ -n "$(ls "$finds")" ]; then
        status=1
        echo "$name: ${executions:-0} executions, FINDS in $finds, see $log"
    else
        echo "$name: ${executions:-0} executions"
    fi
done
echo "$all executions in all"
exit $status
