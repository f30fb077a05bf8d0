#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times whole processes that read a folder of loose .json.gz, in turn, and prints ratios.

    compare.py INGESTBENCH FOLDER [--times N] [--cli MXLENS-CLI]

Beside reading by MX Lens stand: the same by zlib and nlohmann/json alone, a loop in Python (gzip by zlib,
json), and find, zcat and jq; both add up the successful sessions and nothing else, the least that can be
asked. With --cli, a question that people have is answered as well, by `mxlens-cli summary`, Python and jq:
how many sessions succeeded and failed, and how many failed by policy domain, MX and result type. The
scripts add up what is written, and know nothing of what should not be added. The figures of each are the
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

PYTHON_ANSWER = """
import collections, json, os, sys, zlib
succeeded = failed = 0
failures = collections.Counter()
for entry in os.scandir(sys.argv[1]):
    with open(entry.path, "rb") as file:
        report = json.loads(zlib.decompress(file.read(), 31))
    for policy in report["policies"]:
        domain = policy["policy"]["policy-domain"]
        succeeded += policy["summary"]["total-successful-session-count"]
        failed += policy["summary"]["total-failure-session-count"]
        for detail in policy.get("failure-details", ()):
            mx = detail.get("receiving-mx-hostname", "")
            failures[domain, mx, detail["result-type"]] += detail["failed-session-count"]
print(succeeded, failed)
for key, count in sorted(failures.items()):
    print(*key, count)
"""
JQ_ANSWER = (r"""find "$1" -name '*.gz' -print0 | xargs -0 zcat | jq -r '.policies[]
| .policy["policy-domain"] as $domain
| ["", .summary["total-successful-session-count"], .summary["total-failure-session-count"]],
  (.["failure-details"][]?
   | [$domain + " " + (.["receiving-mx-hostname"] // "") + " " + .["result-type"], 0, .["failed-session-count"]])
| @tsv' | awk -F '\t' '{ good[$1] += $2; bad[$1] += $3 }
END { print good[""], bad[""]; delete bad[""]; for (key in bad) print key, bad[key] }' | sort""")


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def answers_of(cli, folder):
    """The ways to answer the question: names and commands."""
    answers = {
        "mxlens-cli summary": [cli, "summary", folder],
        "Python, zlib and json": [sys.executable, "-c", PYTHON_ANSWER, folder],
    }
    if shutil.which("jq"):
        answers["find, zcat, jq, awk"] = ["sh", "-c", JQ_ANSWER, "sh", folder]
    return answers


def compared(ways, times):
    """Runs each of the ways in turn, the first of which is ours, and prints what it took."""
    seconds = {name: [] for name in ways}
    processor = {name: [] for name in ways}
    for _ in range(times):
        for name, command in ways.items():
            begin = time.monotonic()
            before = processor_seconds()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.monotonic() - begin)
            processor[name].append(processor_seconds() - before)
    first = statistics.median(next(iter(seconds.values())))
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:30} {median:7.2f} s  {median / first:5.2f}  "
              f"({min(values):.2f} to {max(values):.2f})  "
              f"{statistics.median(processor[name]):.2f} processor s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ingestbench")
    parser.add_argument("folder")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--cli")
    options = parser.parse_args()
    ways = {
        "MX Lens": [options.ingestbench, options.folder],
        "the same by zlib and nlohmann": [options.ingestbench, "--reference", options.folder],
        "Python, zlib and json": [sys.executable, "-c", PYTHON_LOOP, options.folder],
    }
    if shutil.which("jq"):
        ways["find, zcat, jq"] = ["sh", "-c", JQ_TOTALS, "sh", options.folder]
    compared(ways, options.times)
    if options.cli:
        print("\nsessions by outcome; failed ones by domain, MX and result type:")
        compared(answers_of(options.cli, options.folder), options.times)


if __name__ == "__main__":
    main()
