#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the figures of the samples: the generator's sums with those that its README states and,
given the path of mxlens-cli, with those that the program finds."""
import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAKER = ROOT / "resources" / "samplemaker"


def planned():
    text = subprocess.run([sys.executable, str(MAKER / "generate.py"), "--figures"], check=True,
                          capture_output=True, text=True).stdout
    return json.loads(text)


def stated():
    """Rows `| domain | sessions | failed |` of the README."""
    page = (MAKER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| ([\d,]+) \| ([\d,]+) \|$", page, re.MULTILINE)
    return {name: {"sessions": int(a.replace(",", "")), "failed": int(b.replace(",", ""))}
            for name, a, b in rows}


def table(program, *arguments):
    run = subprocess.run([program, "export", *arguments, "resources/samples"], check=True,
                         capture_output=True, text=True, cwd=ROOT)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def found(program):
    domains, kinds = {}, {}
    for row in table(program, "--table", "trend"):
        line = domains.setdefault(row["policy_domain"], {"sessions": 0, "failed": 0})
        line["sessions"] += int(row["sessions"])
        line["failed"] += int(row["failed_sessions"])
    for row in table(program, "--table", "trend", "--by", "result-type"):
        kind = row["result_type"]
        kinds[kind] = kinds.get(kind, 0) + int(row["failed_sessions"])
    outcomes = {}
    for row in table(program, "--table", "sources"):
        outcomes[row["outcome"]] = outcomes.get(row["outcome"], 0) + 1
    return {"reports": outcomes.get("report", 0), "domains": domains, "result_types": kinds}, outcomes


def main(arguments):
    plan = planned()
    if not arguments:
        said = stated()
        assert said == plan["domains"], f"README.md says {said}, generated are {plan['domains']}"
        print(f"{len(said)} domains as stated")
        return
    seen, outcomes = found(arguments[0])
    assert seen == plan, f"mxlens-cli finds {seen}, planted are {plan}"
    others = {name: n for name, n in outcomes.items() if name != "report"}
    assert others == {"duplicate": 1, "not-a-report": 9}, f"sources that are no report: {others}"
    print(f"{plan['reports']} reports, every sum as planted")


if __name__ == "__main__":
    main(sys.argv[1:])
