#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the sample reports of MX Lens: 60 days of TLS reports that nobody ever sent.

    generate.py FOLDER            writes the samples into FOLDER (new or empty)
    generate.py --compare FOLDER  says where FOLDER differs from what would be written
    generate.py --figures         prints the sums that README.md states, as JSON

Every figure comes from a hash of what it stands for, so the same samples come out on every
machine. Compressed data may differ from one zlib to the next: --compare looks inside it.
"""
import datetime as dt
import hashlib
import json
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left behind in the source tree
import packing

FIRST_DAY = dt.date(2026, 9, 1)
DAYS = [FIRST_DAY + dt.timedelta(days=n) for n in range(60)]
WEEK = (1.00, 1.04, 1.02, 1.00, 0.90, 0.36, 0.30)  # Monday to Sunday

# The planted faults and the one change of policy; first and last day.
EXPIRED = (dt.date(2026, 10, 7), dt.date(2026, 10, 11))  # certificate of mx2.example.com
STRIPPED = (dt.date(2026, 10, 19), DAYS[-1])  # no STARTTLS to mx1.example.org, for one reporter
FETCH = (dt.date(2026, 9, 21), dt.date(2026, 9, 24))  # mta-sts.example.net does not answer right
ENFORCE = dt.date(2026, 10, 1)  # example.org goes from testing to enforce at noon

ADDRESS = {
    "mx1.example.com": "203.0.113.10",
    "mx2.example.com": "203.0.113.20",
    "mx1.example.org": "203.0.113.40",
    "mx1.example.net": "2001:db8:25::1",
}


def chance(*key):
    """A number from 0 to 1 that depends on the key alone."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def hexdigits(count, *key):
    return hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:count]


def within(day, span):
    return span[0] <= day <= span[1]


def volume(base, day, *key):
    """Sessions of a day: the rhythm of the week, and a little noise."""
    return max(1, round(base * WEEK[day.weekday()] * (0.92 + 0.16 * chance(day, *key))))


def spread(total, parts, *key):
    """total in up to `parts` positive pieces."""
    pieces = []
    for n in range(parts, 1, -1):
        piece = max(1, round(total / n * (0.6 + 0.8 * chance(n, *key))))
        if total - piece < 1:
            break
        pieces.append(piece)
        total -= piece
    return pieces + [total]


def utc(day, clock):
    return f"{day.isoformat()}T{clock}Z"


def day_range(day, end_is_midnight=False):
    end = utc(day + dt.timedelta(days=1), "00:00:00") if end_is_midnight else utc(day, "23:59:59")
    return {"start-datetime": utc(day, "00:00:00"), "end-datetime": end}


def unix(day):
    return int(dt.datetime.combine(day, dt.time(), dt.timezone.utc).timestamp())


def summary(successful, failed):
    return {"total-successful-session-count": successful, "total-failure-session-count": failed}


# What the three domains publish.


def mode_of(domain, day):
    return "testing" if domain == "example.org" and day < ENFORCE else "enforce"


def patterns(domain):
    return {"example.com": ["mx1.example.com", "mx2.example.com"],
            "example.org": ["mx1.example.org"], "example.net": ["*.example.net"]}[domain]


def sts_lines(domain, mode):
    age = {"example.com": 1209600, "example.org": 86400, "example.net": 604800}[domain]
    return (["version: STSv1", f"mode: {mode}"] + [f"mx: {mx}" for mx in patterns(domain)]
            + [f"max_age: {age}"])


def tlsa_records():
    return [f"3 1 1 {hexdigits(64, 'mx1.example.net', n)}" for n in ("this key", "next key")]


def refused_by_mx2(base, day, *key):
    """Sessions that met the expired certificate: mx2 takes one in seven, and senders try again."""
    return volume(base / 7 * 1.5, day, "mx2", *key) if within(day, EXPIRED) else 0


def stray(limit, share, day, *key):
    """Now and then a session or two fail for no lasting reason."""
    return 1 + int(limit * chance("stray", day, *key)) if chance("odd", day, *key) < share else 0


# The reporters. Each yields (domain that the file or mail names, day, report).


def google_details(kind, mx, failed, day, *key):
    """One detail for each sending address, as Google writes them."""
    details = []
    for n, count in enumerate(spread(failed, 5, day, *key)):
        host = 0x40 + (int(chance(day, *key) * 7) + n * 3) % 24
        details.append({
            "result-type": kind, "sending-mta-ip": f"2001:db8:4860::{host:x}",
            "receiving-ip": ADDRESS[mx], "receiving-mx-hostname": mx,
            "failed-session-count": count})
    return details


def google_policies(domain, day):
    base = {"example.com": 1800, "example.org": 310, "example.net": 430}[domain]
    sessions = volume(base, day, "google", domain)
    details = []
    if domain == "example.com":
        expired = refused_by_mx2(base, day, "google")
        details += google_details("certificate-expired", "mx2.example.com", expired,
                                  day, "google") if expired else []
    if domain == "example.net" and within(day, FETCH):
        details.append({"result-type": "sts-webpki-invalid",
                        "failed-session-count": volume(40, day, "google fetch")})
    odd = stray(3, 0.12, day, "google", domain)
    if odd:
        mx = patterns(domain)[0].replace("*", "mx1")
        details += google_details("validation-failure", mx, odd, day, "google odd", domain)
    failed = sum(detail["failed-session-count"] for detail in details)
    modes = ["testing", "enforce"] if (domain, day) == ("example.org", ENFORCE) else [
        mode_of(domain, day)]
    shares = spread(sessions, len(modes), day, "google", domain)
    policies = []
    for mode, share in zip(modes, shares):
        end = "\r" if domain == "example.org" else ""  # its policy file has CRLF line ends
        last = mode == modes[-1]
        entry = {
            "policy": {"policy-type": "sts",
                       "policy-string": [line + end for line in sts_lines(domain, mode)],
                       "policy-domain": domain, "mx-host": patterns(domain)},
            "summary": summary(share - (failed if last else 0), failed if last else 0)}
        if last and details:
            entry["failure-details"] = details
        policies.append(entry)
    return policies


def google():
    for day in DAYS:
        for domain in ("example.com", "example.net", "example.org"):
            yield domain, day, {
                "organization-name": "Google Inc.", "date-range": day_range(day),
                "contact-info": "smtp-tls-reporting@google.com",
                "report-id": f"{utc(day, '00:00:00')}_{domain}",
                "policies": google_policies(domain, day)}


def microsoft_details(domain, day, base):
    details = []
    expired = refused_by_mx2(base, day, "microsoft") if domain == "example.com" else 0
    for n, count in enumerate(spread(expired, 2, day, "microsoft") if expired else []):
        details.append({
            "result-type": "certificate-expired", "sending-mta-ip": f"198.51.100.{20 + n * 9}",
            "receiving-mx-hostname": "mx2.example.com", "receiving-ip": ADDRESS["mx2.example.com"],
            "failed-session-count": count})
    if stray(1, 0.10, day, "microsoft", domain):
        mx = f"mx1.{domain}"
        details.append({
            "result-type": "validation-failure", "receiving-mx-hostname": mx,
            "receiving-ip": ADDRESS[mx], "failed-session-count": 1,
            "failure-reason-code": "VALIDATION_FAILURE"})
    return details


def microsoft():
    """Never an mx-host; for DANE the same sessions once more, all TLSA records in one string."""
    for day in DAYS:
        for domain, base in (("example.com", 1200), ("example.net", 380), ("example.org", 140)):
            if domain == "example.org" and day.weekday() > 4:
                continue
            details = microsoft_details(domain, day, base)
            failed = sum(detail["failed-session-count"] for detail in details)
            counts = summary(volume(base, day, "microsoft", domain) - failed, failed)
            entry = {"policy": {"policy-type": "sts",
                                "policy-string": sts_lines(domain, mode_of(domain, day)),
                                "policy-domain": domain}, "summary": counts}
            policies = [entry | ({"failure-details": details} if details else {})]
            if domain == "example.net":
                policies.insert(0, policies[0] | {"policy": {
                    "policy-type": "tlsa", "policy-string": [json.dumps(tlsa_records())],
                    "policy-domain": domain}})
            # Windows file time of some moment of the next morning: 100 ns since 1601.
            stamp = (unix(day) + 97200 + 11644473600) * 10**7 + int(
                chance(day, domain) * 36 * 10**9)
            yield domain, day, {
                "organization-name": "Microsoft Corporation", "date-range": day_range(day),
                "contact-info": "tlsrpt-noreply@microsoft.com",
                "report-id": f"{stamp}+{domain}", "policies": policies}


def mail_ru():
    """Keys in alphabetical order, no policy text, and details that add up to more than the sum."""
    for day in DAYS:
        for domain, base in (("example.com", 42), ("example.net", 9)):
            if domain == "example.net" and day.weekday() > 4:
                continue
            entry = {"policy": {"policy-domain": domain, "policy-type": "sts"}}
            failed = 0
            if domain == "example.net" and within(day, FETCH):
                failed = volume(3, day, "mail.ru fetch")
                entry["failure-details"] = [
                    {"failed-session-count": failed,
                     "failure-reason-code": f"bad https response code: {code}",
                     "result-type": "sts-policy-fetch-error"} for code in (404, 500)]
            entry["summary"] = summary(volume(base, day, "mail.ru", domain), failed)
            number = hexdigits(32, "mail.ru", day, domain)
            name = "-".join((number[:8], number[8:12], number[12:16], number[16:20], number[20:]))
            report = {"contact-info": "tls_support@corp.mail.ru", "date-range": day_range(day, True),
                      "organization-name": "Mail.ru", "policies": [entry],
                      "report-id": f"{name}@mail.ru"}
            yield domain, day, json.loads(json.dumps(report, sort_keys=True))


def postfix():
    """Postfix with tlsrpt-reporter: DANE is known, and no policy-domain where no policy was."""
    for day in DAYS:
        for domain, base in (("example.com", 24), ("example.net", 14)):
            if day.weekday() > 4:
                continue
            policy = {"policy-type": "no-policy-found"}
            if domain == "example.net":
                policy = {"policy-type": "tlsa", "policy-string": tlsa_records(),
                          "policy-domain": "mx1.example.net", "mx-host": ["mx1.example.net"]}
            yield domain, day, {
                "organization-name": "mail.firm.example", "date-range": day_range(day),
                "contact-info": "postmaster@mail.firm.example",
                "policies": [{"policy": policy,
                              "summary": summary(volume(base, day, "postfix", domain), 0),
                              "failure-details": []}],
                "report-id": f"{utc(day, '00:00:00')}_idx1_{domain}"}


def mox():
    """Empty strings where it has nothing to say; the DANE policy belongs to the MX."""
    for day in DAYS:
        if day.weekday() > 4:
            continue
        details = []
        if stray(1, 0.06, day, "mox"):
            details.append({
                "result-type": "validation-failure", "sending-mta-ip": "",
                "receiving-mx-hostname": "", "receiving-mx-helo": "", "receiving-ip": "",
                "failed-session-count": 1, "additional-information": "",
                "failure-reason-code": "io-timeout-during-handshake"})
        yield "example.net", day, {
            "organization-name": "garden.example", "date-range": day_range(day),
            "contact-info": "postmaster@mox.garden.example",
            "report-id": f"{day:%Y%m%d}.example.net@mox.garden.example",
            "policies": [{"policy": {"policy-type": "tlsa", "policy-string": tlsa_records(),
                                     "policy-domain": "mx1.example.net", "mx-host": []},
                          "summary": summary(volume(5, day, "mox"), len(details)),
                          "failure-details": details}]}


def stalwart():
    """No contact address, and a range that ends at the next midnight."""
    for day in DAYS:
        if day.weekday() > 4 and not within(day, EXPIRED):
            continue
        expired = refused_by_mx2(12, day, "stalwart")
        details = [{"result-type": "certificate-expired", "sending-mta-ip": "192.0.2.77",
                    "receiving-mx-hostname": "mx2.example.com",
                    "receiving-ip": ADDRESS["mx2.example.com"], "failed-session-count": expired,
                    "failure-reason-code": "invalid peer certificate: Expired"}] if expired else []
        yield "example.com", day, {
            "organization-name": "mx.workshop.example", "date-range": day_range(day, True),
            "contact-info": None,
            "report-id": f"{unix(day)}_{int(chance(day, 'stalwart') * 2**64)}",
            "policies": [{"policy": {"policy-type": "sts",
                                     "policy-string": sts_lines("example.com", "enforce"),
                                     "policy-domain": "example.com",
                                     "mx-host": patterns("example.com")},
                          "summary": summary(volume(12, day, "stalwart"), expired),
                          "failure-details": details}]}


def harbour_policy(domain, mx, successful, failed, kind, day):
    entry = {"policy": {"policy-type": "sts", "policy-string": sts_lines(domain, mode_of(domain, day)),
                        "policy-domain": domain, "mx-host": mx},
             "summary": summary(successful, failed)}
    if failed:
        entry["failure-details"] = [{
            "result-type": kind, "sending-mta-ip": "2001:db8:00aa:0012::25",
            "receiving-mx-hostname": mx, "receiving-ip": ADDRESS[mx],
            "failed-session-count": failed}]
    return entry


def harbour():
    """A small provider: mx-host is one text, so it writes one policy for each MX."""
    for day in DAYS:
        expired = refused_by_mx2(90, day, "harbour")
        stripped = volume(22, day, "harbour stripped") if within(day, STRIPPED) else 0
        working = 0 if stripped else volume(22, day, "harbour org")
        yield "example.com", day, {
            "organization-name": "Harbour Mail", "date-range": day_range(day),
            "contact-info": "tls-reports@harbour.example",
            "report-id": f"HM-{day:%Y%m%d}",
            "policies": [
                harbour_policy("example.com", "mx1.example.com", volume(77, day, "harbour 1"), 0,
                               "", day),
                harbour_policy("example.com", "mx2.example.com",
                               0 if expired else volume(13, day, "harbour 2"), expired,
                               "certificate-expired", day),
                harbour_policy("example.org", "mx1.example.org", working, stripped,
                               "starttls-not-supported", day)]}


def write(folder):
    """Writes every file of the samples below folder."""
    # The archived month and the loose files; a loose file has the name of RFC 8460 section 5.1.
    september = []
    for domain, day, report in google():
        name, data = packing.named_gzip(report, "google.com", domain, unix(day), "!001")
        if day.month == 9:
            september.append((name, data))
        else:
            packing.store(folder / "google" / name, data)
    packing.store(folder / "google-2026-09.zip", packing.zipped(september))
    for domain, day, report in stalwart():
        name, data = packing.named_gzip(report, "mx.workshop.example", domain, unix(day), "",
                                        86400)
        packing.store(folder / "stalwart" / name, data)
    for _, day, report in harbour():
        text = json.dumps(report, indent=1) + "\n"
        packing.store(folder / "harbour-mail" / f"tls-report-{day:%Y%m%d}.json", text.encode())

    for domain, day, report in microsoft():
        mail = packing.microsoft_mail(report, domain, day, unix(day))
        packing.store(folder / "microsoft" / f"{day:%Y%m%d}-{domain}.eml", mail)
        if (domain, day) == ("example.com", EXPIRED[0]):  # the one report that arrives twice
            again = packing.microsoft_mail(report, domain, day, unix(day), again=True)
            packing.store(folder / "microsoft" / f"{day:%Y%m%d}-{domain}.resent.eml", again)

    letters = [packing.mail_ru(r, domain, day, unix(day)) for domain, day, r in mail_ru()]
    letters += [packing.postfix(r, domain, day, unix(day)) for domain, day, r in postfix()]
    letters += [packing.mox(r, domain, day, unix(day)) for domain, day, r in mox()]
    letters += [packing.dmarc(day, unix(day)) for day in DAYS if day.weekday() == 6]
    letters += [packing.ordinary(EXPIRED[1], unix(EXPIRED[1]))]
    packing.store(folder / "postmaster.mbox", packing.mbox(letters))


def figures():
    """Sums by domain and by result type, by the rules of the design (sts and tlsa once)."""
    domains, kinds, reports = {}, {}, 0
    for source in (google, microsoft, mail_ru, postfix, mox, stalwart, harbour):
        for named, _, report in source():
            reports += 1
            sums = {}
            for entry in report["policies"]:
                domain = entry["policy"].get("policy-domain", named)
                counts = entry["summary"]
                failed = counts["total-failure-session-count"]
                total = failed + counts["total-successful-session-count"]
                kind = entry["policy"]["policy-type"]
                old = sums.setdefault(domain, {}).get(kind, (0, 0))
                sums[domain][kind] = (old[0] + total, old[1] + failed)
            for domain, by_type in sums.items():
                line = domains.setdefault(domain, {"sessions": 0, "failed": 0})
                other = by_type.get("no-policy-found", (0, 0))
                both = by_type.get("sts", (0, 0)), by_type.get("tlsa", (0, 0))
                line["sessions"] += other[0] + max(pair[0] for pair in both)
                line["failed"] += other[1] + max(pair[1] for pair in both)
            for entry in report["policies"]:
                if entry["policy"]["policy-type"] == "tlsa" and len(report["policies"]) > 1:
                    continue
                for detail in entry.get("failure-details", []):
                    where = detail["result-type"]
                    kinds[where] = kinds.get(where, 0) + detail["failed-session-count"]
    return {"reports": reports, "domains": domains, "result_types": kinds}


def compare(folder):
    """Number of files that are missing, too many or different in what they hold."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        write(fresh)
        names = {p.relative_to(root).as_posix() for root in (fresh, folder)
                 for p in root.rglob("*") if p.is_file()}
        wrong = 0
        for name in sorted(names):
            one, two = fresh / name, folder / name
            if not one.exists() or not two.exists():
                print(f"{name}: {'missing' if one.exists() else 'not written by the generator'}")
            elif packing.opened(one.read_bytes()) != packing.opened(two.read_bytes()):
                print(f"{name}: differs from what the generator writes")
            else:
                continue
            wrong += 1
    print(f"{len(names)} files compared, {wrong} wrong")
    return wrong


def main(arguments):
    if arguments == ["--figures"]:
        print(json.dumps(figures(), indent=1, sort_keys=True))
        return 0
    if len(arguments) == 2 and arguments[0] == "--compare":
        return 1 if compare(Path(arguments[1])) else 0
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        write(Path(arguments[0]))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
