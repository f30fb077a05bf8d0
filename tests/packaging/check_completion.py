#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completions know every option and command of --help, and no others; bash's completion works.

    check_completion.py MXLENS-CLI
"""
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path("resources/completion")


def completed(*words):
    """What bash offers for the last word."""
    quoted = " ".join(f"'{word}'" for word in words)
    script = (f"source {FOLDER}/mxlens-cli.bash; COMP_WORDS=({quoted}); "
              f"COMP_CWORD={len(words) - 1}; _mxlens_cli; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split()


def main():
    page = subprocess.run([sys.argv[1], "--help"], capture_output=True, text=True, check=True,
                          env={"LC_ALL": "C"}).stdout
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page))
    commands = set(re.findall(r"^ *(?:Usage: )?mxlens-cli ([a-z][a-z-]*)", page, re.M))
    assert len(options) > 10 and len(commands) >= 5, (options, commands)
    faults = []
    for name in ("mxlens-cli.bash", "_mxlens-cli", "mxlens-cli.fish"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        # fish names long options by -l.
        known = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) if not name.endswith(".fish") else {
            "--" + word for word in re.findall(r"(?<!^set) -l ([a-z-]+)", text, re.M)}
        for missing in sorted(options - known):
            faults.append(f"{name}: {missing} is missing")
        for extra in sorted(known - options):
            faults.append(f"{name}: there is no {extra}")
        for command in sorted(commands):
            if not re.search(rf"\b{command}\b", text):
                faults.append(f"{name}: the command {command} is missing")

    def expect(words, *wanted):
        found = completed(*words)
        if any(want not in found for want in wanted):
            faults.append(f"{words}: {wanted} not among {found}")

    expect(["mxlens-cli", "ex"], "export", "explain")
    expect(["mxlens-cli", "export", "--ta"], "--table")
    expect(["mxlens-cli", "export", "--table", "p"], "policies", "problems")
    expect(["mxlens-cli", "export", "--table", "trend", "--columns", "day,fai"], "day,failed_sessions")
    expect(["mxlens-cli", "explain", "certificate-e"], "certificate-expired")
    if "--table" in completed("mxlens-cli", "summary", "--"):
        faults.append("summary is offered --table")
    print(*faults, sep="\n")
    print(f"{len(options)} options and {len(commands)} commands looked at, {len(faults)} faults")
    sys.exit(bool(faults))


main()
