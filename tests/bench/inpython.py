#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a short script does in place of MX Lens, for figures.py to stand beside it.

    inpython.py read zip|tar.gz|mbox FILE      adds up the successful sessions of all reports
    inpython.py rows FAILURES.csv [--times N]  filters, sorts, tallies and writes rows that are in memory

read: zipfile, tarfile or mailbox of the standard library, zlib and json; compare.py has the loop for
loose files. rows: the table of mxlens-cli export --table failures as a list of lists whose equal texts
are one object, counts as numbers; one thread, comprehensions, sorted() and csv.writer. It prints
medians of N runs, 5 if not given, under the names that querybench has for the same. A tally adds up
the failed sessions of each day and result type, and knows nothing of duplicates, policies and
sessions, as the trend of MX Lens does.
"""
import argparse
import json
import statistics
import sys
import time
import zlib


def sessions_of(packed):
    """Of a report in gzip; 0 for what is none."""
    try:
        report = json.loads(zlib.decompress(packed, 31))
        return sum(policy["summary"]["total-successful-session-count"] for policy in report["policies"])
    except (ValueError, KeyError, TypeError, zlib.error):
        return 0


def members_of_zip(path):
    import zipfile
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield archive.read(name)


def members_of_mbox(path):
    import mailbox
    for mail in mailbox.mbox(path):
        for part in mail.walk():
            if not part.is_multipart() and part.get_content_maintype() != "text":
                yield part.get_payload(decode=True)


def sessions_of_tar(path):
    import tarfile
    sessions = 0
    with tarfile.open(path, "r:gz") as archive:
        for member in archive:
            report = json.load(archive.extractfile(member))
            sessions += sum(policy["summary"]["total-successful-session-count"] for policy in report["policies"])
    return sessions


def read(form, path):
    if form == "tar.gz":
        return sessions_of_tar(path)
    members = members_of_zip(path) if form == "zip" else members_of_mbox(path)
    return sum(sessions_of(packed) for packed in members)


def load(path):
    """Its header and its rows."""
    import csv
    with open(path, newline="", encoding="utf-8") as file:
        lines = csv.reader(file)
        header = next(lines)
        count = header.index("failed_session_count")
        rows = []
        for fields in lines:
            row = [sys.intern(text) for text in fields]
            row[count] = int(row[count] or 0)
            rows.append(row)
    return header, rows


def tally(rows, day, kind, count):
    sums = {}
    for row in rows:
        key = (row[day][:10], row[kind])
        sums[key] = sums.get(key, 0) + row[count]
    return sums


def write(header, rows):
    import csv
    with open("/dev/null", "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(header)
        lines.writerows(rows)


def works(header, rows):
    """Name of querybench to what does the same here."""
    at = {name: place for place, name in enumerate(header)}
    result, mx, count = at["result_type"], at["receiving_mx_hostname"], at["failed_session_count"]
    texts = [place for place in range(len(header)) if place != count]
    return {
        'filter "result:certificate-expired"': lambda: [
            row for row in rows if row[result].lower() == "certificate-expired"],
        'filter "google"': lambda: [
            row for row in rows if any("google" in row[place].lower() for place in texts)],
        "sort failures receiving_mx_hostname asc": lambda: sorted(rows, key=lambda row: row[mx]),
        "sort failures failed_session_count desc": lambda: sorted(rows, key=lambda row: -row[count]),
        "trend by result": lambda: tally(rows, at["start_datetime"], result, count),
        "export csv failures": lambda: write(header, rows),
    }


def measure(path, times):
    header, rows = load(path)
    print(f"{len(rows)} rows")
    for name, work in works(header, rows).items():
        seconds = []
        for _ in range(times):
            begin = time.monotonic()
            work()
            seconds.append(time.monotonic() - begin)
        print(f"median of {times}: {name} {statistics.median(seconds):.4f} "
              f"({min(seconds):.4f} to {max(seconds):.4f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("form", choices=["zip", "tar.gz", "mbox"])
    reading.add_argument("file")
    querying = commands.add_parser("rows")
    querying.add_argument("file")
    querying.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    if options.command == "read":
        print(read(options.form, options.file))
    else:
        measure(options.file, options.times)


if __name__ == "__main__":
    main()
