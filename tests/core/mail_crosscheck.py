#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the mail scanner with Python's email library.

Writes mails of many shapes, always the same ones, lets the program `mailparts` list the parts that
it finds in them, and demands that names and decoded bytes are those that the library gives.
"""

import base64
import email
import email.policy
import gzip
import quopri
import random
import subprocess
import sys
import tempfile

MAILS = 800
ENCODINGS = ("7bit", "8bit", "base64", "quoted-printable")
NAMES = (
    "example.net!example.com!1767225600!1767311999!001.json.gz",
    "report.json",
    "my report.json",
    "a;b,c.json",
    'quote".json',
    "back\\slash's.json".replace("\\", "_"),
    "\u00e4\u00f6\u00fc.json",
    "\u65e5\u672c.gz",
    "x" * 90 + ".json.gz",
)


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


class Writer:
    """Writes one mail; every choice comes from the seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.boundaries = 0
        self.newline = self.random.choice((b"\n", b"\r\n"))

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def line(self, text):
        return text.encode("utf-8") + self.newline

    def fold(self):
        return self.random.choice((" ", "\n\t", "\n ", " \n\t")).encode().replace(b"\n", self.newline)

    def key(self, name):
        return self.random.choice((name, name.lower(), name.upper())).encode()

    def parameter(self, key, value):
        plain = value.isascii()
        token = plain and all(c.isalnum() or c in "!.-_" for c in value)
        form = self.random.randrange(4)
        if not plain and form < 2 or form == 3 and plain:
            coded = "".join("%%%02X" % b if b > 127 or not chr(b).isalnum() and b not in b".-_"
                            else chr(b)
                            for b in value.encode("utf-8"))
            return self.key(key + "*") + b"=UTF-8''" + coded.encode()
        if form == 2 and plain and len(value) > 20 and '"' not in value:
            pieces = [value[i:i + 25] for i in range(0, len(value), 25)]
            return (b";" + self.fold()).join(
                ('%s*%d="%s"' % (key, i, piece)).encode() for i, piece in enumerate(pieces))
        if not plain:
            word = "=?utf-8?B?%s?=" % base64.b64encode(value.encode("utf-8")).decode()
            return self.key(key) + b'="' + word.encode() + b'"'
        if token and self.chance(50):
            return self.key(key) + b"=" + value.encode()
        return self.key(key) + b'="' + value.replace('"', '\\"').encode() + b'"'

    def payload(self):
        size = self.random.choice((0, 1, 2, 3, 57, 200, 3000))
        kind = self.random.randrange(3)
        if kind == 0:
            return gzip.compress(self.random.randbytes(size), mtime=0)
        if kind == 1:
            words = ["%d word=%d " % (i, i * 7) for i in range(size // 8)]
            lines = self.newline.join(w.encode() for w in words)
            return lines + (self.newline if self.chance(50) else b"")
        return ('{"policies": [%s]}' % ", ".join(str(i) for i in range(size // 4))).encode()

    def encoded(self, data, encoding):
        if encoding == "base64":
            width = self.random.choice((4, 60, 76, 76, 76, 500, 100000))
            text = base64.b64encode(data)
            return self.newline.join(text[i:i + width] for i in range(0, len(text), width))
        if encoding == "quoted-printable":
            return quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", self.newline)
        return data

    def leaf(self):
        encoding = self.random.choice(ENCODINGS)
        data = self.payload()
        if encoding in ("7bit", "8bit") and (b"\0" in data or b"\r" in data or data[:2] == b"\x1f\x8b"):
            encoding = "base64"
        kind = self.random.choice(("application/tlsrpt+gzip", "application/tlsrpt+json", "text/plain",
                                   "text/html", "application/octet-stream", "application/gzip"))
        name = self.random.choice(NAMES) if self.chance(70) else None
        where = self.random.randrange(3)
        kind_field = self.key("Content-Type") + b": " + kind.encode()
        fields = []
        if name and where != 1:
            kind_field += b";" + self.fold() + self.parameter("name", name)
        if name and where != 0:
            fields.append(self.key("Content-Disposition") + b": attachment;" + self.fold()
                          + self.parameter("filename", name))
        fields.append(kind_field)
        if encoding != "7bit" or self.chance(50):
            value = encoding.upper() if self.chance(20) else encoding
            fields.append(self.key("Content-Transfer-Encoding") + b": " + value.encode())
        if self.chance(20):
            fields.append(b"X-Other: something" + self.fold() + b"more")
        self.random.shuffle(fields)
        return fields, self.encoded(data, encoding)

    def multipart(self, depth):
        self.boundaries += 1
        # One boundary begins like another now and then.
        boundary = self.random.choice(("b", "=_x(1)", "--b--", "a b")) + "-" * self.boundaries \
            + str(self.boundaries)
        kind = self.random.choice(("mixed", "report", "alternative", "related"))
        field = self.key("Content-Type") + b": multipart/" + kind.encode() + b";" + self.fold()
        parameters = [self.key("boundary") + b'="' + boundary.encode() + b'"']
        if kind == "report":
            parameters.append(b"report-type=tlsrpt")
        self.random.shuffle(parameters)
        field += (b";" + self.fold()).join(parameters)
        delimiter = b"--" + boundary.encode()
        body = self.line("This is a preamble.") if self.chance(30) else b""
        for _ in range(self.random.randrange(1, 4)):
            padding = b"  \t" if self.chance(10) else b""
            body += delimiter + padding + self.newline + self.entity(depth + 1) + self.newline
        if depth > 0 or self.chance(85):
            body += delimiter + b"--" + self.newline
            body += self.line("An epilogue.") if self.chance(20) else b""
        return [field], body

    def entity(self, depth):
        roll = self.random.randrange(100)
        if depth < 4 and roll < 45 - 10 * depth + (40 if depth == 0 else 0):
            fields, body = self.multipart(depth)
        elif depth < 4 and depth > 0 and roll > 90:
            fields, body = [b"Content-Type: message/rfc822"], self.mail(depth + 1)
        else:
            fields, body = self.leaf()
        return self.newline.join(fields) + self.newline + self.newline + body

    def mail(self, depth=0):
        head = self.line("From: tls@example.net") + self.line("To: postmaster@example.com")
        head += b"Subject: Report Domain: example.com" + self.fold() + self.line("Submitter: x")
        head += self.line("MIME-Version: 1.0")
        return head + self.entity(depth)


def expected(mail):
    parts = []
    for part in email.message_from_bytes(mail, policy=email.policy.default).walk():
        if part.is_multipart():
            continue
        name = part.get_filename() or ""
        body = part.get_payload(decode=True) or b""
        parts.append((name.encode("utf-8", "surrogateescape"), len(body), fnv(body)))
    return parts


def scanned(program, mails):
    with tempfile.NamedTemporaryFile() as file:
        for mail in mails:
            file.write(b"%d\n" % len(mail) + mail)
        file.flush()
        output = subprocess.run([program, file.name], check=True, capture_output=True).stdout
    result = []
    for line in output.decode().split("\n"):
        if line == "mail":
            result.append([])
        elif line:
            name, size, value = line.removeprefix("part ").split(" ")
            result[-1].append((bytes.fromhex(name), int(size), int(value, 16)))
    return result


def main():
    mails = [Writer(seed).mail() for seed in range(MAILS)]
    found = scanned(sys.argv[1], mails)
    if len(found) != len(mails):
        sys.exit(f"{len(mails)} mails written, {len(found)} scanned")
    parts = 0
    different = []
    for seed, mail in enumerate(mails):
        want = expected(mail)
        parts += len(want)
        if want != found[seed]:
            different.append(seed)
            if len(different) <= 3:
                print(f"mail {seed}: library {want}\n   scanner {found[seed]}")
                print(mail.decode("utf-8", "replace")[:3000])
    print(f"{len(mails)} mails with {parts} parts compared, {len(different)} differ")
    if different or parts < 2 * MAILS:
        sys.exit(1)


if __name__ == "__main__":
    main()
