#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks each rule of arithmetic (rules.py) and says which test turns red: each must be noticed by one.

    mutate.py FOLDER [NUMBER...] [CMAKE-OPTION...]
    mutate.py --check

Copies the tree to FOLDER with all mutants in it at once, asleep; builds core and its tests there without
the window, once; then wakes one mutant after the other by MXLENS_MUTANT, or those with these numbers
alone, from 0. Ends with status 1 where one survives, or where a test is red without any. --check says
whether each rule still finds the code that it breaks, and builds nothing."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from rules import RULES

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The quick ones that are about figures; the first that turns red is named.
TESTS = ["arithmetic", "datetime", "count", "names", "ipaddress", "parser", "deviations", "store", "tallies", "summary", "trendsplit", "selection",
         "problems", "problemevidence", "tokenizers", "catalogue", "ingest", "reopen", "corewords", "export", "exportforms", "order", "failuregroups",
         "facets", "damaged"]
HEADER = """#pragma once
#include <cstdlib>
#include <type_traits>
namespace mxlens {
inline int mutantAwake()
{
    static const int number = std::getenv("MXLENS_MUTANT") ? std::atoi(std::getenv("MXLENS_MUTANT")) : -1;
    return number;
}
/// Whether this mutant is awake; none is while compiling.
constexpr bool mutant(int number)
{
    return !std::is_constant_evaluated() && mutantAwake() == number;
}
} // namespace mxlens
"""


def asleep(old, new, number):
    """Code that is old, and new where the mutant is awake."""
    test = f"mxlens::mutant({number})"
    if old.startswith("return "):
        return f"return {test} ? {new[7:-1]} : {old[7:-1]};"
    if match := re.fullmatch(r"if \((.*)\)", old):
        return f"if ({test} ? {new[4:-1]} : {match[1]})"
    if match := re.fullmatch(r"((?:int )?\w+ = )(.*?)(;?)", old):
        return f"{match[1]}{test} ? {new[len(match[1]):].rstrip(';')} : {match[2]}{match[3]}"
    if " ? " in old and old.count("?") == 1 and ":" not in old.replace("::", ""):  # only the condition of a choice
        return f"({test} ? {new.split(' ? ')[0]} : {old.split(' ? ')[0]}) ? {old.split(' ? ', 1)[1]}"
    if old.startswith("ParsedDate{"):
        return f"ParsedDate{{ midnight + time->seconds - ({test} ? 7200 : 0),\n            form"
    if old == "type == PolicyType::Tlsa ? m_tlsa : m_rest":
        return f"type == PolicyType::Tlsa && !{test} ? m_tlsa : m_rest"
    if old == "!upper && trimmed":
        return f"({test} || !upper) && trimmed"
    if old.startswith("sums.sessions +="):
        return f"sums.sessions += {test} ? failed : successful + failed"
    return f"({test} ? ({new}) : ({old}))"


def with_mutants():
    """The text of each file that a rule breaks, with all mutants in it asleep."""
    edits = {}
    texts = {}
    for number, (_, _, changes) in enumerate(RULES):
        for file, old, new in changes:
            edits.setdefault(file, {}).setdefault(old, []).append((number, new))
    for file, changes in edits.items():
        text = (ROOT / file).read_text()
        for old in changes:
            if text.count(old) == 0:
                sys.exit(f"{file} has no {old!r} any more: bring rules.py up to date")
            code = old
            for number, new in changes[old]:
                code = asleep(old, new, number) if code == old else code.replace(old, asleep(old, new, number))
            text = text.replace(old, code, 1)
        for number in (number for sleepers in changes.values() for number, _ in sleepers):
            if f"mutant({number})" not in text:
                sys.exit(f"mutant {number} is not in {file}")
        texts[file] = re.sub(r"(#pragma once\n|(?=#include))", r'\1#include "core/mutant.h"\n', text, count=1)
    return texts


def plant(folder):
    shutil.rmtree(folder, ignore_errors=True)
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / "core/mutant.h").write_text(HEADER)
    for file, text in with_mutants().items():
        (folder / file).write_text(text)


def red(build, environment):
    """The first test that fails, with its functions; nothing where all are green."""
    for test in TESTS:
        try:
            done = subprocess.run([str(build / f"tests/core/tst_{test}"), "-nocrashhandler"], capture_output=True, text=True, env=environment, timeout=120,
                                  errors="replace")
        except subprocess.TimeoutExpired:
            return f"{test} (does not end)"
        if done.returncode != 0:
            found = re.findall(r"^FAIL!  : \w+::(\w+)", done.stdout, re.M)
            return f"{test}: {found[0] if found else 'crashed'}" + (f" and {len(set(found)) - 1} more" if len(set(found)) > 1 else "")
    return None


def main():
    if sys.argv[1:] == ["--check"]:
        print(f"{len(RULES)} mutants in {len(with_mutants())} files")
        return 0
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    build = folder / "build"
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()] or range(len(RULES))
    options = [word for word in sys.argv[2:] if not word.isdigit()]
    plant(folder)
    subprocess.run(["cmake", "-S", folder, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DMXLENS_BUILD_GUI=OFF", *options],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", build, "--target", *(f"tst_{test}" for test in TESTS)], check=True, stdout=subprocess.DEVNULL)
    usual = dict(os.environ, LC_ALL="C.UTF-8", TZ="Pacific/Chatham", QT_QPA_PLATFORM="offscreen", MXLENS_DAMAGED="90")
    if failed := red(build, usual):
        sys.exit(f"red without a mutant: {failed}")
    survivors = 0
    for number in numbers:
        rule, what, _ = RULES[number]
        killer = red(build, dict(usual, MXLENS_MUTANT=str(number)))
        survivors += killer is None
        print(f"{number}: rule {rule}: {what}: {killer or 'SURVIVES'}", flush=True)
    print(f"{len(numbers)} mutants, {survivors} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
