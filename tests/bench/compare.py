#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times whole processes that read a folder of loose .json.gz, in turn, and prints ratios.

    compare.py INGESTBENCH FOLDER [--times N]

Beside reading by MX Lens stand: the same by zlib and nlohmann/json alone, a loop in Python
(gzip by zlib, json, totals alone), and find, zcat and jq (totals alone). The figures of each are the
medians of N runs, 5 if not given: seconds, how many times as long as MX Lens, the shortest and the
longest run, processor seconds of all threads. Take the ratios, not the seconds.
"""
import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import time

PYTHON_LOOP = """
import json, os, sys, zlib
sessions = 0
for entry in os.scandir(sys.argv[1]):
    with open(entry.path, "rb") as file:
        report = json.loads(zlib.decompress(file.read(), 31))
    for policy in report["policies"]:
        sessions += policy["summary"]["total-successful-session-count"]
print(sessions)
"""
JQ_TOTALS = ("find \"$1\" -name '*.gz' -print0 | xargs -0 zcat | "
             "jq '.policies[].summary[\"total-successful-session-count\"]' | "
             "awk '{ sum += $1 } END { print sum }'")


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ingestbench")
    parser.add_argument("folder")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    ways = {
        "MX Lens": [options.ingestbench, options.folder],
        "the same by zlib and nlohmann": [options.ingestbench, "--reference", options.folder],
        "Python, zlib and json": [sys.executable, "-c", PYTHON_LOOP, options.folder],
    }
    if shutil.which("jq"):
        ways["find, zcat, jq"] = ["sh", "-c", JQ_TOTALS, "sh", options.folder]
    seconds = {name: [] for name in ways}
    processor = {name: [] for name in ways}
    for _ in range(options.times):
        for name, command in ways.items():
            begin = time.monotonic()
            before = processor_seconds()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.monotonic() - begin)
            processor[name].append(processor_seconds() - before)
    first = statistics.median(seconds["MX Lens"])
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:30} {median:7.2f} s  {median / first:5.2f}  "
              f"({min(values):.2f} to {max(values):.2f})  "
              f"{statistics.median(processor[name]):.2f} processor s")


if __name__ == "__main__":
    main()
