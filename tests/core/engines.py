#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads exported tables back with other programs: Python's csv module, SQLite, and LibreOffice where
it is there. Shards that were streamed apart add up to what MX Lens says of all of them.

    engines.py MXLENS-CLI GENERATE.PY SQLITE.SQL
"""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TABLES = ("failures", "policies", "reports", "sources", "problems", "domains", "trend")
# Every table that is written, by the arguments that ask for it.
FORMS = {table: ("--table", table) for table in TABLES}
FORMS.update({f"trend-{split}": ("--table", "trend", "--by", split) for split in ("mx", "reporter", "result-type")})
FORMS["parsedmarc"] = ("--format", "parsedmarc-csv")
FORMS["keys"] = ("--table", "failures", "--report-keys")
FORMS["some-columns"] = ("--table", "policies", "--columns", "policy_string,organization_name,mx_host,source")
NUMBERS = {"failed_session_count", "total_successful_session_count", "total_failure_session_count",
           "failure_details", "policies", "sessions", "successful_sessions", "failed_sessions",
           "reports", "reporters", "successful_session_count"}
PARSEDMARC = ("organization_name", "begin_date", "end_date", "report_id", "result_type", "successful_session_count",
              "failed_session_count", "policy_domain", "policy_type", "policy_strings", "mx_host_patterns", "sending_mta_ip",
              "receiving_ip", "receiving_mx_hostname", "receiving_mx_helo", "additional_info_uri", "failure_reason_code")
# What strangers can write into a report to be run, split or cut by what reads the table.
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a,b;c\td", 'say "hi"', '"', "a\nb", "a\r\nb",
           "'=1", "=cmd|' /C calc'!A0", "ñandú €", "\u202egnirts", "0123", "1e5", "2026-03-01", "TRUE",
           " blanks ", "|", "\\", "a\u0000b"]


def run(cli, *arguments, status=0):
    result = subprocess.run([cli, *map(str, arguments)], capture_output=True, check=False)
    if result.returncode != status:
        raise SystemExit(f"{arguments}: status {result.returncode}: {result.stderr.decode()}")
    return result.stdout


def hostile_reports(folder):
    folder.mkdir()
    for i, text in enumerate(HOSTILE):
        detail = {"result-type": text, "sending-mta-ip": text, "receiving-mx-hostname": text,
                  "receiving-mx-helo": text, "receiving-ip": text, "failed-session-count": i,
                  "additional-information": text, "failure-reason-code": text}
        policy = {"policy": {"policy-type": text, "policy-string": [text, "mode: testing"],
                             "policy-domain": text, "mx-host": [text]},
                  "summary": {"total-successful-session-count": i, "total-failure-session-count": i},
                  "failure-details": [detail]}
        report = {"organization-name": text, "contact-info": text, "report-id": f"{i}{text}",
                  "date-range": {"start-datetime": "2026-03-01T00:00:00Z",
                                 "end-datetime": "2026-03-01T23:59:59Z"}, "policies": [policy]}
        (folder / f"{i:02}.json").write_text(json.dumps(report), encoding="utf-8")


def unguarded(text):
    """A text as it was before the guard."""
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@\t\r") else text


def same(written, value, name):
    if name in NUMBERS:
        return (int(written) if written else None) == value
    if isinstance(value, bool):
        return written == ("true" if value else "false")
    return written == value or unguarded(written) == value


def json_lines(cli, arguments, paths):
    text = run(cli, "export", *arguments, "--format", "jsonl", *paths).decode()
    return [json.loads(line) for line in text.split("\n")[:-1]]


def parsedmarc_lines(cli, paths):
    """What the layout of parsedmarc must hold, made from the tables of policies and failures."""
    failures = iter(json_lines(cli, ("--table", "failures"), paths))
    lines = []
    for policy in json_lines(cli, ("--table", "policies"), paths):
        common = {"organization_name": policy["organization_name"], "begin_date": policy["start_datetime"],
                  "end_date": policy["end_datetime"], "report_id": policy["report_id"],
                  "policy_domain": policy["policy_domain"], "policy_type": policy["policy_type"],
                  "policy_strings": policy["policy_string"], "mx_host_patterns": policy["mx_host"]}
        lines.append({**common, "successful_session_count": policy["total_successful_session_count"],
                      "failed_session_count": policy["total_failure_session_count"]})
        for _ in range(policy["failure_details"]):
            detail = next(failures)
            lines.append({**common, "result_type": detail["result_type"],
                          "failed_session_count": detail["failed_session_count"],
                          "sending_mta_ip": detail["sending_mta_ip"], "receiving_ip": detail["receiving_ip"],
                          "receiving_mx_hostname": detail["receiving_mx_hostname"],
                          "receiving_mx_helo": detail["receiving_mx_helo"],
                          "additional_info_uri": detail["additional_information"],
                          "failure_reason_code": detail["failure_reason_code"]})
    assert next(failures, None) is None, "details without a policy"
    return [{name: line.get(name, None if name in NUMBERS else "") for name in PARSEDMARC} for line in lines]


def check_python(cli, form, paths, separator="comma"):
    """Every field of the CSV is that of the JSON lines; none begins as a formula does."""
    table, arguments = form, FORMS[form]
    data = run(cli, "export", *arguments, "--separator", separator, *paths).decode()
    lines = parsedmarc_lines(cli, paths) if form == "parsedmarc" else json_lines(cli, arguments, paths)
    delimiter = {"comma": ",", "semicolon": ";", "tab": "\t"}[separator]
    rows = list(csv.DictReader(io.StringIO(data, newline=""), delimiter=delimiter))
    assert rows and len(rows) == len(lines), (table, len(rows), len(lines))
    for row, line in zip(rows, lines):
        assert list(row) == list(line), (list(row), list(line))
        for name, value in line.items():
            assert same(row[name], value, name), (table, name, row[name], value)
            assert row[name][:1] not in set("=+-@\t\r") or row[name].lstrip("-").isdigit(), row[name]
    return len(rows)


def check_sqlite_import(cli, table, paths, folder):
    """SQLite's .import gives the same fields as Python's csv module."""
    target = folder / f"{table}.csv"
    run(cli, "export", *FORMS[table], "-o", target, *paths)
    with target.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(file))
    out = subprocess.run(["sqlite3", ":memory:"], capture_output=True, check=True, input=(
        f".import --csv {target} t\n.mode json\nSELECT * FROM t;\n").encode()).stdout
    rows = json.loads(out)
    assert [list(row.values()) for row in rows] == expected[1:], table


def through_libreoffice(sources, columns, folder):
    """The rows of CSV files after LibreOffice opened them and wrote them anew, by their names."""
    folder.mkdir()
    # 44: comma, 34: quote, 76: UTF-8, from line 1; the 5th says how columns are taken: 2 is text.
    options = f"44,34,76,1,{columns},0,false,false,false"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                    f"--infilter=Text - txt - csv (StarCalc):{options}",
                    "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false",
                    "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True)
    return {source.name: csv_rows(folder / source.name) for source in sources}


def csv_rows(path):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def check_libreoffice(cli, paths, folder):
    """A spreadsheet has the same values in every table, and runs nothing."""
    place = folder / "tables"
    place.mkdir()
    for name, arguments in FORMS.items():
        run(cli, "export", *arguments, "--bom", "-o", place / f"{name}.csv", *paths)
    sources = sorted(place.iterdir())
    expected = {source.name: csv_rows(source) for source in sources}
    texts = "/".join(f"{i + 1}/2" for i in range(max(len(rows[0]) for rows in expected.values())))
    as_texts = through_libreoffice(sources, texts, folder / "texts")
    as_usual = through_libreoffice(sources, "", folder / "usual")
    guarded = 0
    for name, rows in expected.items():
        assert len(rows) > 1, f"{name} is empty"
        assert len(as_texts[name]) == len(as_usual[name]) == len(rows), name
        for row, usual, want in zip(as_texts[name], as_usual[name], rows):
            # A spreadsheet keeps one kind of line break within a cell.
            row, usual, want = ([re.sub("\r\n?", "\n", text) for text in one] for one in (row, usual, want))
            assert row == want, (name, row, want)
            for value, text in zip(usual, want):
                # Left to itself it takes 0123 for a number, but nothing for a formula.
                assert value == text or unguarded(text) == text, (name, value, text)
                guarded += unguarded(text) != text
    assert guarded > 0
    return sum(len(rows) - 1 for rows in expected.values())


def check_shards(cli, generate, script, folder):
    """Two shards with reports in common, streamed apart and loaded, one of them twice."""
    everything = folder / "everything"
    subprocess.run([sys.executable, generate, str(everything), "400"], check=True, stdout=subprocess.DEVNULL)
    files = sorted(path for path in everything.rglob("*") if path.is_file())
    shards = [files[:250], files[150:], files[:250]]
    for number, shard in enumerate(shards):
        place = folder / f"shard-{number % 2}"
        place.mkdir(exist_ok=True)
        for file in shard:
            shutil.copy(file, place / file.name)
        for file in shard[:40]:
            shutil.copy(file, place / f"again-{file.name}")
        for table in ("policies", "failures"):
            run(cli, "export", "--stream", "--report-keys", "--no-formula-guard", "--table", table,
                "-o", folder / f"{table}.csv", place)
        subprocess.run(["sqlite3", "tls.db"], cwd=folder, check=True,
                       input=pathlib.Path(script).read_bytes(), capture_output=True)
    for table, column in (("policies", "total_successful_session_count"),
                          ("policies", "total_failure_session_count"),
                          ("failures", "failed_session_count")):
        rows = list(csv.DictReader(io.StringIO(
            run(cli, "export", "--table", table, folder / "shard-0", folder / "shard-1").decode())))
        want = f"{len(rows)}|{sum(int(row[column] or 0) for row in rows)}"
        found = subprocess.run(["sqlite3", "tls.db", f"SELECT count(*), sum({column}) FROM {table}"],
                               cwd=folder, check=True, capture_output=True).stdout.decode().strip()
        assert rows and found == want, (table, column, found, want)
        loaded = subprocess.run(["sqlite3", "tls.db", f"SELECT count(*) FROM {table}_loaded"],
                                cwd=folder, check=True, capture_output=True).stdout
        assert int(loaded) > len(rows), "nothing was there twice"


def main():
    cli, generate, script = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hostile = folder / "hostile"
        hostile_reports(hostile)
        rows = 0
        for table in FORMS:
            for separator in ("comma", "semicolon", "tab"):
                rows += check_python(cli, table, [hostile], separator)
        print(f"csv module: {rows} rows")
        if shutil.which("sqlite3"):
            # SQLite's shell ends a text at a zero byte.
            (hostile / f"{len(HOSTILE) - 1:02}.json").unlink()
            for table in FORMS:
                check_sqlite_import(cli, table, [hostile], folder)
            check_shards(cli, generate, script, folder)
            print("SQLite: same values, shards add up")
        else:
            print("SQLite is not here: not tested")
        if shutil.which("soffice"):
            rows = check_libreoffice(cli, [hostile], folder)
            print(f"LibreOffice: same values in {rows} rows")
        else:
            print("LibreOffice is not here: not tested")


main()
