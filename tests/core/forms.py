#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same 200 reports in every form give the same tables.

Writes 200 reports as loose files, gzip, eml, mbox, Maildir, zip, tar.gz, a zip of eml of gzip, and
mixed in one folder with 500 other mails; exports `policies` and `failures` of each with mxlens-cli
and compares them byte by byte, without the `source` column.

    forms.py MXLENS_CLI GENERATE_PY
"""
import csv
import io
import gzip
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

COUNT = 200
OTHER_MAILS = 500


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members:
            target.writestr(name, data)
    return packed.getvalue()


def tarred(members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as target:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            target.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def mbox_of(mails):
    return b"".join(b"From noreply@example.net Thu Jan  1 00:00:00 2026\n" + m + b"\n" for m in mails)


def other_mail(number):
    kind = number % 4
    if kind == 0:
        return (f"From: a@example.org\nTo: b@example.com\nSubject: Lunch {number}\n\nAt noon? {{no}}\n").encode()
    if kind == 1:
        return (f"From: a@example.org\nSubject: Picture {number}\nMIME-Version: 1.0\n"
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg==\n").encode()
    if kind == 2:
        xml = gzip.compress(b'<?xml version="1.0"?><feedback><report_metadata/></feedback>', mtime=0)
        import base64
        return (b"From: dmarc@example.org\nSubject: Report domain: example.com\nMIME-Version: 1.0\n"
                b"Content-Type: application/gzip\nContent-Transfer-Encoding: base64\n"
                b'Content-Disposition: attachment; filename="example.org!example.com!1!2.xml.gz"\n\n'
                + base64.encodebytes(xml))
    return (f"From: a@example.org\nSubject: Data {number}\nMIME-Version: 1.0\n"
            'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: application/json\n\n'
            '{"name":"package","version":1}\n--x--\n').encode()


def forms(folder, reports, mail):
    """Writes every form; yields its name and path."""
    names = [f"{i:03d}-" for i in range(len(reports))]
    letters = [mail(report, gzip.compress(report.json, mtime=0)) for report in reports]
    for i, report in enumerate(reports):
        name, text = report.name, report.json
        packed = gzip.compress(text, mtime=0)
        letter = letters[i]
        write(f"{folder}/loose/{i:03d}/{name[:-3]}", text)
        write(f"{folder}/gzip/{i:03d}/{name}", packed)
        write(f"{folder}/eml/{i:03d}.eml", letter)
        write(f"{folder}/eml-crlf/{i:03d}.eml", letter.replace(b"\n", b"\r\n"))
        write(f"{folder}/Maildir/cur/{1700000000 + i}.M1P1.host:2,S", letter)
    everything = [(f"{i:03d}/{r.name}", gzip.compress(r.json, mtime=0)) for i, r in enumerate(reports)]
    write(f"{folder}/mbox/all.mbox", mbox_of(letters))
    write(f"{folder}/zip/all.zip", zipped(everything))
    write(f"{folder}/tar/all.tar.gz", tarred(everything))
    write(f"{folder}/zip-of-eml/all.zip", zipped([(f"{i:03d}.eml", m) for i, m in enumerate(letters)]))
    write(f"{folder}/mbox-gz/all.gz", gzip.compress(mbox_of(letters)))
    others = [other_mail(i) for i in range(OTHER_MAILS)]
    for i, report in enumerate(reports):
        name, text = report.name, report.json
        packed = gzip.compress(text, mtime=0)
        place = f"{folder}/mixed/{names[i]}"
        some = others[i::len(reports)]
        write(f"{place}other.eml", some[0])
        form = i % 6
        if form == 0:
            write(f"{place}x/{name[:-3]}", text)
        elif form == 1:
            write(f"{place}x/{name}", packed)
        elif form == 2:
            write(f"{place}x.eml", letters[i])
        elif form == 3:
            write(f"{place}x.mbox", mbox_of([some[-1], letters[i], some[0]]))
        elif form == 4:
            write(f"{place}x.zip", zipped([("a/", b""), (name, packed), ("note.txt", b"hello")]))
        else:
            write(f"{place}x.zip", zipped([("mail.eml", letters[i])]))
        for k, text in enumerate(some[1:]):
            write(f"{place}z{k}.eml", text)
    return ["loose", "gzip", "eml", "eml-crlf", "Maildir", "mbox", "mbox-gz", "zip", "tar", "zip-of-eml", "mixed"]


def table(cli, name, path):
    done = subprocess.run([cli, "export", "--table", name, path], capture_output=True, check=True)
    rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))
    source = rows[0].index("source")
    return [row[:source] + row[source + 1:] for row in rows]


def main():
    cli, generator = sys.argv[1:3]
    sys.path.insert(0, os.path.dirname(os.path.abspath(generator)))
    import madereports
    reports = [madereports.Report(i, 7) for i in range(COUNT)]
    with tempfile.TemporaryDirectory() as folder:
        names = forms(folder, reports, madereports.mail)
        expected = {}
        for name in names:
            for kind in ("policies", "failures"):
                rows = table(cli, kind, f"{folder}/{name}")
                if name == names[0]:
                    expected[kind] = rows
                    assert len(rows) > COUNT, f"{kind}: only {len(rows)} rows"
                elif rows != expected[kind]:
                    first = next((i for i, (a, b) in enumerate(zip(rows, expected[kind])) if a != b), -1)
                    sys.exit(f"{kind} of {name}: {len(rows)} rows, {len(expected[kind])} expected, "
                             f"first difference in row {first}:\n{rows[first]}\n{expected[kind][first]}")
        print(f"{COUNT} reports in {len(names)} forms: {len(expected['policies']) - 1} policies and "
              f"{len(expected['failures']) - 1} failure details are the same in each")


if __name__ == "__main__":
    main()
