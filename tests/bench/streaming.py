#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory and time of `mxlens-cli export --stream` over mailboxes that grow, beside the usual export.

Usage: streaming.py MXLENS-CLI MAILBOX...   (made by generate.py --form mbox). Not part of ctest.
"""
import os
import subprocess
import sys
import time


def measure(command):
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status in (0, 256), (command, status)
    return usage.ru_maxrss, time.monotonic() - begin


def main():
    for path in sys.argv[2:]:
        for options in ([], ["--stream"]):
            peak, seconds = measure([sys.argv[1], "export", "--table", "failures", *options, path])
            print(f"{path}: {' '.join(options) or 'whole':8}  {peak / 1024:7.1f} MiB  {seconds:6.1f} s")


main()
