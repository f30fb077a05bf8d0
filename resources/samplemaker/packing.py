# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts reports into the files and mails in which their reporters send them."""
import base64
import datetime as dt
import email
import email.policy
import hashlib
import io
import json
import mailbox
import struct
import tempfile
import zipfile
import zlib

RECIPIENT = "tls-reports@example.com"
DAY = 86400


def store(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def gzipped(data):
    """gzip without a time and a name, so that it is the same every day (RFC 1952)."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezer.compress(data) + squeezer.flush()
    tail = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + tail


def compact(report):
    return json.dumps(report, separators=(",", ":")).encode()


def named_gzip(report, sender, domain, begin, unique, length=DAY - 1):
    """File name of RFC 8460 section 5.1, and the compressed report."""
    name = f"{sender}!{domain}!{begin}!{begin + length}{unique}.json.gz"
    return name, gzipped(compact(report))


def zipped(members):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as out:
        for name, data in members:
            entry = zipfile.ZipInfo(name, (2026, 10, 1, 8, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            out.writestr(entry, data)
    return archive.getvalue()


# Mails. Lines end with LF here; whoever stores a mail may change that.


def mail_date(moment):
    return dt.datetime.fromtimestamp(moment, dt.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S +0000")


def base64_lines(data):
    text = base64.b64encode(data).decode()
    return "\n".join(text[n:n + 76] for n in range(0, len(text), 76)) + "\n"


def boundary_of(*key):
    return "=_" + hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:24]


def headers(fields):
    return "".join(f"{name}: {value}\n" for name, value in fields) + "\n"


def report_mail(sender, submitter, domain, moment, subject_id, parts, extra=()):
    """A multipart/report mail of RFC 8460 section 5.3 around parts, each headers and body."""
    boundary = boundary_of(sender, domain, moment)
    fields = [
        ("From", sender), ("To", RECIPIENT), ("Date", mail_date(moment)),
        ("Message-ID", f"<{boundary[2:14]}.{moment}@{sender.rpartition('@')[2]}>"),
        ("Subject", f"Report Domain: {domain} Submitter: {submitter} Report-ID: {subject_id}"),
        ("TLS-Report-Domain", domain), ("TLS-Report-Submitter", submitter),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/report; report-type="tlsrpt";\n\tboundary="{boundary}"'),
        *extra]
    body = "".join(f"--{boundary}\n{headers(fields)}{text}" for fields, text in parts)
    return headers(fields) + body + f"--{boundary}--\n"


def report_part(name, report):
    return ([("Content-Type", f'application/tlsrpt+gzip;\n\tname="{name}"'),
             ("Content-Disposition", f'attachment;\n\tfilename="{name}"'),
             ("Content-Transfer-Encoding", "base64")], base64_lines(gzipped(compact(report))))


def microsoft_mail(report, domain, day, begin, again=False):
    """HTML, a Report-ID without brackets, and CRLF line ends as a mail program saves them."""
    stamp = report["report-id"].partition("+")[0]
    name = f"microsoft.com!{domain}!{begin}!{begin + DAY - 1}!{stamp}.json.gz"
    html = ([("Content-Type", "text/html; charset=us-ascii"),
             ("Content-Transfer-Encoding", "quoted-printable")],
            f"<html><body><p>TLS report from Microsoft Corporation for {domain},=\n"
            f" {day.isoformat()} (UTC).</p></body></html>\n")
    moment = begin + DAY + 10800 + int(stamp[-9:-6]) * 7 + (3 * DAY if again else 0)
    mail = report_mail("tlsrpt-noreply@microsoft.com", "microsoft.com", domain, moment,
                       report["report-id"], [html, report_part(name, report)])
    return mail.replace("\n", "\r\n").encode()


def plain(text):
    return [("Content-Type", "text/plain; charset=us-ascii")], text + "\n"


def mail_ru(report, domain, _, begin):
    """The submitter is not the domain of contact-info, and an empty part stands at the end."""
    name = f"mail.ru!{domain}!{begin}!{begin + DAY}!001.json.gz"
    parts = [plain(f"This is a TLS report from mail.ru for {domain}."), report_part(name, report),
             plain("")]
    moment = begin + DAY + 7200 + begin // DAY % 50
    return moment, report_mail("tls_support@corp.mail.ru", "mail.ru", domain, moment,
                               f"<{report['report-id']}>", parts)


def postfix(report, domain, _, begin):
    host = "mail.firm.example"
    name = f"{host}!{domain}!{begin}!{begin + DAY - 1}!1.json.gz"
    parts = [plain(f"TLS report of {host} for {domain}."), report_part(name, report)]
    moment = begin + DAY + 5400 + begin // DAY % 40
    return moment, report_mail(f"postmaster@{host}", host, domain, moment,
                               f"<{begin}.{domain}@{host}>", parts)


def mox(report, domain, _, begin):
    host = "mox.garden.example"
    name = f"{host}!{domain}!{begin}!{begin + DAY - 2}.json.gz"
    parts = [plain(f"Attached is a TLS report of {host}."), report_part(name, report)]
    moment = begin + DAY + 900 + begin // DAY % 30
    return moment, report_mail(f"postmaster@{host}", host, domain, moment,
                               f"<{report['report-id']}>", parts)


def dmarc(day, begin):
    """A DMARC report: it lands in the same mailbox and is no TLS report."""
    name = f"harbour.example!example.com!{begin}!{begin + DAY - 1}.xml.gz"
    xml = (f'<?xml version="1.0"?>\n<feedback><report_metadata><org_name>Harbour Mail</org_name>'
           f"<report_id>HM-D-{day:%Y%m%d}</report_id><date_range><begin>{begin}</begin>"
           f"<end>{begin + DAY - 1}</end></date_range></report_metadata><policy_published>"
           "<domain>example.com</domain><p>reject</p></policy_published></feedback>\n")
    moment = begin + DAY + 14400
    boundary = boundary_of("dmarc", day)
    return moment, headers([
        ("From", "dmarc@harbour.example"), ("To", RECIPIENT), ("Date", mail_date(moment)),
        ("Subject", f"Report Domain: example.com Submitter: harbour.example Report-ID: HM-D-{day:%Y%m%d}"),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/mixed; boundary="{boundary}"')]) + (
        f"--{boundary}\n" + headers([
            ("Content-Type", f'application/gzip; name="{name}"'),
            ("Content-Disposition", f'attachment; filename="{name}"'),
            ("Content-Transfer-Encoding", "base64")])
        + base64_lines(gzipped(xml.encode())) + f"--{boundary}--\n")


def ordinary(day, begin):
    """A mail between people, with a line that mbox has to quote."""
    moment = begin + 68400
    return moment, headers([
        ("From", "hostmaster@example.com"), ("To", RECIPIENT), ("Date", mail_date(moment)),
        ("Subject", "New certificate on mx2"), ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=us-ascii")]) + (
        "The renewal had run, but Postfix was never told to load it.\n\n"
        f"From {day:%A} 19:00 UTC on, mx2 presents the new certificate.\n")


def mbox(letters):
    """One mailbox, by time of arrival, with `>From ` quoting."""
    out = []
    for moment, text in sorted(letters):
        sender = text.split("\n", 1)[0].partition(": ")[2]
        arrival = dt.datetime.fromtimestamp(moment, dt.timezone.utc).strftime("%a %b %e %H:%M:%S %Y")
        quoted = text.replace("\nFrom ", "\n>From ")
        out.append(f"From {sender} {arrival}\n{quoted}\n")
    return "".join(out).encode()


# Looking inside, for a comparison that does not depend on the zlib at hand.


def opened_mail(message):
    parts = [(name, value) for name, value in message.items()]
    for part in message.walk():
        if not part.is_multipart():
            parts.append((part.items(), opened(part.get_payload(decode=True) or b"")))
    return parts


def opened(data):
    """What a file holds, with every gzip, zip and mail in it taken apart."""
    if data.startswith(b"\x1f\x8b"):
        return ["gzip", opened(zlib.decompress(data, 31))]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(entry.filename, opened(archive.read(entry))) for entry in archive.infolist()]
    if data.startswith(b"From "):
        with tempfile.NamedTemporaryFile() as copy:
            copy.write(data)
            copy.flush()
            return [(mail.get_from(), opened_mail(mail)) for mail in mailbox.mbox(copy.name)]
    if data.startswith(b"From: "):
        ends = data.count(b"\r\n"), data.count(b"\n")
        return [ends[0] == ends[1],
                opened_mail(email.message_from_bytes(data, policy=email.policy.compat32))]
    return data
