#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The action icons are one family: same size, one stroke width, one colour that the program tints.
Every icon that the program asks for is there."""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons"
# What code asks for: icon(QStringLiteral("NAME")), or a whole ":/icons/FILE.svg".
ASKED_NAME = re.compile(r'\bicon\(\s*(?:Q\w+\()?u?"([\w-]+)"')
ASKED_FILE = re.compile(r'":/icons/([\w./-]+\.svg)"')
SHAPES = {"path", "circle", "g", "svg"}


def faults_of(path):
    root = ET.parse(path).getroot()
    size = root.get("width"), root.get("height"), root.get("viewBox")
    if size != ("16", "16", "0 0 16 16"):
        yield f"size {size}"
    strokes = set()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in SHAPES:
            yield f"element {name}"
        if element.get("fill", "none") != "none" or element.get("style"):
            yield f"{name} with a fill or style: icons are lines"
        strokes.add((element.get("stroke"), element.get("stroke-width")))
    if strokes - {(None, None)} != {("#000000", "1.5")}:
        yield f"strokes {strokes}"


def asked():
    for folder in ("app", "ui"):
        for path in sorted((ROOT / folder).rglob("*.cpp")):
            text = path.read_text(encoding="utf-8")
            names = [f"actions/{name}.svg" for name in ASKED_NAME.findall(text)]
            for name in names + ASKED_FILE.findall(text):
                yield path, name


def main():
    wrong = []
    icons = sorted((ICONS / "actions").glob("*.svg"))
    for path in icons:
        wrong += [f"{path.name}: {fault}" for fault in faults_of(path)]
    for path, name in asked():
        if not (ICONS / name).exists():
            wrong.append(f"{path.relative_to(ROOT)}: asks for {name}, which is not there")
    print("\n".join(wrong + [f"{len(icons)} icons looked at, {len(wrong)} faults"]))
    return 1 if wrong or not icons else 0


if __name__ == "__main__":
    sys.exit(main())
