#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a realistic heap of TLS reports for measurements.

70 % of the reports are all success under one policy, 25 % have 1 to 5 failure details, 5 % are large,
one in ten thousand has 5,000 details. Six kinds of reporter, 200 policy domains, three years.
The same seed gives the same reports in every form.

    generate.py FOLDER COUNT [--form gz|json|mbox|zip|zip-json|tar.gz|eml] [--seed N]

zip holds .json.gz, zip-json and tar.gz hold .json.
"""
import argparse
import base64
import datetime
import gzip
import io
import json
import os
import random
import tarfile
import zipfile

REPORTERS = [  # name, contact, submitter, share, writes mx-host, end at midnight
    ("Google Inc.", "smtp-tls-reporting@reporter-a.example", "reporter-a.example", 39, True, False),
    ("Microsoft Corporation", "tlsrpt@reporter-b.example", "reporter-b.example", 24, False, False),
    ("Mail Provider C", "tls@reporter-c.example", "reporter-c.example", 12, False, True),
    ("mx.reporter-d.example", None, "mx.reporter-d.example", 10, True, True),
    ("Reporter E", "postmaster@reporter-e.example", "reporter-e.example", 10, True, False),
    ("Reporter F", "tls@reporter-f.example", "reporter-f.example", 5, True, False),
]
RESULT_TYPES = ["starttls-not-supported", "certificate-host-mismatch", "certificate-expired",
                "certificate-not-trusted", "validation-failure", "tlsa-invalid",
                "sts-policy-fetch-error", "sts-webpki-invalid"]
FIRST_DAY = datetime.date(2023, 11, 1)


def domain_of(rng):
    # Zipf-like: a few domains get most of the mail.
    return int(200 ** rng.random()) - 1


def policy_of(reporter, number, rng, details):
    name = f"domain-{number:03d}.example.com"
    mode = "enforce" if number % 3 else "testing"
    hosts = [f"mx{i}.{name}" for i in range(1, 2 + number % 3)]
    policy = {"policy-type": "sts",
              "policy-string": ["version: STSv1", f"mode: {mode}"] + [f"mx: {h}" for h in hosts]
              + ["max_age: 604800"],
              "policy-domain": name}
    if reporter[4]:
        policy["mx-host"] = hosts
    entries = []
    for _ in range(details):
        kind = rng.choice(RESULT_TYPES)
        entry = {"result-type": kind}
        if not kind.startswith("sts-"):
            entry["sending-mta-ip"] = f"198.51.100.{rng.randrange(256)}" if rng.random() < 0.6 \
                else f"2001:db8:{rng.randrange(4):x}::{rng.randrange(1, 65536):x}"
            entry["receiving-mx-hostname"] = rng.choice(hosts)
            entry["receiving-ip"] = f"203.0.113.{number % 256}"
        if kind in ("validation-failure", "certificate-not-trusted"):
            entry["failure-reason-code"] = rng.choice(["tls-handshake-failure", "X509_V_ERR_CERT_UNTRUSTED"])
        entry["failed-session-count"] = 1 + int(rng.expovariate(0.3))
        entries.append(entry)
    result = {"policy": policy,
              "summary": {"total-successful-session-count": int(rng.expovariate(0.01)),
                          "total-failure-session-count": sum(e["failed-session-count"] for e in entries)}}
    if entries:
        result["failure-details"] = entries
    return result


def report(index, seed):
    rng = random.Random(seed * 1_000_003 + index)
    reporter = rng.choices(REPORTERS, weights=[r[3] for r in REPORTERS])[0]
    day = FIRST_DAY + datetime.timedelta(days=rng.randrange(1096))
    begin = int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc).timestamp())
    end = begin + (86400 if reporter[5] else 86399)
    stamp = datetime.datetime.fromtimestamp(end, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    number = domain_of(rng)
    draw = rng.random()
    if index % 10_000 == 5_000:
        policies = [policy_of(reporter, number, rng, 5_000)]
    elif draw < 0.70:
        policies = [policy_of(reporter, number, rng, 0)]
    elif draw < 0.95:
        policies = [policy_of(reporter, number, rng, rng.randint(1, 5))]
    else:
        policies = [policy_of(reporter, (number + i) % 200, rng, rng.randint(1, 100) if i == 0 else 0)
                    for i in range(rng.randint(5, 20))]
    domain = policies[0]["policy"]["policy-domain"]
    value = {"organization-name": reporter[0],
             "date-range": {"start-datetime": f"{day}T00:00:00Z", "end-datetime": stamp},
             "contact-info": reporter[1],
             "report-id": f"{day}T00:00:00Z_{index}_{domain}",
             "policies": policies}
    style = {"indent": 2} if index % 7 == 0 else {"separators": (",", ":")}
    name = f"{reporter[2]}!{domain}!{begin}!{end}!{index:07d}.json.gz"
    return name, domain, reporter[2], json.dumps(value, **style).encode()


def mail(name, domain, submitter, packed):
    body = base64.encodebytes(packed).decode()
    return (f"From: noreply@{submitter}\nTo: tls@{domain}\nSubject: Report Domain: {domain} "
            f"Submitter: {submitter} Report-ID: <{name[-15:-8]}@{submitter}>\n"
            f"TLS-Report-Domain: {domain}\nTLS-Report-Submitter: {submitter}\nMIME-Version: 1.0\n"
            'Content-Type: multipart/report; report-type="tlsrpt"; boundary="b0undary"\n\n'
            "--b0undary\nContent-Type: text/plain\n\nThis is a TLS report.\n\n--b0undary\n"
            "Content-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n"
            f'Content-Disposition: attachment; filename="{name}"\n\n{body}--b0undary--\n').encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--form", choices=["gz", "json", "mbox", "zip", "zip-json", "tar.gz", "eml"], default="gz")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    target = None
    if options.form == "mbox":
        target = open(os.path.join(options.folder, "reports.mbox"), "wb")
    elif options.form in ("zip", "zip-json"):
        target = zipfile.ZipFile(os.path.join(options.folder, "reports.zip"), "w", zipfile.ZIP_STORED
                                 if options.form == "zip" else zipfile.ZIP_DEFLATED)
    elif options.form == "tar.gz":
        target = tarfile.open(os.path.join(options.folder, "reports.tar.gz"), "w:gz", compresslevel=6)
    for index in range(options.count):
        name, domain, submitter, text = report(index, options.seed)
        packed = gzip.compress(text, 6, mtime=0)
        if options.form == "gz":
            with open(os.path.join(options.folder, name), "wb") as file:
                file.write(packed)
        elif options.form == "json":
            with open(os.path.join(options.folder, name[:-3]), "wb") as file:
                file.write(text)
        elif options.form == "eml":
            with open(os.path.join(options.folder, f"{index:07d}.eml"), "wb") as file:
                file.write(mail(name, domain, submitter, packed))
        elif options.form == "mbox":
            target.write(b"From noreply@example.net Thu Jan  1 00:00:00 2026\n"
                         + mail(name, domain, submitter, packed) + b"\n")
        elif options.form == "tar.gz":
            member = tarfile.TarInfo(name[:-3])
            member.size = len(text)
            target.addfile(member, io.BytesIO(text))
        elif options.form == "zip-json":
            target.writestr(name[:-3], text)
        else:
            target.writestr(name, packed)
    if target:
        target.close()


if __name__ == "__main__":
    main()
