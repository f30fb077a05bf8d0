# SPDX-License-Identifier: GPL-3.0-or-later
"""Made TLS reports, and the mails that bring them, for measurements: generate.py writes them.

Each of the six reporters writes in its own way, as real ones do: compact or indented, keys in another order, line
ends of Windows, mx-host as a string or not at all, a day that ends at midnight. Mails bear the headers that they
would have in a mailbox: what the servers on their way added, a signature, and on every other the seals of a forwarder.
"""
import base64
import datetime
import json
import random

FIRST_DAY = datetime.date(2023, 11, 1)
DAYS = 1096
DOMAINS = 200
RESULT_TYPES = ["starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted",
                "validation-failure", "tlsa-invalid", "sts-policy-fetch-error", "sts-webpki-invalid"]
REASONS = ["tls-handshake-failure", "X509_V_ERR_CERT_UNTRUSTED", "remote error: tls: handshake failure",
           "certificate has expired"]


class Reporter:
    """One who writes reports: its names, its share of them in percent, and its ways."""

    def __init__(self, number, name, contact, submitter, share, **ways):
        self.number, self.name, self.contact, self.submitter, self.share = number, name, contact, submitter, share
        self.mx_host = ways.get("mx_host", "list")  # list, string or None
        self.midnight = ways.get("midnight", False)
        self.sorted_keys = ways.get("sorted_keys", False)
        self.indent = ways.get("indent")
        self.windows = ways.get("windows", False)
        self.html = ways.get("html", False)

    def text(self, value):
        style = {"indent": self.indent} if self.indent else {"separators": (",", ":")}
        text = json.dumps(value, sort_keys=self.sorted_keys, **style)
        return (text.replace("\n", "\r\n") if self.windows else text).encode()


REPORTERS = [
    Reporter(0, "Google Inc.", "smtp-tls-reporting@reporter-a.example", "reporter-a.example", 39),
    Reporter(1, "Microsoft Corporation", "tlsrpt@reporter-b.example", "reporter-b.example", 24, mx_host=None, html=True),
    Reporter(2, "Mail Provider C", "tls@reporter-c.example", "reporter-c.example", 12, mx_host=None, midnight=True,
             sorted_keys=True, indent=3),
    Reporter(3, "mx.reporter-d.example", None, "mx.reporter-d.example", 10, midnight=True),
    Reporter(4, "Reporter E", "postmaster@reporter-e.example", "reporter-e.example", 8, indent=2, windows=True),
    Reporter(5, "Reporter F", "tls@reporter-f.example", "reporter-f.example", 7, mx_host="string"),
]
SHARES = [reporter.share for reporter in REPORTERS]


def domain_name(number):
    return f"domain-{number:03d}.example.com"


def mx_hosts(number):
    return [f"mx{i}.{domain_name(number)}" for i in range(1, 2 + number % 3)]


def drawn_domain(rng):
    """Zipf-like: a few domains get most of the mail."""
    return int(DOMAINS ** rng.random()) - 1


def sending_address(reporter, rng):
    """One of 16,384 IPv4 addresses of this reporter, or of 65,536 IPv6 ones; both ranges are meant for benchmarks."""
    low = rng.randrange(1 << 16)
    if rng.random() < 0.6:
        third = reporter.number * 64 + (low >> 8) % 64
        return f"198.{18 + third // 256}.{third % 256}.{low % 256}"
    return f"2001:2:0:{reporter.number + 1:x}::{low or 1:x}"  # as RFC 5952 wants it, like nearly all real ones


def failure_detail(reporter, number, rng):
    kind = rng.choice(RESULT_TYPES)
    entry = {"result-type": kind}
    if not kind.startswith("sts-"):
        host = rng.choice(mx_hosts(number))
        entry["sending-mta-ip"] = sending_address(reporter, rng)
        entry["receiving-mx-hostname"] = host
        if reporter.number == 3:
            entry["receiving-mx-helo"] = host
        entry["receiving-ip"] = f"203.0.113.{number % 256}"
    if kind in ("validation-failure", "certificate-not-trusted"):
        entry["failure-reason-code"] = rng.choice(REASONS)
    entry["failed-session-count"] = 1 + int(rng.expovariate(0.3))
    return entry


def policy(reporter, number, rng, details):
    hosts = mx_hosts(number)
    stated = {"policy-type": "sts",
              "policy-string": ["version: STSv1", "mode: " + ("enforce" if number % 3 else "testing")]
              + [f"mx: {host}" for host in hosts] + ["max_age: 604800"],
              "policy-domain": domain_name(number)}
    if reporter.mx_host:
        stated["mx-host"] = hosts if reporter.mx_host == "list" else hosts[0]
    entries = [failure_detail(reporter, number, rng) for _ in range(details)]
    made = {"policy": stated,
            "summary": {"total-successful-session-count": int(rng.expovariate(0.01)),
                        "total-failure-session-count": sum(entry["failed-session-count"] for entry in entries)}}
    if entries:
        made["failure-details"] = entries
    return made


def policies_of(reporter, index, rng):
    number = drawn_domain(rng)
    draw = rng.random()
    if index % 10_000 == 5_000:
        return [policy(reporter, number, rng, 5_000)]
    if draw < 0.70:
        return [policy(reporter, number, rng, 0)]
    if draw < 0.95:
        return [policy(reporter, number, rng, rng.randint(1, 5))]
    return [policy(reporter, (number + i) % DOMAINS, rng, rng.randint(1, 100) if i == 0 else 0)
            for i in range(rng.randint(5, 20))]


def report_id(reporter, day, index, domain, rng):
    if reporter.number == 1:
        return f"{133_000_000_000_000_000 + rng.randrange(10 ** 15)}+{domain}"
    if reporter.number == 2:
        digits = f"{rng.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])) + f"@{reporter.submitter}"
    return f"{day}T00:00:00Z_{index}_{domain}"


class Report:
    """Report INDEX of a seed: its file name, its JSON and what its mail says."""

    def __init__(self, index, seed):
        self.number = seed * 1_000_003 + index
        rng = random.Random(self.number)
        self.index = index
        self.reporter = rng.choices(REPORTERS, weights=SHARES)[0]
        self.day = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
        begin = datetime.datetime(self.day.year, self.day.month, self.day.day, tzinfo=datetime.timezone.utc)
        end = begin + datetime.timedelta(seconds=86400 if self.reporter.midnight else 86399)
        policies = policies_of(self.reporter, index, rng)
        self.domain = policies[0]["policy"]["policy-domain"]
        self.id = report_id(self.reporter, self.day, index, self.domain, rng)
        self.name = (f"{self.reporter.submitter}!{self.domain}!{int(begin.timestamp())}!{int(end.timestamp())}"
                     f"!{index:07d}.json.gz")
        self.json = self.reporter.text({
            "organization-name": self.reporter.name,
            "date-range": {"start-datetime": f"{self.day}T00:00:00Z", "end-datetime": end.strftime("%Y-%m-%dT%H:%M:%SZ")},
            "contact-info": self.reporter.contact,
            "report-id": self.id,
            "policies": policies})


def folded(value, width=72, indent="        "):
    return ("\n" + indent).join(value[i:i + width] for i in range(0, len(value), width))


def signature(rng, size=256):
    return base64.b64encode(rng.randbytes(size)).decode()


def authentication_results(rng, submitter, address):
    return (f"mx.mailbox.example;\n       dkim=pass header.i=@{submitter} header.s=20230601 header.b={signature(rng, 6)};\n"
            f"       spf=pass (mailbox.example: domain of noreply@bounces.{submitter} designates {address} as permitted "
            f"sender)\n        smtp.mailfrom=noreply@bounces.{submitter};\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) "
            f"header.from={submitter}")


SIGNED = "h=to:from:subject:message-id:tls-report-submitter:tls-report-domain\n         :date:mime-version:dkim-signature"


def seals(rng, stamp, results):
    """What a server adds that hands a mail on (RFC 8617)."""
    return (f"ARC-Seal: i=1; a=rsa-sha256; t={stamp}; cv=none;\n        d=mailbox.example; s=arc-20240605;\n"
            f"        b={folded(signature(rng))}\n"
            f"ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=mailbox.example; s=arc-20240605;\n        {SIGNED};\n"
            f"        bh={signature(rng, 32)};\n        b={folded(signature(rng))}\n"
            f"ARC-Authentication-Results: i=1; {results}\n")


def trace(report, rng, date):
    """What stands above the headers of the reporter: from the mailbox down to who sent the mail."""
    submitter, domain = report.reporter.submitter, report.domain
    token, address = f"{rng.getrandbits(64):016x}", f"198.18.{report.reporter.number * 32}.{rng.randrange(256)}"
    stamp = 1_700_000_000 + rng.randrange(90_000_000)
    results = authentication_results(rng, submitter, address)
    return (f"Delivered-To: tls@{domain}\n"
            f"Received: by 2001:2:0:ff00:b0:{rng.getrandbits(16):x}:{rng.getrandbits(16):x} with SMTP id {token}csp{stamp};\n"
            f"        {date}\n"
            f"X-Received: by 2001:2:0:fe00:b0:{rng.getrandbits(16):x} with SMTP id {token}-mr{stamp}.4.1;\n        {date}\n"
            f"{seals(rng, stamp, results) if report.index % 2 else ''}Return-Path: <noreply@bounces.{submitter}>\n"
            f"Received: from mail-{token[:6]}.{submitter} (mail-{token[:6]}.{submitter}. [{address}])\n"
            f"        by mx.mailbox.example with SMTPS id {token}.3.{stamp}\n        for <tls@{domain}>\n"
            f"        (Transport Security);\n        {date}\n"
            f"Received-SPF: pass (mailbox.example: domain of noreply@bounces.{submitter} designates {address} as permitted "
            f"sender) client-ip={address};\nAuthentication-Results: {results}\n"
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n        d={submitter}; s=20230601; t={stamp}; x={stamp + 604800};\n"
            f"        {SIGNED};\n        bh={signature(rng, 32)};\n        b={folded(signature(rng))}\n")


def mail(report, packed):
    """The mail that brings the report as delivered into a mailbox, line ends \\n."""
    rng, submitter = random.Random(report.number + (1 << 60)), report.reporter.submitter
    day = report.day + datetime.timedelta(days=1)
    date = f"{day:%a, %d %b %Y} {rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d} +0000"
    boundary = f"000000000000{rng.getrandbits(64):016x}"
    person = ("text/html; charset=us-ascii", f"<html><body><p>This is an aggregate TLS report from {submitter}</p></body></html>") \
        if report.reporter.html else ('text/plain; charset="UTF-8"; format=flowed; delsp=yes',
                                      f"This is an aggregate TLS report from {submitter}")
    return (f"{trace(report, rng, date)}"
            f"Date: {date}\nMessage-ID: <{rng.getrandbits(80):020x}@{submitter}>\n"
            f"Subject: Report Domain: {report.domain} Submitter: {submitter} Report-ID: <{report.index:07d}@{submitter}>\n"
            f"From: noreply-smtp-tls-reporting@{submitter}\nTo: tls@{report.domain}\n"
            f"TLS-Report-Domain: {report.domain}\nTLS-Report-Submitter: {submitter}\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/report; boundary="{boundary}"; report-type=tlsrpt\n\n'
            f"--{boundary}\nContent-Type: {person[0]}\nContent-Transfer-Encoding: 7bit\n\n{person[1]}\n\n"
            f'--{boundary}\nContent-Type: application/tlsrpt+gzip; \n\tname="{report.name}"\n'
            f'Content-Disposition: attachment; \n\tfilename="{report.name}"\nContent-Transfer-Encoding: base64\n\n'
            f"{base64.encodebytes(packed).decode()}\n--{boundary}--\n").encode()
