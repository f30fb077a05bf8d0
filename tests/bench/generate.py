#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a lifelike heap of TLS reports for measurements.

70 % of the reports are all success under one policy, 25 % have 1 to 5 failure details, 5 % are large,
one in ten thousand has 5,000 details. Six reporters, each with its own way of writing (madereports.py),
200 policy domains, three years. The same seed gives the same reports in every form.

    generate.py FOLDER COUNT [--form gz|json|mbox|zip|zip-json|tar.gz|eml] [--seed N]

zip holds .json.gz, zip-json and tar.gz hold .json.
"""
import argparse
import gzip
import io
import os
import tarfile
import zipfile

import madereports


class Loose:
    """Each report a file of its own."""

    def __init__(self, folder, form):
        self.folder, self.form = folder, form

    def add(self, report, packed):
        name, data = {"gz": (report.name, packed), "json": (report.name[:-3], report.json),
                      "eml": (f"{report.index:07d}.eml", None)}[self.form]
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(data if data is not None else madereports.mail(report, packed))

    def close(self):
        pass


class Mbox:
    def __init__(self, folder):
        self.file = open(os.path.join(folder, "reports.mbox"), "wb")

    def add(self, report, packed):
        self.file.write(b"From noreply@example.net Thu Jan  1 00:00:00 2026\n" + madereports.mail(report, packed) + b"\n")

    def close(self):
        self.file.close()


class Zip:
    def __init__(self, folder, unpacked):
        self.unpacked = unpacked
        self.file = zipfile.ZipFile(os.path.join(folder, "reports.zip"), "w",
                                    zipfile.ZIP_DEFLATED if unpacked else zipfile.ZIP_STORED)

    def add(self, report, packed):
        self.file.writestr(*((report.name[:-3], report.json) if self.unpacked else (report.name, packed)))

    def close(self):
        self.file.close()


class Tar:
    def __init__(self, folder):
        self.file = tarfile.open(os.path.join(folder, "reports.tar.gz"), "w:gz", compresslevel=6)

    def add(self, report, _):
        member = tarfile.TarInfo(report.name[:-3])
        member.size = len(report.json)
        self.file.addfile(member, io.BytesIO(report.json))

    def close(self):
        self.file.close()


def writer(folder, form):
    if form == "mbox":
        return Mbox(folder)
    if form in ("zip", "zip-json"):
        return Zip(folder, form == "zip-json")
    return Tar(folder) if form == "tar.gz" else Loose(folder, form)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--form", choices=["gz", "json", "mbox", "zip", "zip-json", "tar.gz", "eml"], default="gz")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    target = writer(options.folder, options.form)
    for index in range(options.count):
        report = madereports.Report(index, options.seed)
        target.add(report, gzip.compress(report.json, 6, mtime=0))
    target.close()


if __name__ == "__main__":
    main()
