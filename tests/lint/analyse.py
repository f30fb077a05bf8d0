#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy or clazy over sources of a build folder that clang++ configured without precompiled
headers: analyse.py [-j JOBS] [-k SOURCES] clang-tidy|clazy BUILD_FOLDER PATH...
PATH is a source or a folder of the tree. Nearly all of the time goes into headers, so that some
neighbours are looked at as one source (-k 1: each alone); those that cannot stand behind each other,
because both use a name, come apart by themselves. The status is 1 where something was found."""
import argparse
import json
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Level 1, and of level 2 what is neither taste nor said by clang-tidy: by value or by reference, copies of
# polymorphic classes, painters without Q_OBJECT, and widgets whose parent is a layout's matter are left out. connect-not-normalized
# wants a signature without blanks, clang-format one with them.
CLAZY = ("level1,no-connect-not-normalized,base-class-event,global-const-char-pointer,implicit-casts,missing-typeinfo,"
         "old-style-connect,qstring-allocations,rule-of-three,static-pmf,virtual-call-ctor")
# Tests read better where nothing is set aside for a few texts, and hold misleading ones on purpose.
NOT_IN_TESTS = ("performance-inefficient-string-concatenation", "performance-inefficient-vector-operation",
                "misc-misleading-bidirectional")
TOOLS = ("clang-tidy", "clazy")
LOCATED = re.compile(r"^(/[^:]+):\d+:\d+: (?:fatal )?(error|warning): ")


def command_of(tool, paths):
    """A tool and what it is told before the sources."""
    if tool == "clazy":
        return ["clazy-standalone", f"--checks={CLAZY}"]
    off = NOT_IN_TESTS if all(Path(path).is_relative_to(ROOT / "tests") for path in paths) else ()
    return ["clang-tidy", "--quiet", f"--config-file={ROOT}/.clang-tidy",
            f"--header-filter={ROOT}/(app|core|ui|tests)/.*", "--checks=" + ",".join("-" + check for check in off)]


def sources(build, paths):
    """The compile command of each source below paths, as a list of words without file and output."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = Path(entry["file"])
        if not path.is_relative_to(ROOT) or not any(path.is_relative_to(ROOT / p) for p in paths):
            continue
        words = shlex.split(entry["command"])
        del words[words.index("-o"):]  # what follows is the output, -c and the source
        found.setdefault(str(path), words)
    return found


def groups(commands, size):
    """Neighbours whose flags, folders of headers apart, are the same."""
    alike = {}
    for path, words in sorted(commands.items()):
        flags = tuple(w for w in words if not w.startswith(("-I", "-DQT_TESTCASE_")))
        alike.setdefault(flags, []).append(path)
    for paths in alike.values():
        for start in range(0, len(paths), size):
            yield paths[start:start + size]


def blocks(text):
    """What a tool said, each find under its first line, with what it noted of it."""
    found = {}
    first = None
    for line in text.splitlines():
        if LOCATED.match(line):
            first = line
            found[first] = line
        elif re.match(r"\d+ (warning|error)s? generated", line):
            first = None
        elif first:
            found[first] += "\n" + line
    return found


class Unit:
    """Sources one behind the other in one file, and how to compile it. Text that is not included is what
    the analyzer follows, and it knows that this is no header."""

    def __init__(self, folder, paths, commands):
        self.paths = paths
        self.starts = []
        words = {word: None for path in paths for word in commands[path][1:] if word.startswith("-I")}
        first = [w for w in commands[paths[0]] if not w.startswith("-I")]
        homes = {f"-iquote{Path(path).parent}": None for path in paths}
        self.words = [first[0], *homes, *words, *first[1:]]
        if len(paths) == 1:
            self.file = paths[0]
            return
        lines = []
        for number, path in enumerate(paths):
            lines.append(f"#define main main{number}")
            self.starts.append((len(lines), path))
            lines += Path(path).read_text(encoding="utf-8").splitlines() + ["#undef main"]
        name = paths[0].removeprefix(f"{ROOT}/").removesuffix(".cpp").replace("/", "_")
        self.file = str(folder / f"{name}_{len(paths)}.cpp")
        Path(self.file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def at_home(self, text):
        """What a tool said of lines of this unit, said of those of its sources."""
        def place(match):
            line = int(match[1])
            start, path = [s for s in self.starts if s[0] < line][-1]
            return f"{path}:{line - start}:"
        return re.sub(re.escape(self.file) + r":(\d+):", place, text) if self.starts else text

    def run(self, command):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, self.at_home(done.stdout), self.at_home(done.stderr)


class Lint:
    def __init__(self, tool, build, commands):
        self.tool = tool
        self.commands = commands
        self.folder = build / f"lint-{tool}"
        self.folder.mkdir(exist_ok=True)
        self.finds = {}
        self.looked = []
        self.runs = 0

    def errors(self, paths):
        """Those of some sources that cannot stand behind the others."""
        if len(paths) == 1:
            return set()
        unit = Unit(self.folder, paths, self.commands)
        status, _, said = unit.run([*unit.words, "-w", "-ferror-limit=0", "-fsyntax-only", unit.file])
        places = {m[1] for m in map(LOCATED.match, said.splitlines()) if m}
        return places.intersection(paths) or set(paths[1:] if status else [])

    def look(self, paths):
        """Looks at paths, together as far as possible."""
        while paths:
            together = paths
            # Once more each time: what stands behind a header that is not there was not looked at.
            while apart := self.errors(together):
                together = [p for p in together if p not in apart] or together[:1]
            self.run(together)
            paths = [p for p in paths if p not in together]

    def run(self, paths):
        unit = Unit(self.folder, paths, self.commands)
        status, out, err = unit.run([*command_of(self.tool, paths), unit.file, "--", *unit.words[1:],
                                     "-ferror-limit=0", "-Wno-shadow"])
        self.looked += paths
        self.runs += 1
        found = blocks(out + (err if self.tool == "clazy" else ""))
        if status and not found:
            found = {unit.file: f"{unit.file}: {err}"}
        for first, block in found.items():
            if self.finds.setdefault(first, block) is block:
                print(block, flush=True)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("-k", type=int, default=12)
    parser.add_argument("tool", choices=TOOLS)
    parser.add_argument("build", type=Path)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args(arguments)
    commands = sources(options.build.resolve(), options.paths)
    lint = Lint(options.tool, options.build.resolve(), commands)
    with ThreadPoolExecutor(options.j) as pool:
        list(pool.map(lint.look, groups(commands, options.k)))
    print(f"{len(lint.looked)} sources in {lint.runs} runs, {len(lint.finds)} finds")
    return 1 if lint.finds or len(lint.looked) != len(commands) or not commands else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
