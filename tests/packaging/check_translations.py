#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a translation of the window is whole: every text of the sources is in the file, every
entry is finished, and no translation loses a placeholder, a mnemonic or a blank.

Usage: check_translations.py LUPDATE
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

FILES = sorted(Path("resources/translations").glob("mxlens_*.ts"))
PLURALS = {"es": 2}
PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")
MNEMONIC = re.compile(r"&(\w)")
EDGE = re.compile(r"^(\s*).*?(\s*(?: ?…)?)$", re.DOTALL)
DATE_FORMAT = re.compile(r"^[dMy ]+$")


def entries(path):
    """(context, source, comment) -> message element."""
    found = {}
    for context in xml.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            found[name, message.findtext("source"), message.findtext("comment")] = message
    return found


def forms_of(message):
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def faults_of_form(source, form, plural):
    if not form.strip() and source.strip():
        yield "is empty"
    wanted, written = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(form))
    # "1 day" may be written out where the number is one.
    missing = wanted - written - ({"%n", "%1"} if plural else set())
    if missing or written - wanted:
        yield f"has the placeholders {sorted(written)} in place of {sorted(wanted)}"
    if len(MNEMONIC.findall(source)) != len(MNEMONIC.findall(form)):
        yield "has another number of mnemonics"
    if EDGE.match(source).groups() != EDGE.match(form).groups():
        yield "begins or ends with other blanks or without the ellipsis"
    if bool(DATE_FORMAT.match(source)) and not re.fullmatch(r"(?:[dMy ]|'[^']*')+", form):
        yield "is no format of a date"


def faults(path):
    language = path.stem.rpartition("_")[2]
    for (context, source, _), message in entries(path).items():
        where = f"{path}: {context}: {source!r}"
        if message.find("translation").get("type"):
            yield f"{where} is {message.find('translation').get('type')}"
            continue
        forms = forms_of(message)
        if message.get("numerus") == "yes" and len(forms) != PLURALS[language]:
            yield f"{where} has {len(forms)} forms"
        for number, form in enumerate(forms):
            one = message.get("numerus") == "yes" and number == 0
            for fault in faults_of_form(source, form, one):
                yield f"{where}: {form!r} {fault}"


def differences(path, lupdate):
    """What lupdate finds in the sources and the file lacks, and the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / path.name
        subprocess.run([lupdate, "-silent", "-I", ".", "ui", "app", "-ts", str(fresh)], check=True)
        there, here = set(entries(fresh)), set(entries(path))
    for context, source, _ in sorted(there - here, key=str):
        yield f"{path} lacks {context}: {source!r}"
    for context, source, _ in sorted(here - there, key=str):
        yield f"{path}: no source has {context}: {source!r}"


def main():
    if not FILES:
        return "There is no translation."
    found = [fault for path in FILES for fault in faults(path)]
    found += [fault for path in FILES for fault in differences(path, sys.argv[1])]
    for fault in found:
        print(fault)
    if found:
        return (f"{len(found)} faults. New texts get into the file by: cmake --build BUILD "
                "--target update_translations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
