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
NUMBERS = {"failed_session_count", "total_successful_session_count", "total_failure_session_count",
           "failure_details", "policies", "sessions", "successful_sessions", "failed_sessions",
           "reports", "reporters"}
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


def check_python(cli, table, paths, separator="comma"):
    """Every field of the CSV is that of the JSON lines; none begins as a formula does."""
    data = run(cli, "export", "--table", table, "--separator", separator, *paths).decode()
    lines = [json.loads(line) for line in
             run(cli, "export", "--table", table, "--format", "jsonl", *paths).decode().split("\n")[:-1]]
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
    run(cli, "export", "--table", table, "-o", target, *paths)
    with target.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(file))
    out = subprocess.run(["sqlite3", ":memory:"], capture_output=True, check=True, input=(
        f".import --csv {target} t\n.mode json\nSELECT * FROM t;\n").encode()).stdout
    rows = json.loads(out)
    assert [list(row.values()) for row in rows] == expected[1:], table


def through_libreoffice(source, columns, folder):
    """The rows of a CSV file after LibreOffice opened it and wrote it anew."""
    folder.mkdir()
    # 44: comma, 34: quote, 76: UTF-8, from line 1; the 5th says how columns are taken: 2 is text.
    options = f"44,34,76,1,{columns},0,false,false,false"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                    f"--infilter=Text - txt - csv (StarCalc):{options}",
                    "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false",
                    "--outdir", str(folder), str(source)], check=True, capture_output=True)
    with (folder / source.name).open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def check_libreoffice(cli, paths, folder):
    """A spreadsheet has the same values, and runs nothing."""
    source = folder / "failures.csv"
    run(cli, "export", "--table", "failures", "--bom", "-o", source, *paths)
    with source.open(newline="", encoding="utf-8-sig") as file:
        expected = list(csv.reader(file))
    texts = "/".join(f"{i + 1}/2" for i in range(len(expected[0])))
    as_texts = through_libreoffice(source, texts, folder / "texts")
    as_usual = through_libreoffice(source, "", folder / "usual")
    assert len(as_texts) == len(as_usual) == len(expected), (len(as_texts), len(expected))
    guarded = 0
    for row, usual, want in zip(as_texts, as_usual, expected):
        # A spreadsheet keeps one kind of line break within a cell.
        row, usual, want = ([re.sub("\r\n?", "\n", text) for text in one] for one in (row, usual, want))
        assert row == want, (row, want)
        for value, text in zip(usual, want):
            # Left to itself it takes 0123 for a number, but nothing for a formula.
            assert value == text or unguarded(text) == text, (value, text)
            guarded += unguarded(text) != text
    assert guarded > 0


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
        for table in TABLES:
            for separator in ("comma", "semicolon", "tab"):
                rows += check_python(cli, table, [hostile], separator)
        print(f"csv module: {rows} rows")
        if shutil.which("sqlite3"):
            # SQLite's shell ends a text at a zero byte.
            (hostile / f"{len(HOSTILE) - 1:02}.json").unlink()
            for table in TABLES:
                check_sqlite_import(cli, table, [hostile], folder)
            check_shards(cli, generate, script, folder)
            print("SQLite: same values, shards add up")
        else:
            print("SQLite is not here: not tested")
        if shutil.which("soffice"):
            check_libreoffice(cli, [hostile], folder)
            print("LibreOffice: same values")
        else:
            print("LibreOffice is not here: not tested")


main()
