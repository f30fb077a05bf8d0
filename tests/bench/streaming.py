#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory and time of `mxlens-cli export --stream` over inputs that grow, beside the usual export. Not part of ctest.

    generate.py loose100k 100000 && generate.py loose1m 1000000            loose files in one folder
    generate.py mbox100k 100000 --form mbox && generate.py mbox1m 1000000 --form mbox
    streaming.py MXLENS-CLI loose100k loose1m mbox100k mbox1m
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
        for options in ([], ["--stream"], ["--stream", "--report-keys"]):
            peak, seconds = measure([sys.argv[1], "export", "--table", "failures", *options, path])
            print(f"{path}: {' '.join(options) or 'whole':22}  {peak / 1024:7.1f} MiB  {seconds:6.1f} s")


main()
