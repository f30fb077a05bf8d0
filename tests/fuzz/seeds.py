# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a folder of seeds for each fuzz target: seeds.py FOLDER MAKESEEDS

They are the fixtures of tests/data/reports in every form, and short texts for what people type."""
import bz2
import gzip
import io
import lzma
import pathlib
import subprocess
import sys
import tarfile
import zipfile
import zlib
from email.message import EmailMessage

DATA = pathlib.Path(__file__).resolve().parent.parent / "data" / "reports"

FILTERS = [
    "", "domain:example.com", "-result:starttls-not-supported mx:*.example.com", 'org:"Example Org",Google',
    "ip:192.0.2.0/24", "ip:2001:db8::/32", "failures:>10 sessions:<=100", "after:2026-03-01 before:2026-03-31",
    "mode:enforce,testing type:sts", 'reason:"a \\"b\\" c"', "bare words -not", "report:*x* source:a#1!b", "failures:3..7",
]
POLICIES = [
    "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n",
    "version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 86400\n", "mode: none\nversion: STSv1\n",
    "3 1 1 " + "ab" * 32 + "\n2 0 2 " + "01" * 64, '["3 1 1 ' + "cd" * 32 + '"]',
    "_25._tcp.mx.example.com. 3600 IN TLSA 3 1 1 (\n" + "ef" * 16 + "\n" + "ef" * 16 + " )",
]
RECORDS = [
    "v=TLSRPTv1; rua=mailto:reports@example.com,https://tlsrpt.example.com/v1", "v=STSv1; id=20260301T000000;",
    '_smtp._tls.example.com. 3600 IN TXT "v=TLSRPTv1; rua=" "mailto:a@example.com"',
    '_mta-sts.example.com. TXT ( "v=STSv1; " ; comment\n "id=1" )', "_25._tcp.mx.example.com. IN TLSA 3 1 1 " + "ab" * 32,
    '"v=TLSRPTv1;rua=mailto:a%2Cb@example.com!10m"', "a@example.com", "https://example.com/a,b;c d",
]


def message(name, content):
    mail = EmailMessage()
    mail["From"] = "reports@example.net"
    mail["To"] = "tls@example.com"
    mail["Subject"] = "Report Domain: example.com Submitter: example.net Report-ID: <1@example.net>"
    mail["TLS-Report-Domain"] = "example.com"
    mail["TLS-Report-Submitter"] = "example.net"
    mail.set_content("This is an aggregate TLS report from example.net.")
    mail.add_attachment(gzip.compress(content, mtime=0), maintype="application", subtype="tlsrpt+gzip", filename=name)
    return mail.as_bytes()


def tar(entries, mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped(entries, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def raw(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return len(content).to_bytes(2, "little") + packer.compress(content) + packer.flush()


def main(folder, makeseeds):
    texts = []
    for path in sorted(DATA.iterdir()):
        content = path.read_bytes()
        texts.append((path.name, zlib.decompress(content, 47) if path.suffix == ".gz" and "truncated" not in path.name else content))

    def put(target, number, content):
        to = folder / target
        to.mkdir(parents=True, exist_ok=True)
        (to / f"seed{number}").write_bytes(content)

    for number, (name, content) in enumerate(texts):
        mail = message(name, content)
        for target in ("report", "tokenizers", "document"):
            put(target, number, content)
        put("gzip", number, bytes([number]) + gzip.compress(content, mtime=0) * (1 + number % 2))
        put("inflate", number, raw(content[:60000]))
        put("mail", number, mail)
        put("document", f"{number}m", mail)
        box = b"From a@example.com Sun Mar  1 00:00:00 2026\n" + mail.replace(b"\r\n", b"\n") + b"\n"
        put("mbox", number, bytes([100 + number]) + box * 2)
        put("document", f"{number}b", box * 2)
    entries = texts[:4]
    plain = tar(entries, "w")
    archives = [(0, zipped(entries, zipfile.ZIP_DEFLATED)), (0, zipped(entries, zipfile.ZIP_STORED)), (1, plain),
                (3, lzma.compress(entries[0][1])), (4, bz2.compress(plain)), (1, tar(entries, "w:gz")), (1, tar(entries, "w:xz"))]
    for number, (kind, content) in enumerate(archives):
        put("archive", number, bytes([kind]) + content)
        put("document", f"{number}a", content)
    for target, lines in (("filter", FILTERS), ("policy", POLICIES), ("record", RECORDS)):
        for number, line in enumerate(lines):
            put(target, number, line.encode())
    json = [str(folder / "report" / f"seed{number}") for number, (name, _) in enumerate(texts) if "gz" not in name]
    subprocess.run([makeseeds, str(folder), *json], check=True)
    for number, path in enumerate(sorted((folder / "msg").iterdir())):
        put("document", f"{number}o", path.read_bytes())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
