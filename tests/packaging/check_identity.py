#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One id everywhere: a desktop finds icon, entry, metainfo and media types only by equal names."""
import configparser
import fnmatch
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ID = "org.mxlens.MXLens"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def main():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(RESOURCES / f"{ID}.desktop", encoding="utf-8")
    entry = entry["Desktop Entry"]
    info = ET.parse(RESOURCES / f"{ID}.metainfo.xml").getroot()
    types = ET.parse(RESOURCES / f"{ID}.mime.xml").getroot()
    globs = {t.get("type"): t.find(f"{MIME}glob").get("pattern")
             for t in types.iter(f"{MIME}mime-type")}
    named = sorted((RESOURCES / "samples" / "google").iterdir())
    expectations = [
        ("icon of the desktop entry", entry["Icon"], ID),
        ("icon file", (RESOURCES / "icons" / f"{entry['Icon']}.svg").exists(), True),
        ("id of the metainfo", info.findtext("id"), ID),
        ("launchable", info.findtext("launchable"), f"{ID}.desktop"),
        ("name", info.findtext("name"), entry["Name"]),
        ("summary", info.findtext("summary"), entry["Comment"]),
        ("program", entry["Exec"].split()[0], info.findtext("provides/binary")),
        ("files are handed over", entry["Exec"].split()[1], "%F"),
        ("media types of the entry", set(entry["MimeType"].strip(";").split(";")), set(globs)),
        ("media types of the metainfo", {m.text for m in info.iter("mediatype")}, set(globs)),
        ("type of a sample's name",
         {t for f in named for t, glob in globs.items() if fnmatch.fnmatch(f.name, glob)},
         {"application/tlsrpt+gzip"}),
    ]
    wrong = [f"{what}: {found!r}, expected {wanted!r}"
             for what, found, wanted in expectations if found != wanted]
    print("\n".join(wrong + [f"{len(expectations)} names compared, {len(wrong)} wrong"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
