#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes reports, measures MX Lens on them and what stands beside it, and prints a table in Markdown.

    figures.py BUILD-FOLDER [--sizes 10k,100k,1m] [--forms gz,mbox,zip,tar.gz] [--times 5] [--folder FOLDER]
               [--disk FOLDER] [--query-reports 265k] [--beside-up-to 1m] [--no-window] [--lock FILE] [-o FILE]
    figures.py BUILD-FOLDER --small            proves in a minute that it works; its figures say nothing

Every way of reading the same reports is a process of its own, and all take turns, N times each. Seconds
are those of the program itself without start and end, where it says them, ratios those of whole
processes of the same turn. Each heap of reports is deleted before the next is made: a million loose
files take 4.5 GB of FOLDER (/dev/shm), everything else less. Files that are read from the disk go to
--disk, which wants the right to drop the system's caches; without it they are left out. Rows in memory
are those of --query-reports mails, none with 0. In heaps above --beside-up-to MX Lens is measured
alone. --lock: FILE is locked (flock) while something is measured, for about a minute at the most, three
where the window sorts, and shared while reports are made, so that others can take turns. 100k takes
some minutes, 1m about an hour.
"""
import argparse
import contextlib
import datetime
import fcntl
import functools
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import compare

HERE = pathlib.Path(__file__).resolve().parent
NAMES = {"gz": "loose `.json.gz`", "mbox": "mails in an mbox", "zip": "`.json.gz` in a zip", "tar.gz": "`.json` in a tar.gz"}
PYTHON = "Python, zlib and json"
# Python's mailbox takes a minute for 100,000 mails.
MOST_IN_PYTHON = {"gz": 1_000_000, "mbox": 100_000, "zip": 1_000_000, "tar.gz": 1_000_000}
MOST_ANSWERED = 100_000  # by scripts
MEDIAN = re.compile(r"^median of \d+: (.+) (\S+) \((\S+) to (\S+)\)$", re.MULTILINE)
QUERY = re.compile(r"^ *([\d.]+) ms \(([\d.]+) to ([\d.]+)\)  cpu .{9}  first .{9}  .{9}  (.+)$", re.MULTILINE)
WINDOW = re.compile(r"^ *([\d.]+) painted +([\d.]+) figures +([\d.]+) settled  longest stall +(\d+) .*\)  (.+)$", re.MULTILINE)


def number(text):
    """10k and 1m are numbers, too."""
    factor = {"k": 1000, "m": 1_000_000}.get(text[-1].lower(), 1)
    return int(float(text.rstrip("kKmM")) * factor)


class Machine:
    """Runs things by turns with others on the machine."""
    longest = 40  # seconds that it has the machine alone before it lets others go first

    def __init__(self, options):
        self.lock = open(options.lock, "a", encoding="utf-8") if options.lock else None
        self.alone_since = None
        self.build = pathlib.Path(options.build)

    def share(self):
        """Lets others do what they want."""
        if self.alone_since:
            fcntl.flock(self.lock, fcntl.LOCK_UN)
        self.alone_since = None

    def alone(self):
        """Waits until nobody else does anything."""
        if self.alone_since and time.monotonic() - self.alone_since > self.longest:
            self.share()
            time.sleep(0.5)
        if self.lock and not self.alone_since:
            fcntl.flock(self.lock, fcntl.LOCK_EX)
            self.alone_since = time.monotonic()

    @functools.cache
    def program(self, name):
        return next(str(path) for path in self.build.rglob(name) if path.is_file())

    def measure(self, command):
        """Seconds of the process, and what it said."""
        self.alone()
        begin = time.monotonic()
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                              env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        return time.monotonic() - begin, done.stdout

    def make(self, command):
        """What is not measured, but would disturb others who measure."""
        self.share()
        if self.lock:
            fcntl.flock(self.lock, fcntl.LOCK_SH)
        subprocess.run(command, check=True)
        if self.lock:
            fcntl.flock(self.lock, fcntl.LOCK_UN)

    @contextlib.contextmanager
    def heap(self, folder, form, count):
        """Reports in a folder of their own, as long as they are needed."""
        path = pathlib.Path(tempfile.mkdtemp(prefix="figures-", dir=folder))
        note(f"making {count:,} reports as {form}")
        try:
            self.make([sys.executable, str(HERE / "generate.py"), str(path), str(count), "--form", form])
            yield str(path if form == "gz" else next(path.iterdir()))
        finally:
            self.share()
            shutil.rmtree(path)


class Table:
    """Rows in Markdown."""

    def __init__(self):
        self.lines = []
        self.smallest = {}  # of each form and way: size, and seconds for each report

    def row(self, what, values, unit, command, count=0, key=None, extra="", ratio=None):
        """count: of the reports, for what grows with them; key: what is compared with other sizes;
        ratio: of MX Lens to this, of each turn."""
        middle = statistics.median(values)
        each = growth = ""
        if count:
            each = f"{middle / count * 1e6:.2f} µs"
            size, least = self.smallest.setdefault(key, (count, middle / count))
            if size != count:
                growth = f"{middle / count / least:.2f}"
        times = f"{statistics.median(ratio):.3g} ({min(ratio):.3g} to {max(ratio):.3g})" if ratio else ""
        self.lines.append(f"| {what} | {shown(middle, unit)} | {shown(min(values), unit)} to {shown(max(values), unit)} "
                          f"| {each} | {growth} | {times} | {extra} | `{command}` |")
        note(self.lines[-1])

    def text(self, times):
        now = datetime.date.today().isoformat()
        return "\n".join([
            f"{now}, {os.cpu_count()} processors, {times} turns. Per report: the median. Growth: time per report against that of "
            "the smallest heap of the same form. Times as long: as MX Lens in the same turn, whole processes; of several rows, "
            "the median of their medians, and the least and most of them.", "",
            "| what | median | least to most | per report | growth | times as long | memory, and so on | command |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |", *self.lines, ""])


def note(text):
    print(f"{datetime.datetime.now():%H:%M:%S}  {text}", file=sys.stderr, flush=True)


def shown(value, unit):
    if unit == "ms":
        return f"{value * 1000:.{1 if value < 0.1 else 0}f} ms"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"


def medians(output):
    return {name: float(middle) for name, middle, _, _ in MEDIAN.findall(output)}


def ways_of(machine, form, path, count, most):
    """Every way to read them: its name, and its command."""
    bench = machine.program("ingestbench")
    if count > most:
        return {"MX Lens": [bench, path]}
    ways = {"MX Lens": [bench, path], "MX Lens by zlib in place of our own inflate": [bench, "--zlib", path],
            "zlib, libarchive and nlohmann/json alone": [bench, "--reference", path]}
    if form == "tar.gz":
        del ways["MX Lens by zlib in place of our own inflate"]  # which it has no part in
    if count <= MOST_IN_PYTHON[form]:
        ways[PYTHON] = ([sys.executable, "-c", compare.PYTHON_LOOP, path] if form == "gz"
                        else [sys.executable, str(HERE / "inpython.py"), "read", form, path])
    if form == "gz" and shutil.which("jq"):
        ways["find, zcat, jq"] = ["sh", "-c", compare.JQ_TOTALS, "sh", path]
    return ways


def command_of(way, form):
    """As it stands in the table."""
    place = "FOLDER" if form == "gz" else "FILE"
    if way == "MX Lens":
        return f"ingestbench {place}"
    if "inflate" in way:
        return f"ingestbench --zlib {place}"
    if "nlohmann" in way:
        return f"ingestbench --reference {place}"
    return "compare.py INGESTBENCH FOLDER" if form == "gz" else f"inpython.py read {form} FILE"


def measure_reading(machine, table, form, count, path, options):
    ways = ways_of(machine, form, path, count, number(options.beside_up_to))
    whole = {way: [] for way in ways}
    said = {way: [] for way in ways}
    memory = []
    for turn in range(options.times):
        note(f"{count:,} {form}, turn {turn + 1}")
        for way, command in ways.items():
            seconds, output = machine.measure(command)
            whole[way].append(seconds)
            said[way].append(medians(output).get("seconds", seconds))
            if way == "MX Lens":
                memory.append(int(re.search(r"(\d+) bytes a report", output)[1]))
    for way in ways:
        ours = way == "MX Lens"
        ratio = None if ours else [theirs / own for theirs, own in zip(whole[way], whole["MX Lens"])]
        table.row(f"{count:,} {NAMES[form]}" if ours else f"... {way}", said[way], "s", command_of(way, form), count, (form, way),
                  f"{statistics.median(memory):.0f} bytes of memory a report" if ours else "", ratio)
    return statistics.median(said["MX Lens"])


def measure_answers(machine, table, count, path, times):
    """The same question answered by the command line and by scripts, whole processes."""
    ways = compare.answers_of(machine.program("mxlens-cli"), path)
    seconds = {way: [] for way in ways}
    for _ in range(times):
        for way, command in ways.items():
            seconds[way].append(machine.measure(command)[0])
    for way, values in seconds.items():
        ours = way.startswith("mxlens")
        what = f"{count:,} {NAMES['gz']}: sessions by outcome, failed ones by domain, MX and result type" if ours else f"... {way}"
        ratio = None if ours else [theirs / own for theirs, own in zip(values, seconds["mxlens-cli summary"])]
        table.row(what, values, "s", "compare.py INGESTBENCH FOLDER --cli MXLENS-CLI", ratio=ratio)


def measure_window_side(machine, table, path, seconds, times):
    """When the first rows of loose files were there, how soon it stopped, and opening again."""
    bench = machine.program("ingestbench")
    first = [medians(machine.measure([bench, "--first", path])[1])["seconds to first rows"] for _ in range(times)]
    table.row("... first rows for a window", first, "ms", "ingestbench --first FOLDER")
    ended = []
    for turn in range(times):
        after = max(1, int(seconds * 1000 * (turn + 0.5) / times))
        ended.append(medians(machine.measure([bench, "--cancel-after", str(after), path])[1]).get("seconds until it ended", 0))
    table.row("... asked to stop, at times spread over it, until it ended", ended, "ms", "ingestbench --cancel-after MS FOLDER")


def measure_reopening(machine, table, path, count, times):
    """Rounds of one process: the index of the first is what the others open."""
    time.sleep(2)  # what changed just now is not kept in an index
    with tempfile.TemporaryDirectory(prefix="figures-", dir=os.path.dirname(path)) as cache:
        _, output = machine.measure([machine.program("reopening"), "--times", str(times), cache, path])
    again = [float(seconds) for seconds in re.findall(r"^([\d.]+) s, ", output, re.MULTILINE)[1:]]
    table.row(f"{count:,} {NAMES['gz']} opened again", again, "s", "reopening CACHE FOLDER", count, ("reopening",))


def measure_cold(machine, table, folder, count, times):
    with machine.heap(folder, "gz", count) as path:
        _, output = machine.measure([machine.program("coldreading"), "--times", str(times), path])
    found = re.findall(r"([\d.]+) s; two plain threads: ([\d.]+) s, ([\d.]+) times", output)
    ours, plain, ratio = zip(*[[float(value) for value in line] for line in found])
    table.row(f"{count:,} {NAMES['gz']} not in the page cache", ours, "s", "coldreading FOLDER")
    table.row("... two plain threads that keep nothing", plain, "s", "coldreading FOLDER", ratio=ratio)


QUERIES = [  # what, and how the names in querybench begin
    ("filtered, 25 filters", ("filter ",)),
    ("totals, tree, facets and other tallies", ("totals", "domain tree", "overview", "daily figures", "facets", "failure groups")),
    ("trends, and the chart's splits", ("trend by", "split by")),
    ("failures sorted by any column", ("sort failures",)),
    ("policies, reports and sources sorted by any column", ("sort policies", "sort reports", "sort sources")),
    ("failures written as CSV, without the disk", ("export csv failures",)),
    ("failures written as JSON lines", ("export jsonl failures",)),
]


def measure_queries(machine, table, path, times, rest):
    """Queries of rows in memory; the same by Python lists in turn."""
    ours, python = {}, {}
    with tempfile.NamedTemporaryFile(suffix=".csv", dir=os.path.dirname(path)) as rows:
        machine.make([machine.program("mxlens-cli"), "export", "--table", "failures", "-o", rows.name, path])
        for turn in range(times):
            note(f"queries, turn {turn + 1}")
            _, output = machine.measure([machine.program("querybench"), "--rounds", "1", "--rest", rest, path])
            for middle, _, _, name in QUERY.findall(output):
                ours.setdefault(name, []).append(float(middle) / 1000)
            _, said = machine.measure([sys.executable, str(HERE / "inpython.py"), "rows", rows.name, "--times", "1"])
            for name, middle in medians(said).items():
                python.setdefault(name, []).append(middle)
    reports, failures = re.search(r"(\d+) reports, \d+ policies, (\d+) failures", output).groups()
    heap = f"{int(failures):,} failure rows of {int(reports):,} reports"
    for place, (what, beginnings) in enumerate(QUERIES):
        found = [values for name, values in ours.items() if name.startswith(beginnings)]
        several = [statistics.median(values) for values in found] if len(found) > 1 else found[0]
        table.row(f"{'...' if place else heap} {what}", several, "ms", "querybench --rest 100 FILE", extra="the query")
    for name, values in python.items():
        table.row(f"... `{name}` by lists in Python", values, "ms", "inpython.py rows FAILURES.csv",
                  ratio=[theirs / max(own, 1e-5) for theirs, own in zip(values, ours[name])])


def measure_window(machine, table, path, small):
    """The real window, without a screen."""
    modes = [("filtered, Return", ["--filter", "31"])] if small else [
        ("filtered, Return", ["--filters"]), ("sorted by any column, click", ["--sorts"]),
        ("the chart split by anything, click", ["--trends"])]
    for what, arguments in modes:
        note(f"in the window, {what}")
        _, output = machine.measure([machine.program("windowlatency"), *arguments, path])
        found = WINDOW.findall(output)
        table.row(f"{what} to painted rows or chart", [float(line[0]) / 1000 for line in found], "ms",
                  f"windowlatency {arguments[0]} FILE", extra=f"longest stall {max(int(line[3]) for line in found)} ms")
        if what.startswith("filtered"):
            table.row("... to painted figures", [float(line[1]) / 1000 for line in found], "ms", f"windowlatency {arguments[0]} FILE")


def options_of():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--sizes", default="10k,100k,1m")
    parser.add_argument("--forms", default="gz,mbox,zip,tar.gz")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--folder", default="/dev/shm" if os.path.isdir("/dev/shm") else None)
    parser.add_argument("--disk")
    parser.add_argument("--query-reports", default="265k")
    parser.add_argument("--beside-up-to", default="1m")
    parser.add_argument("--no-window", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--lock")
    parser.add_argument("-o", "--output")
    options = parser.parse_args()
    if options.small:
        options.sizes, options.times, options.query_reports = "100,300", 2, "300"
    return options


def main():
    options = options_of()
    machine, table = Machine(options), Table()
    sizes = sorted(number(size) for size in options.sizes.split(","))
    for form in options.forms.split(","):
        for count in sizes:
            with machine.heap(options.folder, form, count) as path:
                seconds = measure_reading(machine, table, form, count, path, options)
                if form != "gz":
                    continue
                if count <= MOST_ANSWERED:
                    measure_answers(machine, table, count, path, options.times)
                if count == sizes[-1]:
                    measure_window_side(machine, table, path, seconds, options.times)
                measure_reopening(machine, table, path, count, options.times)
    if options.disk:
        measure_cold(machine, table, options.disk, min(sizes[-1], 100_000), options.times)
    if number(options.query_reports) > 0:
        with machine.heap(options.folder, "mbox", number(options.query_reports)) as path:
            measure_queries(machine, table, path, options.times, "0" if options.small else "100")
            if not options.no_window:
                measure_window(machine, table, path, options.small)
    machine.share()
    if options.output:
        pathlib.Path(options.output).write_text(table.text(options.times), encoding="utf-8")
    print(table.text(options.times))


if __name__ == "__main__":
    main()
