#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_targets.py compile_commands.json [--gui]: each source file is compiled in exactly one
target. One that no target lists is dead; one that two list is built and linked twice. A file for
another system (NAME_windows.cpp) is at least named beside its siblings."""
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def is_for_another_system(source):
    return (re.search(r"_(windows|macos|posix)\.cpp$", source.name) is not None
            and source.name in (source.parent / "CMakeLists.txt").read_text(encoding="utf-8"))


def main(database, *options):
    folders = ["core", "app/cli", "tests/core"]
    if "--gui" in options:
        folders += ["ui", "app/gui", "tests/ui"]
    commands = json.loads(Path(database).read_text(encoding="utf-8"))
    times = Counter(Path(c["directory"], c["file"]).resolve() for c in commands)
    sources = [s for folder in folders for s in sorted((ROOT / folder).rglob("*.cpp"))]
    wrong = [s for s in sources if times[s] != 1
             and not (times[s] == 0 and is_for_another_system(s))]
    for source in wrong:
        print(f"{source.relative_to(ROOT)}: in {times[source]} targets; it belongs in one")
    print(f"{len(sources)} sources looked at, {len(wrong)} wrong")
    return 1 if wrong or not commands else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
