#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes large mailboxes and lets `mbox_memory` read them: memory must not grow with their size.

Usage: mbox_memory.py PROGRAM [GIB]. Writes to the temporary folder; not part of ctest. The large
mailbox is sparse: mails at its start and end, one mail of zeros over the limit in between.
"""

import base64
import gzip
import os
import subprocess
import sys
import tempfile

LINE = b"From tls@example.net Fri Jan  2 01:00:00 2026\n"


def mail(number):
    report = ('{"organization-name":"Example","report-id":"%d","policies":[]}' % number).encode()
    return LINE + (
        b"TLS-Report-Domain: example.com\nFrom: tls@example.net\nSubject: report\n"
        b"Content-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(gzip.compress(report)) + b"\n")


def write(path, mails, hole=0):
    block = b"".join(mail(i) for i in range(1000))
    with open(path, "wb") as file:
        for _ in range(mails // 1000):
            file.write(block)
        if hole:
            file.write(LINE + b"From: someone@example.org\n\n")
            file.seek(hole, os.SEEK_CUR)
            file.write(b"\n\n" + block)


def main():
    program = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "mbox")
        for label, mails, hole in (("1,000 mails", 1000, 0), ("1,000,000 mails", 1000000, 0),
                                   (f"{size} GiB, nearly all of it one mail", 1000, size << 30)):
            write(path, mails, hole)
            got = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout
            print(f"{label}, {os.path.getsize(path) / 2**20:.0f} MiB: {got}", end="")


if __name__ == "__main__":
    main()
