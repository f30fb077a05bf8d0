#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of the source tree that no compiler knows: which room may include which, and
what every file has to be like. check_tree.py [FOLDER]"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("app", "core", "ui", "tests", "cmake", "packaging", "resources", ".ci")
LONGEST = 500  # lines of a source file
LONGEST_BODY = 60  # lines of a function, between its braces

# The rooms of core, from the ground up, and the rooms that each may know beside itself.
CORE_ROOMS = {
    "report": set(),
    "policy": {"report"},
    "input": {"report"},
    "store": {"report"},
    "query": {"report", "policy", "store"},
    "diagnosis": {"report", "policy", "store", "query"},
    "cache": {"report", "input", "store"},
    "ingest": {"report", "input", "store", "cache"},
    "output": {"report", "policy", "store", "query", "diagnosis"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)
# A type of its own, not one within another and not a mere announcement.
TYPE = re.compile(r"^(struct|class|enum(?: class)?) (\w+)(?: final)?(?: : [^;{]*)?\s*\{",
                  re.MULTILINE)


def lines_of(path):
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def is_source(path):
    return path.suffix in (".cpp", ".h", ".py", ".sh", ".cmake") or path.name in (
        "CMakeLists.txt", "run")


def files_in(root):
    """Files of the tree that people write, build folders and samples left out."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and "__pycache__" not in name \
                    and not name.startswith(("resources/samples/", "tests/data/")):
                yield name, path
    if (root / "CMakeLists.txt").exists():
        yield "CMakeLists.txt", root / "CMakeLists.txt"


def form_faults(name, path):
    """SPDX line, length, and the guard of a header."""
    lines = lines_of(path)
    start = 1 if lines and lines[0].startswith("#!") else 0
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in "".join(lines[start:start + 1]):
        yield f"{name}: its first line is not the SPDX line"
    if len(lines) > LONGEST:
        yield f"{name}: {len(lines)} lines, more than {LONGEST}"
    if path.suffix == ".h" and "#pragma once" not in lines:
        yield f"{name}: a header without #pragma once"


def twice_faults(name, path):
    """A header that is included twice, whatever the platform."""
    depth = 0
    seen = set()
    for number, line in enumerate(lines_of(path), 1):
        if re.match(r"\s*#\s*if", line):
            depth += 1
        elif re.match(r"\s*#\s*endif", line):
            depth -= 1
        header = INCLUDE.match(line)
        if header and depth == 0:
            if header[2] in seen:
                yield f"{name}:{number}: includes {header[2]} twice"
            seen.add(header[2])


def length_faults(name, path):
    """Bodies of functions: clang-format leaves their braces alone on a line, equally indented.
    The rows of a Qt Test table, in a function NAME_data(), may be as many as they are."""
    lines = lines_of(path)
    for start, line in enumerate(lines):
        if line.strip() != "{" or lines[start - 1].endswith("_data()"):
            continue
        end = next((n for n in range(start, len(lines)) if lines[n].startswith(line[:-1] + "}")),
                   len(lines))
        if end - start - 1 > LONGEST_BODY:
            yield f"{name}:{start}: a function of {end - start - 1} lines, more than {LONGEST_BODY}"


def core_faults(name, kind, header):
    """What a file of core may include."""
    room = name.split("/")[1]
    if re.match(r"Q[A-Z]|Qt|q[a-z]+\.h$|qcustomplot", header):
        yield f"{name}: includes {header}; core knows no Qt"
    if header.startswith(("ui/", "app/")):
        yield f"{name}: includes {header}; core is below ui and app"
    if header.startswith("core/"):
        other = header.split("/")[1]
        if other != room and other not in CORE_ROOMS.get(room, set()):
            yield f"{name}: includes {header}; the room {room} does not know {other}"
    elif kind == '"' and not header.startswith(("ui/", "app/")):
        yield f'{name}: includes "{header}"; write the path from the top of the tree'


def layer_faults(name, path):
    text = path.read_text(encoding="utf-8", errors="replace")
    for kind, header in INCLUDE.findall(text):
        if name.startswith("core/"):
            yield from core_faults(name, kind, header)
        if name.startswith("ui/") and header.startswith("app/"):
            yield f"{name}: includes {header}; ui is below app"
        # Only its main() knows the maker of PDF files, whose header knows no Qt.
        maker = name == "app/cli/main.cpp" and header == "ui/paper/pdfmaker.h"
        outside = header.startswith("ui/") or re.match("Q[A-Z]", header)
        if name.startswith("app/cli/") and outside and not maker:
            yield f"{name}: includes {header}; the command line knows core alone"
        if "qcustomplot" in header.lower() and not re.match(r"ui/charts/[^/]+\.cpp$", name):
            yield f"{name}: includes {header}; only the sources of ui/charts know QCustomPlot"
    if re.match(r"ui/charts/.*\.h$", name):
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\bQCP\w*|\bQCustomPlot\b", line.split("//")[0]):
                yield f"{name}:{number}: a type of QCustomPlot in a header"


def room_faults(root):
    for folder in sorted((root / "core").glob("*/")):
        if folder.is_dir() and folder.name not in CORE_ROOMS:
            yield f"core/{folder.name}: a room without a place in the order; name it in check_tree.py"


def type_faults(name, path, homes):
    """Two types of one name in one namespace: a program that knows both may use the wrong one, and
    no compiler says so. homes: the header of each name so far."""
    for kind, word in TYPE.findall(path.read_text(encoding="utf-8", errors="replace")):
        if homes.setdefault(word, name) != name:
            yield f"{name}: another {kind} {word} stands in {homes[word]}"


def faults(root):
    found = list(room_faults(root))
    looked_at = 0
    homes = {}
    for name, path in files_in(root):
        if is_source(path):
            looked_at += 1
            found += form_faults(name, path)
        if path.suffix in (".cpp", ".h"):
            found += layer_faults(name, path)
            found += twice_faults(name, path)
            found += length_faults(name, path)
        if path.suffix == ".h" and not name.startswith("tests/"):
            found += type_faults(name, path, homes)
    return looked_at, found


def main(arguments):
    looked_at, found = faults(Path(arguments[0]) if arguments else ROOT)
    print("\n".join(found + [f"{looked_at} files looked at, {len(found)} faults"]))
    return 1 if found or not looked_at else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
