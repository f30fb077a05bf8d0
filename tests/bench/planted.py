# SPDX-License-Identifier: GPL-3.0-or-later
"""planted.py MXLENS-CLI [MAILBOXES] [FIRST-SEED]: how well the diagnosis finds what was planted.

Makes mailboxes of months of reports session by session, with faults planted in them, and compares `export --table problems` and
`domains` with what was planted: cause, domain, subject, first and last day on which a report shows it. Every fifth mailbox has no
fault. Written from the descriptions of the causes alone, beside the generators of the tests. Exits with 1 below 95 % found or
above 5 % not planted."""
import collections
import csv
import datetime
import io
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

FIRST = datetime.date(2026, 1, 5)
ENOUGH = 12  # Failed sessions from which a fault has to be found; below it may be.

# Result type, reason code, cause; for an MX.
AT_MX = [
    ("certificate-expired", "", "certificate-expired"),
    ("certificate-not-trusted", "certificate has expired", "certificate-expired"),
    ("certificate-host-mismatch", "", "certificate-host-mismatch"),
    ("certificate-not-trusted", "", "certificate-not-trusted"),
    ("certificate-not-trusted", "self-signed certificate", "certificate-not-trusted"),
    ("starttls-not-supported", "", "starttls-not-supported"),
    ("validation-failure", "tls: handshake failure", "handshake-failure"),
]
AT_DANE_MX = [("tlsa-invalid", "", "tlsa-invalid"), ("dnssec-invalid", "", "dnssec-invalid"), ("dane-required", "", "dane-required")]
AT_HOST = ["sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid"]


def day_text(day):
    return (FIRST + datetime.timedelta(days=day)).isoformat()


class Domain:
    def __init__(self, rng, name):
        self.name = name
        self.kind = rng.choices(["enforce", "testing", "dane", "none"], [4, 4, 2, 1])[0]
        count = rng.randint(2, 4)
        self.mx = [f"mx{i + 1}.{name}" for i in range(count)]
        weights = [rng.uniform(0.15, 1) for _ in self.mx]
        self.weights = [weight / sum(weights) for weight in weights]
        self.patterns = [f"*.{name}"] if rng.random() < 0.3 else list(self.mx)
        self.old = None  # Mode and day until which a stale reporter may show another policy.
        self.faults = []

    def policy(self, mode=None):
        if self.kind == "dane":
            return {"policy-type": "tlsa", "policy-domain": self.name, "policy-string": ["3 1 1 " + "ab" * 32]}
        if self.kind == "none":
            return {"policy-type": "no-policy-found", "policy-domain": self.name}
        lines = ["version: STSv1", f"mode: {mode or self.kind}"] + [f"mx: {mx}" for mx in self.patterns] + ["max_age: 604800"]
        return {"policy-type": "sts", "policy-domain": self.name, "policy-string": lines, "mx-host": list(self.patterns)}


class Reporter:
    def __init__(self, rng, name, volume):
        self.name, self.volume = name, volume
        self.gap = rng.choice([0, 0, 0.03, 0.1])  # Days without a report.
        self.until = None


class Fault:
    """What goes wrong: on days first to last, seen by some or all reporters."""

    def __init__(self, cause, subject, first, last, kind, **more):
        self.cause, self.subject, self.first, self.last, self.kind = cause, subject, first, last, kind
        self.__dict__.update(more)
        self.days, self.sessions, self.reporters, self.after = set(), 0, set(), -1

    def active(self, day):
        return self.first <= day <= self.last

    def seen(self, day, count, reporter):
        self.days.add(day)
        self.sessions += count
        self.reporters.add(reporter)


def poisson(rng, mean):
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


class Mailbox:
    def __init__(self, seed):
        rng = self.rng = random.Random(seed)
        self.days = rng.randint(45, 110)
        self.domains = [Domain(rng, name) for name in rng.sample(["alpha.example", "beta.example", "gamma.example", "delta.example"], rng.randint(1, 3))]
        names = ["Google Inc.", "Microsoft Corporation", "Mail.ru", "comcast.net", "Harbour Mail", "post.example.net", "Small Firm"]
        volumes = [rng.uniform(200, 900), rng.uniform(100, 500), rng.uniform(40, 150), rng.uniform(20, 90), rng.uniform(8, 30),
                   rng.uniform(4, 12), rng.uniform(2, 6)]
        count = rng.randint(4, 7)
        self.reporters = [Reporter(rng, name, volume) for name, volume in list(zip(names, volumes))[:count]]
        self.quiet = seed % 5 == 0
        if not self.quiet:
            for _ in range(rng.randint(4, 8)):
                self.plant()
        self.reports = [report for day in range(self.days) for reporter in self.reporters for report in self.reports_of(day, reporter)]
        # The days behind its last report say that a reporter fell silent.
        for fault in (fault for domain in self.domains for fault in domain.faults if fault.kind == "silent"):
            fault.days = {day for day in fault.days if day > fault.after}

    def span(self, shortest, longest):
        length = self.rng.randint(shortest, min(longest, self.days - 12))
        first = self.rng.randint(6, self.days - length)
        return first, first + length - 1

    def plant(self):
        rng = self.rng
        domain = rng.choice(self.domains)
        taken = {(fault.cause, fault.subject) for fault in domain.faults}
        kind = rng.choices(["mx", "host", "missing", "stripped", "stale", "silent", "counts"], [8, 3, 2, 2, 2, 1, 1])[0]
        fault = None
        if kind == "mx":
            choices = AT_MX + AT_DANE_MX * 2 if domain.kind == "dane" else AT_MX
            result, reason, cause = rng.choice(choices)
            mx = rng.choice(domain.mx)
            first, last = self.span(3, 40)
            fault = Fault(cause, mx, first, last, kind, mx=mx, result=result, reason=reason, share=rng.uniform(0.5, 1))
            # One thing at a time at an MX: what fails first hides the rest.
            if any(other.kind in ("mx", "missing") and other.mx == mx and other.first <= last + 2 and first <= other.last + 2
                   for other in domain.faults):
                fault = None
            # STARTTLS that is gone for all and stripped for one at once is one and the same to see.
            elif cause == "starttls-not-supported" and any(other.kind == "stripped" for other in domain.faults):
                fault = None
        elif kind == "host" and domain.kind in ("enforce", "testing"):
            first, last = self.span(4, 20)
            cause = rng.choice(AT_HOST)
            fault = Fault(cause, f"mta-sts.{domain.name}", first, last, kind)
        elif kind == "missing" and domain.kind in ("enforce", "testing"):
            first, last = self.span(4, 30)
            mx = f"backup.{domain.name}" if domain.patterns == domain.mx else f"mx.backup.{domain.name}"
            fault = Fault("mx-not-in-policy", mx, first, last, kind, mx=mx, share=rng.uniform(0.05, 0.2))
        elif kind == "stripped":
            first, last = self.span(5, 30)
            reporter = rng.choice(self.reporters[1:4])
            fault = Fault("starttls-stripped-on-path", reporter.name, first, last, kind, reporter=reporter)
            if any(other.cause == "starttls-not-supported" or other.kind == "stripped" for other in domain.faults):
                fault = None
        elif kind == "stale" and domain.kind == "enforce" and domain.old is None:
            first, last = self.span(5, 25)
            reporter = rng.choice(self.reporters[1:])
            fault = Fault("stale-policy", reporter.name, first, last, kind, reporter=reporter)
            domain.old = first
        elif kind == "silent":
            reporter = rng.choice(self.reporters[:4])
            # Silent on every domain, and it may not be the subject of anything else in that time.
            busy = any(getattr(other, "reporter", None) is reporter for each in self.domains for other in each.faults)
            if reporter.until is None and not busy:
                reporter.until = rng.randint(25, self.days - 15)
                for each in self.domains:
                    each.faults.append(Fault("silent-reporter", reporter.name, reporter.until, self.days, kind, reporter=reporter))
            return
        elif kind == "counts":
            first, last = self.span(3, 15)
            reporter = rng.choice(self.reporters[:5])
            fault = Fault("inconsistent-counts", reporter.name, first, last, kind, reporter=reporter)
        if fault is None or (fault.cause, fault.subject) in taken:
            return
        if getattr(fault, "reporter", None) is not None and fault.reporter.until is not None:
            return
        domain.faults.append(fault)

    def reports_of(self, day, reporter):
        rng = self.rng
        if (reporter.until is not None and day >= reporter.until) or rng.random() < reporter.gap:
            return
        for domain in self.domains:
            sessions = poisson(rng, reporter.volume * (0.4 if (FIRST.weekday() + day) % 7 >= 5 else 1))
            if sessions == 0:
                continue
            for fault in domain.faults:
                if fault.kind != "silent":
                    continue
                if fault.reporter is reporter:
                    fault.after = day
                else:
                    fault.seen(day, ENOUGH, reporter.name)
            policy = self.policy_of(domain, reporter, day)
            failed = collections.Counter()
            for fault in domain.faults:
                if fault.active(day):
                    self.fail(fault, domain, reporter, day, sessions, failed)
            total = sum(failed.values())
            details = [{"result-type": result, "sending-mta-ip": "192.0.2.9", "receiving-mx-hostname": mx, "failed-session-count": count,
                        **({"failure-reason-code": reason} if reason else {})} for (result, reason, mx), count in failed.items()]
            for detail in details:
                if not detail["receiving-mx-hostname"]:
                    del detail["receiving-mx-hostname"]
            summary = total
            for fault in domain.faults:
                if fault.kind == "counts" and fault.active(day) and fault.reporter is reporter:
                    summary = total + rng.randint(5, 9)
                    fault.seen(day, summary, reporter.name)
            yield {"organization-name": reporter.name, "report-id": f"{reporter.name}-{domain.name}-{day}", "contact-info": "tls@example.net",
                   "date-range": {"start-datetime": day_text(day) + "T00:00:00Z", "end-datetime": day_text(day) + "T23:59:59Z"},
                   "policies": [{"policy": policy, "summary": {"total-successful-session-count": max(sessions - total, 0),
                                                               "total-failure-session-count": summary}, "failure-details": details}]}

    def policy_of(self, domain, reporter, day):
        if domain.old is None:
            return domain.policy()
        for fault in domain.faults:
            if fault.kind == "stale" and fault.reporter is reporter and fault.active(day):
                fault.seen(day, ENOUGH, reporter.name)
                return domain.policy("testing")
        return domain.policy("testing" if day < domain.old else "enforce")

    def fail(self, fault, domain, reporter, day, sessions, failed):
        rng = self.rng
        if fault.kind == "mx":
            count = sum(rng.random() < domain.weights[domain.mx.index(fault.mx)] * fault.share for _ in range(sessions))
            key = (fault.result, fault.reason, fault.mx)
        elif fault.kind == "missing":
            count = sum(rng.random() < fault.share for _ in range(sessions))
            key = ("validation-failure", "", fault.mx)
        elif fault.kind == "host":
            count = rng.randint(1, 4) if rng.random() < 0.7 else 0
            key = (fault.cause, "", "")
        elif fault.kind == "stripped" and fault.reporter is reporter:
            mx = rng.choice(domain.mx)
            count = sum(rng.random() < 0.6 for _ in range(sessions))
            key = ("starttls-not-supported", "", mx)
        else:
            return
        count = min(count, sessions - sum(failed.values()))
        if count > 0:
            failed[key] += count
            fault.seen(day, count, reporter.name)

    def verdict_of(self, domain):
        """Readiness where it is beyond doubt."""
        if domain.kind in ("enforce", "dane"):
            return "enforcing"
        if domain.kind == "none":
            return "no-policy"
        harmful = [fault for fault in domain.faults if fault.kind in ("mx", "host", "missing", "stripped") and fault.days]
        last = max((max(fault.days) for fault in harmful if fault.sessions >= ENOUGH), default=-99)
        if last >= self.days - 10:
            return "not-ready"
        return "ready" if last < self.days - 25 and all(fault.sessions >= ENOUGH for fault in harmful) else None


def export(cli, table, folder):
    text = subprocess.run([cli, "export", "--table", table, folder], check=True, capture_output=True, text=True).stdout
    return list(csv.DictReader(io.StringIO(text)))


def main(cli, mailboxes, first_seed):
    score = collections.Counter()
    for seed in range(first_seed, first_seed + mailboxes):
        mailbox = Mailbox(seed)
        with tempfile.TemporaryDirectory() as folder:
            for number, report in enumerate(mailbox.reports):
                (pathlib.Path(folder) / f"{number:06}.json").write_text(json.dumps(report))
            rows = export(cli, "problems", folder)
            verdicts = {row["policy_domain"]: row for row in export(cli, "domains", folder)}
        left = {(row["cause"], row["policy_domain"], row["subject"], row["first_day"], row["last_day"]): row for row in rows}
        score["reported"] += len(rows)
        for domain in mailbox.domains:
            for fault in domain.faults:
                if not fault.days:
                    continue
                key = (fault.cause, domain.name, fault.subject, day_text(min(fault.days)), day_text(max(fault.days)))
                must = fault.sessions >= ENOUGH
                score["planted"] += must
                if left.pop(key, None):
                    score["found"] += must
                elif must:
                    near = [" ".join(other[3:]) for other in left if other[:3] == key[:3]]
                    print(f"{seed} missed {' '.join(key)} ({fault.sessions} sessions, {len(fault.days)} days) {near}")
            wanted, got = mailbox.verdict_of(domain), verdicts.get(domain.name, {})
            if wanted:
                score["verdicts"] += 1
                score["right verdicts"] += wanted == got.get("readiness")
                if wanted != got.get("readiness"):
                    print(f"{seed} verdict {domain.name}: {wanted}, not {got.get('readiness')}: {got.get('basis')}")
        small = {(fault.cause, domain.name, fault.subject) for domain in mailbox.domains for fault in domain.faults if fault.sessions < ENOUGH}
        # A few failures that were planted may be called noise.
        extra = [key for key in left if key[:3] not in small and not (key[0] == "noise" and small)]
        score["extra"] += len(extra)
        for key in extra:
            print(f"{seed} not planted {' '.join(key)}: {left[key]['failed_sessions']} sessions")
        if mailbox.quiet:
            score["quiet"] += 1
            score["rightly quiet"] += not rows
    print(f"{mailboxes} mailboxes: " + ", ".join(f"{number} {name}" for name, number in score.items()))
    good = (score["found"] >= 0.95 * score["planted"] and score["extra"] <= 0.05 * score["reported"]
            and score["rightly quiet"] == score["quiet"] and score["right verdicts"] >= 0.95 * score["verdicts"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300, int(sys.argv[3]) if len(sys.argv) > 3 else 1))
