#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the manual pages are clean to man, name what --help names, and do so in both languages.

Usage: check_manuals.py MAN [MXLENS-CLI]
"""
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path("resources/man")
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")
COMMAND = re.compile(r"^  ([a-z]+(?:-[a-z]+)*) {2}", re.MULTILINE)


def rendered(man, page):
    """The page as text in one long line a paragraph, and what man complains of."""
    # Neither colours nor hyphens that a line break adds.
    environment = os.environ | {"MANWIDTH": "2000", "GROFF_NO_SGR": "1", "LC_ALL": "C.UTF-8"}
    run = subprocess.run([man, "--warnings", "--no-hyphenation", "--encoding=UTF-8", "-P", "cat",
                          "-l", str(page)], env=environment, capture_output=True, text=True,
                         check=False)
    return re.sub(".\b", "", run.stdout).replace("\u2010", "-"), run.stderr


def main():
    man, *program = sys.argv[1:]
    faults = []
    texts = {}
    for page in sorted(FOLDER.rglob("*.1")):
        texts[page], complaints = rendered(man, page)
        faults += [f"{page}: {line}" for line in complaints.splitlines()]
        if len(texts[page]) < 500:
            faults.append(f"{page} is empty")
    for page in sorted(FOLDER.glob("*.1")):
        spanish = FOLDER / "es" / page.name
        if spanish not in texts:
            faults.append(f"{spanish} is missing")
        elif set(OPTION.findall(texts[page])) != set(OPTION.findall(texts[spanish])):
            faults.append(f"{spanish} names other options than {page}")
    for path in program:
        help_page = subprocess.run([path, "--help", "--language", "en"], capture_output=True,
                                   text=True, check=True).stdout
        names = set(OPTION.findall(help_page)) | set(COMMAND.findall(help_page))
        if len(names) < 10:
            faults.append("--help names hardly anything")
        for page in (FOLDER / "mxlens-cli.1", FOLDER / "es" / "mxlens-cli.1"):
            faults += [f"{page} does not name {name}" for name in sorted(names)
                       if name not in texts[page]]
    print("\n".join(faults + [f"{len(texts)} pages, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
