#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_format.py CLANG-FORMAT: every C++ file is as clang-format would write it. Other versions of
clang-format than Debian 12's write some things otherwise: with those the check is skipped (77)."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = "version 14."


def main(program):
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if VERSION not in said:
        print(f"skipped: {said.strip()} is not {VERSION}x")
        return 77
    files = [str(path.relative_to(ROOT)) for folder in ("app", "core", "ui", "tests")
             for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".cpp", ".h")]
    run = subprocess.run([program, "--dry-run", "--Werror", *files], cwd=ROOT, check=False)
    print(f"{len(files)} files looked at")
    return run.returncode if files else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
