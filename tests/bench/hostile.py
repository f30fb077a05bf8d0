#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What inputs just under 1 MiB cost that are made to cost much.

    hostile.py MXLENS_CLI [NAME...]
    hostile.py --make FOLDER [NAME...]
    hostile.py MXLENS_CLI --made FOLDER

The second makes inputs, which may take longer than measuring them; the third measures what was made.

Each is read by a process of its own: once for its sources, once for everything that the summary says.
Prints the processor time and the memory at most beyond those for a folder without files, and ends with
status 1 where one takes over 1 s or over 200 MiB."""
import base64
import bz2
import gzip
import io
import lzma
import os
import pathlib
import random
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib

MIB = 1 << 20
SECONDS, BYTES = 1.0, 200 * MIB
HEAD = (b'{"organization-name":"o","report-id":"1","date-range":{"start-datetime":"2026-01-01T00:00:00Z",'
        b'"end-datetime":"2026-01-01T23:59:59Z"},"policies":[')
POLICY = b'{"policy":{"policy-type":"sts","policy-domain":"example.com"},"summary":{"total-failure-session-count":1},"failure-details":['


def filled(begin, unit, end, size=MIB - 64, comma=b","):
    """begin, then unit as often as fits (or unit(i) for each i), then end."""
    out = bytearray(begin)
    i = 0
    while True:
        piece = unit(i) if callable(unit) else unit
        if len(out) + len(piece) + len(end) + len(comma) > size:
            return bytes(out[:-len(comma)] if comma and i else out) + end
        out += piece + comma
        i += 1


def repeated(begin, unit, end, size):
    return begin + unit * ((size - len(begin) - len(end)) // len(unit)) + unit.rstrip(b",") + end


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=9) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def overlapping(count, data):
    """A zip whose directory names one and the same member many times."""
    one = zipped([("a.json", data)])
    end = one.rindex(b"PK\5\6")
    begin = one.rindex(b"PK\1\2", 0, end)
    entry = one[begin:end]
    count = min(count, (MIB - 64 - begin) // len(entry), 65535)
    directory = entry * count
    return one[:begin] + directory + b"PK\5\6\0\0\0\0" + count.to_bytes(2, "little") * 2 + \
        len(directory).to_bytes(4, "little") + begin.to_bytes(4, "little") + b"\0\0"


def mail(body, kind=b"multipart/mixed; boundary=b"):
    return b"From: a@example.com\nSubject: s\nMIME-Version: 1.0\nContent-Type: " + kind + b"\n\n" + body


def attachment(data, kind=b"application/tlsrpt+gzip"):
    return (b"From: a@example.com\nContent-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(data))


def nested_mail():
    text = b""
    for i in range(9000):
        text += b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (i, i + 1)
    return mail(text, b"multipart/mixed; boundary=b0")


def small_zips(levels, width):
    data = gzip.compress(repeated(HEAD, b"{},", b"]}", MIB), 9)
    for _ in range(levels):
        data = zipped([(f"{i}", data) for i in range(width)])
    return data


def compound(begin):
    """An Outlook item whose directory runs in a circle, or is nothing but entries."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0\x06\0" + bytes(10)
    sectors = (MIB - 512 - 64) // 512
    tables = (sectors + 127) // 128
    header += tables.to_bytes(4, "little") + (tables).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
    header += b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    header += b"".join(i.to_bytes(4, "little") for i in range(tables)) + b"\xff" * (4 * (109 - tables))
    chain = b"".join((begin(i, sectors) & 0xffffffff).to_bytes(4, "little") for i in range(tables * 128))
    body = chain
    for i in range((sectors - tables) * 4):
        name = ("Root Entry" if i == 0 else f"__attach_version1.0_#{i:08x}").encode("utf-16-le")
        entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + (b"\5" if i == 0 else b"\1") + b"\1"
        entry += b"\xff" * 4 + (i + 1).to_bytes(4, "little") + (1 if i == 0 else i + 1).to_bytes(4, "little") + bytes(48)
        body += entry
    return header + body


def slow_texts():
    """JSON that is not for the quick tokenizer, and packs well. What is random keeps the ratio below the limit."""
    pad = b'{"organization-name":"' + base64.b64encode(random.Random(1).randbytes(6000)) + b'",'
    end = b'"report-id":"x","policies":[],}'
    yield "json-blanks", pad + b" " * (40 * MIB) + end[:-2] + b"}"
    yield "json-commas", pad + b'"a":[' + b"1," * (20 * MIB) + b"1,]," + end
    yield "json-escapes", pad + b'"a":"' + b"\\u00ff" * (6 * MIB) + b'",' + end
    yield "json-no-break-spaces", pad + b'"a":1,' + b"\xc2\xa0" * (20 * MIB) + end
    yield "json-no-utf8", pad + b'"a":"' + b"\xff" * (40 * MIB) + b'\n",' + end
    yield "json-line-breaks", pad + b'"a":"' + b" " * (40 * MIB) + b'\n",' + end[:-1]
    yield "json-negative", pad + b'"a":[' + b"-1," * (8 * MIB) + b"1]," + end[:-2] + b"}"
    yield "json-array", b"[" + b",".join([HEAD + b"]}"] * 200_000) + b"]"
    yield "json-lines", b"\n".join([HEAD + b"]}"] * 200_000)
    yield "json-lines-slow", b"\n".join(HEAD.replace(b"{", b'{"n":-%d,' % i, 1) + b"]}" for i in range(80_000))


def inputs():
    big = 63 * MIB
    spaces = HEAD + b" " * big + b"]}"
    detail = b'{"failed-session-count":1},'
    yield "json-policies", lambda: filled(HEAD, b"{}", b"]}")
    yield "json-details", lambda: filled(HEAD + POLICY, b"{}", b"]}]}")
    yield "json-details-distinct", lambda: filled(
        HEAD + POLICY, lambda i: b'{"result-type":"%x","receiving-mx-hostname":"%x","sending-mta-ip":"2001:db8::%x"}' % (i, i, i & 0xffff), b"]}]}")
    yield "json-policies-distinct", lambda: filled(
        HEAD, lambda i: b'{"policy":{"policy-type":"t%x","policy-domain":"%x.example","mx-host":["%x"]},"summary":{"total-failure-session-count":1}}' % (i, i, i), b"]}")
    yield "json-sts-distinct", lambda: filled(
        HEAD, lambda i: b'{"policy":{"policy-type":"sts","policy-domain":"%x.example","policy-string":["version: STSv1","mode: enforce","mx: *.%x.example"]},'
        b'"failure-details":[{"result-type":"certificate-expired","receiving-mx-hostname":"a.%x.example","failed-session-count":1}]}' % (i, i, i), b"]}")
    yield "json-one-domain", lambda: filled(
        HEAD, lambda i: b'{"policy":{"policy-type":"sts","policy-domain":"example.com","mx-host":["*.%x.example"]},"summary":{"total-failure-session-count":1},'
        b'"failure-details":[{"result-type":"certificate-expired","receiving-mx-hostname":"a.%x.example","failed-session-count":1}]}' % (i, i), b"]}")
    yield "json-mx-hosts", lambda: filled(HEAD + b'{"policy":{"policy-type":"sts","policy-domain":"example.com","mx-host":[',
                                          lambda i: b'"*.%x"' % i, b']},"failure-details":[' + b",".join(
                                              b'{"result-type":"validation-failure","receiving-mx-hostname":"a.%x"}' % i for i in range(2000)) + b"]}]}")
    yield "json-policy-string", lambda: filled(HEAD + b'{"policy":{"policy-type":"sts","policy-domain":"example.com","policy-string":[',
                                               lambda i: b'"mx: %x.example"' % i, b"]}}]}")
    yield "json-deep", lambda: b"[" * (MIB - 1)
    yield "json-deep-objects", lambda: b'{"a":' * (MIB // 5 - 1)
    yield "json-keys", lambda: filled(b"{", lambda i: b'"%x":0' % i, b',"policies":[]}')
    yield "json-same-keys", lambda: filled(b"{", b'"report-id":"1"', b',"policies":[]}')
    yield "json-reports", lambda: filled(b"[", lambda i: b'{"report-id":"%x","policies":[]}' % i, b"]")
    yield "json-reports-in-turn", lambda: filled(b"", b'{"report-id":"1","policies":[]}', b"", comma=b"\n")
    yield "json-dates", lambda: filled(
        b"[", lambda i: b'{"report-id":"%x","date-range":{"start-datetime":"%04d-%02d-%02d"},"policies":[{"policy":{"policy-domain":"%x.a"},"summary":'
        b'{"total-failure-session-count":1}}]}' % (i, 1 + i % 9999, 1 + i % 12, 1 + i % 28, i), b"]")
    yield "json-years", lambda: filled(
        b"[", lambda i: b'{"report-id":"%x","organization-name":"o","date-range":{"start-datetime":"%04d-01-01","end-datetime":"9999-12-31"},"policies":'
        b'[{"policy":{"policy-type":"sts","policy-domain":"a"},"summary":{"total-failure-session-count":1},"failure-details":'
        b'[{"result-type":"certificate-expired","failed-session-count":1}]}]}' % (i, 1 + i % 9999), b"]")
    yield "json-one-string", lambda: b'{"report-id":"' + b"\\u00e9" * (MIB // 6 - 20) + b'","policies":[]}'
    yield "json-number", lambda: HEAD + b'{"summary":{"total-failure-session-count":' + b"9" * (MIB - 500) + b"}}]}"
    yield "json-bad-utf8", lambda: HEAD[:-1] + b'"' + b"\xff" * (MIB - 500) + b'"}'
    yield "json-braces-of-text", lambda: b"{" * (MIB - 1)
    yield "json-quotes", lambda: b'{"policies":' + b'"\\' * (MIB // 2 - 20)
    yield "gzip-zeros", lambda: gzip.compress(bytes(1000 * MIB), 9)
    yield "gzip-spaces", lambda: gzip.compress(spaces, 9)
    yield "gzip-policies", lambda: gzip.compress(repeated(HEAD, b"{},", b"]}", big), 9)
    yield "gzip-details", lambda: gzip.compress(repeated(HEAD + POLICY, b"{},", b"]}]}", big), 9)
    yield "gzip-details-counted", lambda: gzip.compress(repeated(HEAD + POLICY, detail, b"]}]}", big), 9)
    yield "gzip-reports", lambda: gzip.compress(repeated(b"[", b'{"policies":[]},', b"]", big), 9)
    yield "gzip-keys", lambda: gzip.compress(repeated(b"{", b'"a":0,', b',"policies":[]}', big), 9)
    yield "gzip-strings", lambda: gzip.compress(repeated(HEAD + POLICY, b'{"result-type":"' + b"x" * 100_000 + b'"},', b"]}]}", big), 9)
    yield "gzip-one-string", lambda: gzip.compress(b'{"report-id":"' + b"x" * big + b'","policies":[]}', 9)
    yield "gzip-escapes", lambda: gzip.compress(repeated(b'{"report-id":"', b"\\n", b'","policies":[]}', big), 9)
    yield "gzip-distinct", lambda: gzip.compress(filled(HEAD + POLICY, lambda i: b'{"receiving-mx-hostname":"%d"}' % i, b"]}]}", 6 * MIB), 9)[:MIB - 64]
    yield "gzip-members", lambda: gzip.compress(b"") * (MIB // 20 - 4)
    yield "gzip-members-of-spaces", lambda: gzip.compress(b" " * MIB, 9) * 1000
    yield "gzip-twice", lambda: gzip.compress(gzip.compress(spaces, 9) * 2, 9)
    yield "gzip-of-mails", lambda: gzip.compress(b"From a@b Fri Jan  2 01:00:00 2026\n\n" * (big // 35), 9)
    yield "zip-empty-members", lambda: zipped([(f"{i}", b"") for i in range(9800)])
    yield "zip-members", lambda: zipped([(f"{i}", HEAD + b"]}") for i in range(3900)])
    yield "zip-overlapping", lambda: overlapping(65535, spaces)
    yield "zip-overlapping-small", lambda: overlapping(65535, HEAD + b"]}")
    yield "zip-bombs", lambda: zipped([(f"{i}.json", spaces) for i in range(15)])
    yield "zip-lzma", lambda: zipped([(f"{i}.json", spaces[:40 * MIB]) for i in range(30)], zipfile.ZIP_LZMA)
    yield "zip-lzma-string", lambda: zipped([("pad", random.Random(1).randbytes(120 << 10))]
                                            + [(f"{i}.json", b'{"organization-name":"' + b"a" * (40 * MIB)) for i in range(3)], zipfile.ZIP_LZMA)
    for name, text in slow_texts():
        yield f"gz-{name}", lambda text=text: gzip.compress(text, 9)
    yield "zip-of-zips", lambda: small_zips(3, 60)
    yield "zip-of-zips-wide", lambda: small_zips(2, 900)
    yield "zip-deep", lambda: small_zips(5, 4)
    yield "tar-empty-members", lambda: tarred([(f"{i}", b"") for i in range(2000)])
    yield "tar-gz-empty-members", lambda: gzip.compress(tarred([("a", b"")])[:512] * 120_000, 9)
    yield "tar-gz-small-members", lambda: gzip.compress(tarred([("a", HEAD + b"]}")])[:1024] * 60_000, 9)
    yield "tar-gz-bombs", lambda: gzip.compress(b"".join(tarred([(f"{i}", spaces)])[:-10240] for i in range(15)), 9)
    yield "tar-xz-bombs", lambda: lzma.compress(tarred([(f"{i}", spaces[:32 * MIB]) for i in range(20)]))
    yield "tar-bz2-bombs", lambda: bz2.compress(tarred([(f"{i}", spaces[:32 * MIB]) for i in range(20)]))
    yield "tar-long-name", lambda: tarred([("a", b"")])[:156] + b"L" + bytes(99) + bytes(512) * 2000
    yield "mbox-empty-mails", lambda: b"From a@b Fri Jan  2 01:00:00 2026\n\n" * ((MIB - 64) // 35)
    yield "mbox-short-mails", lambda: b"From a@b Fri Jan  2 01:00:00 2026\nA: b\n\n{}\n\n" * ((MIB - 64) // 45)
    yield "mail-nested", nested_mail
    yield "mail-parts", lambda: mail(b"--b\n\n{}\n" * 100_000)
    yield "mail-empty-parts", lambda: mail(b"--b\n" * 250_000)
    yield "mail-same-boundary", lambda: mail(b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000)
    yield "mail-boundary-prefixes", lambda: mail(b"--" + b"b" * 70 + b"\n", b"multipart/mixed; boundary=" + b"b" * 69) + b"\n--bbbbbb" * 110_000
    yield "mail-header", lambda: b"From: a@example.com\nSubject: " + b"x" * (MIB - 100) + b"\n\n{}"
    yield "mail-headers", lambda: b"From: a@example.com\n" + b"A: b\n" * 200_000
    yield "mail-folded-header", lambda: b"From: a@example.com\nSubject: a" + b"\n b" * 340_000 + b"\n\n{}"
    yield "mail-encoded-words", lambda: b"From: a@example.com\nSubject:" + b" =?utf-8?q?=41?=" * 61_000 + b"\n\n{}"
    yield "mail-parameters", lambda: mail(b"", b"application/json" + b"".join(b"; name*%d=x" % i for i in range(80_000)))
    yield "mail-attached-mails", lambda: b"From: a@example.com\nContent-Type: message/rfc822\n\n" * 20_000
    yield "mail-quoted-printable", lambda: mail(b"=7B" * 340_000, b"application/json\nContent-Transfer-Encoding: quoted-printable")
    yield "mail-base64", lambda: attachment(gzip.compress(spaces, 9))
    yield "mail-base64-bombs", lambda: mail(b"".join(b"--b\n" + attachment(gzip.compress(spaces, 9)) for _ in range(11)))
    yield "mail-small-bombs", lambda: mail(b"".join(b"--b\n" + attachment(gzip.compress(bytes(MIB))) for _ in range(600)))
    yield "msg-circle", lambda: compound(lambda i, n: (i + 1) % n)
    yield "msg-attachments", lambda: compound(lambda i, n: i + 1 if i + 1 < n else -2)
    yield "xml", lambda: b'<?xml version="1.0"?>' + b"<a>" * 340_000
    yield "zeros", lambda: bytes(MIB - 1)
    yield "blanks", lambda: b" " * (MIB - 1)
    yield "lines", lambda: b"\n" * (MIB - 1)


def make(folder, names):
    for name, maker in inputs():
        if names and name not in names:
            continue
        data = maker()
        (pathlib.Path(folder) / name).write_bytes(data[:MIB - 1])


def cost(command):
    """Seconds of processor and of the clock, bytes at most, status; stopped after some seconds."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30)))
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            break
        if time.monotonic() - began > 30:
            process.kill()
        time.sleep(0.005)
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss * 1024, process.returncode


def measure(cli, folder, none):
    """Prints what each file of a folder costs beyond what an empty one does."""
    kinds = {"sources": ["export", "--table", "sources"], "summary": ["summary"]}
    bad = []
    base = {kind: cost([cli, *words, none]) for kind, words in kinds.items()}
    print(f"{'input':28}{'KiB':>6}" + "".join(f"{kind + ' s':>12}{'clock s':>9}{'MiB':>7}" for kind in kinds))
    for file in sorted(path for path in pathlib.Path(folder).iterdir() if path.is_file()):
        line = f"{file.name:28}{file.stat().st_size // 1024:6}"
        over = False
        for kind, words in kinds.items():
            seconds, clock, size, status = cost([cli, *words, str(file)])
            seconds, size = seconds - base[kind][0], size - base[kind][2]
            over |= seconds > SECONDS or size > BYTES or status not in (0, 1)
            line += f"{seconds:12.2f}{clock:9.2f}{size / MIB:7.0f}" + (f" status {status}" if status not in (0, 1) else "")
        print(line + ("  <-- too much" if over else ""), flush=True)
        bad += [file.name] if over else []
    if bad:
        print(f"over {SECONDS:.0f} s or {BYTES // MIB} MiB: {', '.join(bad)}")
    return 1 if bad else 0


def main():
    if sys.argv[1] == "--make":
        return make(sys.argv[2], sys.argv[3:])
    cli, names = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        if names[:1] == ["--made"]:
            return measure(cli, names[1], folder)
        # In a process of its own: one that was large makes its children look large.
        subprocess.run([sys.executable, __file__, "--make", folder, *names], check=True)
        (pathlib.Path(folder) / "none").mkdir()
        return measure(cli, folder, f"{folder}/none")


if __name__ == "__main__":
    sys.exit(main())
