#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every number of a report for people is that of the exported tables of the same selection.

Reads the tables and sentences of `report` as HTML and as text, in English and Spanish, and compares
each number with what `export` gives for the same filter. Sums are made here, from the tables
`policies` and `failures`, by the rules that docs/EXPORT.md states.

    reportnumbers.py MXLENS-CLI GENERATE.PY SAMPLES REPORTS
"""
import collections
import csv
import datetime
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

MOST_ROWS = 200
MOST_EXPLAINED = 12


def run(cli, *arguments):
    done = subprocess.run([cli, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"{arguments}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


# --- What the report says ---

class Page(html.parser.HTMLParser):
    """Tables as (caption, names, rows), and the texts of headings, paragraphs and list items."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.texts, self.right = [], [], []
        self.part = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append(["", [], []])
            self.right.append([])
        elif tag == "tr":
            self.tables[-1][2].append([])
        elif tag in ("th", "td", "caption", "p", "li", "h1", "h2", "h3"):
            self.part = ""
            if dict(attributes).get("scope") == "col":
                self.right[-1].append("number" in dict(attributes).get("class", ""))

    def handle_data(self, data):
        if self.part is not None:
            self.part += data

    def handle_endtag(self, tag):
        if tag == "caption":
            self.tables[-1][0] = self.part
        elif tag in ("th", "td"):
            self.tables[-1][2][-1].append(self.part)
        elif tag == "table":
            self.tables[-1][1] = self.tables[-1][2].pop(0)
        elif tag in ("p", "li", "h1", "h2", "h3"):
            self.texts.append(self.part)
        else:
            return
        self.part = None


def text_tables(text, right):
    """The rows of the tables of a page of plain text; right: which columns hold numbers."""
    lines = text.split("\n")
    rules = [i for i, line in enumerate(lines) if re.fullmatch(r"-+(  -+)+", line)]
    assert len(rules) == len(right), (len(rules), len(right))
    tables = []
    for rule, numbers in zip(rules, right):
        spans = [match.span() for match in re.finditer("-+", lines[rule])]
        starts = [start for start, _ in spans]
        rows = []
        for line in lines[rule + 1:]:
            if not line:
                break
            cells = [line[start:end].strip() for start, end in zip(starts, starts[1:] + [None])]
            # A number stands in the first line of its row; a row without one begins with its name.
            if any(cell for cell, number in zip(cells, numbers) if number) or (
                    not any(numbers) and cells[0]):
                rows.append([""] * len(cells))
            rows[-1] = [before + cell for before, cell in zip(rows[-1], cells)]
        tables.append(rows)
    return tables


def number(text):
    """A number with its groups, of either language; Spanish writes four digits in one."""
    assert re.fullmatch(r"\d{1,4}|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+", text), text
    return int(re.sub("[.,]", "", text))


def spanish(value):
    """A number as Spanish writes it: four digits in one, more in groups."""
    return str(value) if value < 10000 else f"{value:,}".replace(",", ".")


def count(text):
    return None if text in ("unknown", "desconocido") else number(text)


def check_share(text, part, whole):
    """part of whole in percent, in as many digits as are written."""
    if part is None or not whole or part > whole:
        assert text == "", (text, part, whole)
        return
    match = re.fullmatch(r"(\d+)(?:[.,](\d+))? %", text)
    assert match, text
    written = float(f"{match[1]}.{match[2] or 0}")
    assert abs(written - 100 * part / whole) <= 0.51 * 10.0 ** -len(match[2] or ""), (text, part, whole)
    assert (written == 0) == (part == 0) and (written == 100) == (part == whole), (text, part, whole)


# --- What the tables say ---

def table(cli, name, arguments, *options):
    return list(csv.DictReader(io.StringIO(
        run(cli, "export", "--no-formula-guard", "--table", name, *options, *arguments), newline="")))


def known(text):
    return int(text) if text else None


def add(a, b):
    return b if a is None else a if b is None else a + b


def larger(a, b):
    return b if a is None else a if b is None else max(a, b)


def name_of(text):
    return text.lower().rstrip(".")


def by_rule(sums):
    """The sum over policy types: sts and tlsa are the same sessions, seen twice."""
    total = larger(sums.get("sts"), sums.get("tlsa"))
    for kind, value in sums.items():
        if kind not in ("sts", "tlsa"):
            total = add(total, value)
    return total


def as_filter(selection):
    """The same selection for `export`, which knows --filter alone."""
    terms = [f"domain:{value}" if option == "--domain" else value
             for option, value in zip(selection[::2], selection[1::2])]
    return ["--filter", " ".join(terms)] if terms else []


def day_of(row):
    """The UTC day of a report; empty without a date. An end at midnight is of the day before."""
    if row["start_datetime"] or not row["end_datetime"]:
        return row["start_datetime"][:10]
    end = datetime.datetime.strptime(row["end_datetime"], "%Y-%m-%dT%H:%M:%SZ")
    return str((end - datetime.timedelta(seconds=1)).date())


class Tables:
    """The exported tables of one selection, and what they add up to."""

    def __init__(self, cli, paths, selection):
        keys = ["--report-keys"]
        arguments = [*as_filter(selection), *paths]
        self.reports = table(cli, "reports", arguments, *keys)
        self.policies = table(cli, "policies", arguments, *keys)
        self.failures = table(cli, "failures", arguments, *keys)
        self.problems = table(cli, "problems", arguments, "--language", "en")
        self.problemas = table(cli, "problems", arguments, "--language", "es")
        self.domains = {row["policy_domain"]: row for row in table(cli, "domains", arguments)}
        self.trend = table(cli, "trend", arguments)
        self.sources = table(cli, "sources", paths)
        self.about_details = any("result:" in text for text in selection)
        days = filter(None, map(day_of, table(cli, "reports", paths) if self.about_details else self.reports))
        self.old = str(datetime.date.fromisoformat(max(days, default="2000-01-01")) - datetime.timedelta(14))
        self.by_domain, self.by_reporter, self.by_mx = {}, {}, {}
        self.add_policies()
        self.add_failures()

    def add_policies(self):
        figures = {}
        for row in self.policies:
            place = (row["source"], row["report_key"], name_of(row["organization_name"]),
                     name_of(row["policy_domain"]))
            good, bad = known(row["total_successful_session_count"]), known(row["total_failure_session_count"])
            sums = figures.setdefault(place, ({}, {}))
            kind = row["policy_type"].strip().lower()
            for one, value in zip(sums, (add(good, bad), bad)):
                one[kind] = add(one.get(kind), value)
        for (_, _, organization, domain), (sessions, failed) in figures.items():
            for target, key in ((self.by_domain, domain), (self.by_reporter, organization)):
                one = target.setdefault(key, [None, None])
                one[0] = add(one[0], by_rule(sessions))
                one[1] = add(one[1], by_rule(failed))

    def add_failures(self):
        sums = {}
        for row in self.failures:
            place = (row["source"], row["report_key"], name_of(row["policy_domain"]),
                     name_of(row["receiving_mx_hostname"]), row["result_type"].strip().lower())
            one = sums.setdefault(place, {})
            kind = row["policy_type"].strip().lower()
            one[kind] = add(one.get(kind), known(row["failed_session_count"]))
        for (_, _, domain, mx, kind), failed in sums.items():
            place = (domain, mx, kind)
            self.by_mx[place] = add(self.by_mx.get(place), by_rule(failed))

    def total(self):
        sessions = failed = None
        for one, two in self.by_domain.values():
            sessions, failed = add(sessions, one), add(failed, two)
        return sessions, failed


# --- The comparison ---

class Comparison:
    def __init__(self, page, tables, spanish):
        self.page, self.tables, self.spanish = page, tables, spanish
        self.compared = 0

    def same(self, said, counted, what):
        assert said == counted, f"{what}: the report says {said}, the tables {counted}"
        self.compared += 1

    def has_text(self, text):
        assert text in self.page.texts, f"not in the report: {text}"
        self.compared += len(re.findall(r"\d+", text))

    def table(self, english, spanish):
        """The rows of a table; none where it is not there."""
        wanted = spanish if self.spanish else english
        return next((rows for caption, _, rows in self.page.tables if caption == wanted), [])

    def left_out(self, rows, wanted, what):
        self.same(len(rows), min(wanted, MOST_ROWS), f"rows {what}")
        if wanted > MOST_ROWS:
            left = wanted - MOST_ROWS
            self.has_text(f"Filas omitidas: {spanish(left)}." if self.spanish
                          else f"Rows that are left out: {left:,}.")

    def all(self):
        self.facts()
        self.verdict()
        self.counted_sources()
        if not self.tables.reports:
            return
        self.trend()
        self.problems()
        self.policies()
        self.domains()
        self.mxs()
        self.reporters()

    def facts(self):
        rows = self.page.tables[0][2]
        reports = self.tables.reports
        said = [number(text.rstrip(",.")) for text in re.findall(r"[\d.,]+", rows[2][1])]
        self.same(said, [len(reports), len({row["organization_name"].lower() for row in reports})], "reports, organizations")
        days = [day_of(row) for row in reports]
        days = sorted(day for day in days if day)
        said = re.findall(r"\d{4}-\d\d-\d\d", rows[1][1])
        self.same(said, sorted({days[0], days[-1]}) if days else [], "period")

    def verdict(self):
        sessions, failed = self.tables.total()
        text = self.page.texts[2]
        if not self.tables.reports or not sessions:
            return
        match = re.search(r": ([\d.,]+|unknown|desconocido) (?:of|de) ([\d.,]+) \((.*)\)\.$", text)
        assert match, text
        self.same(count(match[1]), failed, "failed")
        self.same(count(match[2]), sessions, "sessions")
        check_share(match[3], failed, sessions)
        told = re.search(r": (\d[\d.,]*)\. ", text)
        severity = collections.Counter(row["severity"] for row in self.tables.problems)
        news = [row for row in self.tables.problems if row["ongoing"] == "true" and row["last_day"] > self.tables.old]
        ongoing = sum(row["severity"] == "critical" for row in news)
        self.same(number(told[1]) if told else 0, ongoing or severity["critical"] or severity["warning"], "problems")

    def counted_sources(self):
        outcomes = collections.Counter(row["outcome"] for row in self.tables.sources)
        wanted = [len(self.tables.sources)] + [
            outcomes[name] for name in ("report", "duplicate", "not-a-report", "unreadable")]
        said = [number(text.rstrip(".,")) for text in re.findall(r"\d[\d.,]*", self.page.texts[-1])]
        self.same(said, wanted, "sources")

    def trend(self):
        days = {}
        for row in self.tables.trend:
            one = days.setdefault(row["day"], [None, None])
            one[0] = add(one[0], known(row["sessions"]))
            one[1] = add(one[1], known(row["failed_sessions"]))
        rows = self.table("Sessions and failures over time (UTC)", "Sesiones y fallos en el tiempo (UTC)")
        seen = set()
        for first, last, sessions, failed, share in rows:
            within = {day for day in days if first <= day <= last}
            assert within and not within & seen, (first, last)
            seen |= within
            wanted = [None, None]
            for day in within:
                wanted = [add(*pair) for pair in zip(wanted, days[day])]
            self.same([count(sessions), count(failed)], wanted, f"{first} to {last}")
            check_share(share, wanted[1], wanted[0])
        self.same(seen, set(days), "days of the trend")
        worst = max((figures[1] or 0 for figures in days.values()), default=0)
        for text in self.page.texts:
            match = re.match(r"(?:Most sessions failed on|El día con más fallos fue el) (\S+): (\S+) (?:of|de) ([\d.,]+\d)",
                             text)
            if match:
                self.same([number(match[2]), number(match[3])], [worst, days[match[1]][0]], match[1])
                worst = 0
        self.same(worst, 0, "the day with most failures")

    def problems(self):
        sentences = self.tables.problemas if self.spanish else self.tables.problems
        for row in sentences[:MOST_EXPLAINED]:
            self.has_text(row["summary"])
            facts = self.page.texts[self.page.texts.index(row["summary"]) + 1]
            ongoing = row["ongoing"] == "true"
            said = re.findall(r"\d{4}-\d\d-\d\d", facts)
            self.same(said, [row["last_day"]] if ongoing and row["last_day"] else [], f"days of {row['summary']}")
            said = [facts.startswith(words) for words in (("It is over.", "Ha terminado."), ("Last seen", "Visto por última"))]
            old = ongoing and row["last_day"] <= self.tables.old
            self.same(said, [not ongoing and bool(row["first_day"]), old], f"the end of {row['summary']}")
            # The sentence itself holds the number, too.
            failed = re.search(r"(\d[\d.,]*) (?:sessions? failed|sesi)|falló (1) ", row["summary"])
            if failed:
                self.same(number(failed[1] or failed[2]), known(row["failed_sessions"]), row["summary"])
        rest = sentences[MOST_EXPLAINED:]
        rows = self.table("Further problems", "Otros problemas")
        self.left_out(rows, len(rest), "of problems")
        words = dict(zip(("critical", "warning", "info"), ("Crítico", "Aviso", "Conviene saberlo") if self.spanish
                         else ("Critical", "Warning", "Worth knowing")))
        for said, row in zip(rows, rest):
            self.same([said[0], said[2], said[3], count(said[4])],
                      [words[row["severity"]], row["policy_domain"], row["last_day"], known(row["failed_sessions"])],
                      row["summary"])
            assert said[1].endswith(": " + row["subject"]), said

    def policies(self):
        """Who saw a policy: all whose reports of those days show it, where no other looks the same."""
        start = ("Políticas de ", " tal como las vieron") if self.spanish else ("Policies of ", " as the reporters")
        for caption, _, rows in self.page.tables:
            if not caption.startswith(start[0]) or start[1] not in caption:
                continue
            domain = caption[len(start[0]):caption.rindex(start[1])]
            domain = "" if domain.startswith("(") else domain
            for row in rows:
                looks = row[2:5]
                twins = [other for other in rows if other[2:5] == looks
                         or (other[2:4] == looks[:2] and "" in (other[4], looks[2]))]
                self.policy(domain, row, alone=len(twins) == 1)

    def policy(self, domain, said, alone):
        first, last, kind, mode, patterns = said[:5]
        patterns = ", ".join(sorted(re.split(r", |[|]", patterns)))
        seen = {}
        for row in self.tables.policies:
            day = day_of(row)
            text = [line.strip() for line in row["policy_string"].split("|")]
            hosts = [line[3:].strip() for line in text if line.startswith("mx:")] or (
                row["mx_host"].split("|") if row["mx_host"] else [])
            shown = ", ".join(sorted(map(name_of, hosts)))
            if (name_of(row["policy_domain"]) == domain and first <= day <= last
                    and row["policy_type"].strip().lower() == kind
                    and (kind != "sts" or row["policy_mode"] == mode)
                    and (kind != "sts" or not shown or shown == patterns)):
                seen.setdefault(row["organization_name"].lower(), []).append(day)
        if not alone:
            assert number(said[6]) <= len(seen), (domain, said, sorted(seen))
            return
        self.same(number(said[6]), len(seen), f"who saw {said[:5]} of {domain}")
        days = sorted(sum(seen.values(), []))
        self.same([first, last], [days[0], days[-1]], f"days of {said[:5]} of {domain}")

    def domains(self):
        rows = self.table("By policy domain", "Por dominio de política")
        self.left_out(rows, len(self.tables.by_domain), "of domains")
        for said in rows:
            name = "" if said[0].startswith("(") else said[0]
            sessions, failed = self.tables.by_domain[name_of(name)]
            self.same([count(said[1]), count(said[2])], [sessions, failed], name)
            check_share(said[3], failed, sessions)
            row = self.tables.domains.get(name)
            # A filter on details leaves the table domains whole: whether a domain is ready is about all of it.
            if row and not self.tables.about_details:
                self.same([known(row["sessions"]), known(row["failed_sessions"])], [sessions, failed], name)
            assert row or not name, name

    def mxs(self):
        rows = self.table("Failed sessions by MX and result type", "Sesiones fallidas por MX y tipo de resultado")
        self.left_out(rows, len(self.tables.by_mx), "of MX")
        for said in rows:
            place = tuple("" if cell.startswith("(") else name_of(cell) for cell in said[:3])
            self.same(count(said[3]), self.tables.by_mx[place], place)

    def reporters(self):
        rows = self.table("By organization that reported", "Por organización que informa")
        reports = collections.Counter(name_of(row["organization_name"]) for row in self.tables.reports)
        self.left_out(rows, len(reports), "of organizations")
        for said in rows:
            name = "" if said[0].startswith("(") else name_of(said[0])
            sessions, failed = self.tables.by_reporter.get(name, (None, None))
            self.same([number(said[1]), count(said[2]), count(said[3])], [reports[name], sessions, failed], name)
            check_share(said[4], failed, sessions)


def check(cli, paths, selection):
    tables = Tables(cli, paths, selection)
    compared = 0
    for language in ("en", "es"):
        arguments = [*selection, "--language", language, *paths]
        page = Page(run(cli, "report", "--format", "html", *arguments))
        # The text has the same cells; what is wrapped in it loses its blanks.
        cells = [[[re.sub(r"\s", "", cell) for cell in row] for row in rows]
                 for rows in text_tables(run(cli, "report", *arguments), page.right)]
        assert cells == [[[re.sub(r"\s", "", cell) for cell in row] for row in rows]
                         for _, _, rows in page.tables], selection
        comparison = Comparison(page, tables, language == "es")
        comparison.all()
        compared += comparison.compared
    return compared


# --- What is looked at ---

def made_store(folder):
    """What is easy to add up wrongly: the same sessions twice, missing numbers, a domain for two."""
    folder.mkdir()

    def policy(kind, domain, good, bad, details=(), **more):
        return {"policy": {"policy-type": kind, "policy-domain": domain, **more},
                "summary": {"total-successful-session-count": good, "total-failure-session-count": bad},
                "failure-details": [{"result-type": result, "receiving-mx-hostname": mx,
                                     "failed-session-count": failed} for result, mx, failed in details]}

    def sts(domain, mode, mx, good, bad, details=()):
        return policy("sts", domain, good, bad, details, **{
            "policy-string": ["version: STSv1", f"mode: {mode}", f"mx: {mx}", "max_age: 86400"], "mx-host": [mx]})

    for day in range(60):
        date = datetime.date(2026, 3, 1) + datetime.timedelta(days=day)
        for organization in ("One", "ONE", "Two, Inc.", "Three")[day % 2:]:
            failed = 1000 + day if day > 40 else day % 3
            mode = "testing" if day < 20 else "enforce"
            details = [("certificate-expired", "mx.example.com", failed), ("validation-failure", "", 1)]
            policies = [sts("example.com", mode, "mx.example.com", 5000, failed, details),
                        policy("tlsa", "example.com", 4000, failed + 2, details),
                        policy("no-policy-found", "Example.ORG.", 7, 0),
                        policy("sts", f"d{day}.example.net", None if day % 5 else 3, "x")]
            if organization == "Three":
                policies = policies[2:]
            report = {"organization-name": organization, "report-id": f"{organization}{day}", "policies": policies,
                      "date-range": {"start-datetime": f"{date}T00:00:00Z", "end-datetime": f"{date}T23:59:59Z"}}
            if day == 30:
                del report["date-range"]
            name = f"{day:02}{organization[:3]}"
            (folder / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
            if day == 10:
                (folder / f"{name}-again.json").write_text(json.dumps(report), encoding="utf-8")


def main():
    cli, generate, samples, reports = sys.argv[1:5]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made_store(folder / "made")
        subprocess.run([sys.executable, generate, str(folder / "large"), "3000", "--form", "zip"], check=True)
        cases = [
            ([samples], []),
            ([samples], ["--domain", "example.com"]),
            ([samples], ["--domain", "example.org", "--filter", "after:2026-10-01 before:2026-10-14"]),
            ([samples], ["--filter", "result:certificate-expired"]),
            ([samples], ["--filter", "domain:nobody.example"]),
            ([reports], []),
            ([folder / "made"], []),
            ([folder / "made"], ["--domain", "example.com"]),
            ([folder / "made"], ["--filter", "org:one after:2026-03-20"]),
            ([folder / "made", samples, reports], ["--filter", "-domain:example.com"]),
            ([folder / "large"], []),
            ([folder / "large"], ["--filter", "mode:testing after:2024-02-01 before:2025-01-31"]),
        ]
        for paths, selection in cases:
            print(f"{' '.join(selection) or 'everything'}: {check(cli, paths, selection)} comparisons")


main()
