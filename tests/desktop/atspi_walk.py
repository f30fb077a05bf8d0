#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds: every widget of the real program that takes the keyboard has a name, tables and
trees can be read cell by cell and hold the rows of the command line, and the chart says its summary.

Usage: atspi_walk.py PROGRAM CLI SAMPLES

Needs Xvfb, python3-pyatspi and at-spi2-core; ends with 77 (skipped) where one is missing.
Starts a display and a session bus of its own, so that nothing of the desktop is touched.
"""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import display

SKIPPED = 77
# Cells of a table are named by what they hold; a few stand for all.
MOST_CHILDREN = 60
PATIENCE = 60


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def find(registry, window, deadline):
    """The program on the accessibility bus; None where it ended or did not come in time."""
    while time.monotonic() < deadline and window.poll() is None:
        desktop = registry.getDesktop(0)
        for i in range(desktop.childCount):
            application = desktop.getChildAtIndex(i)
            if application and application.name.lower().startswith(("mx lens", "mxlens")):
                return application
        time.sleep(0.1)
    return None


def walk(pyatspi, node, path, found):
    """Collects (path, name, role) of everything below node that takes the keyboard and is seen."""
    for i in range(min(node.childCount, MOST_CHILDREN)):
        child = node.getChildAtIndex(i)
        if child is None:
            continue
        states = child.getState()
        if not states.contains(pyatspi.STATE_VISIBLE):
            continue
        here = path + [f"{child.getRoleName()} {child.name!r}"]
        if states.contains(pyatspi.STATE_FOCUSABLE) and states.contains(pyatspi.STATE_SHOWING):
            found.append((here, child.name, child.getRoleName()))
        walk(pyatspi, child, here, found)


def settled(pyatspi, application, deadline):
    """What was found once two looks in a row found as much, and a table among it."""
    before = -1
    while time.monotonic() < deadline:
        found = []
        walk(pyatspi, application, [], found)
        roles = {role for _, _, role in found}
        if len(found) == before and roles & {"table", "tree table", "tree", "table cell"}:
            return found
        before = len(found)
        time.sleep(0.5)
    return []


def everything(node, seen=None):
    """Everything below node that is there at all, few children of each."""
    seen = [] if seen is None else seen
    for i in range(min(node.childCount, MOST_CHILDREN)):
        child = node.getChildAtIndex(i)
        if child is not None:
            seen.append(child)
            if child.getRoleName() not in ("table", "tree", "tree table"):
                everything(child, seen)
    return seen


def until(what, check):
    """Looks again and again until check() gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        time.sleep(0.05)  # between two looks
    raise AssertionError(f"{what}: not within {PATIENCE} s")


class Reader:
    """Reads the window as a screen reader does, and the same reports by the command line."""

    def __init__(self, pyatspi, application, cli, samples):
        self.pyatspi, self.application, self.cli, self.samples = pyatspi, application, cli, samples

    def shown(self, *roles):
        return [node for node in everything(self.application)
                if node.getRoleName() in roles and node.getState().contains(self.pyatspi.STATE_SHOWING)]

    def called(self, name, *roles):
        found = [node for node in self.shown(*roles) if node.name.split("  ")[0] == name]
        return found[0] if found else None

    def told(self, *options):
        text = subprocess.run([self.cli, *options, self.samples], capture_output=True, check=False).stdout.decode()
        return [json.loads(line) for line in text.splitlines()]

    def open_tab(self, name):
        action = until(f"the tab {name}", lambda: self.called(name, "page tab")).queryAction()
        press = [i for i in range(action.nActions) if action.getName(i) == "Press"]
        action.doAction(press[0])
        return until(f"the table {name}", lambda: self.called(name, "table", "tree", "tree table"))

    def tables(self):
        """Each tab is a table with the rows of the command line, whose cells say their column and their content."""
        for name, column in (("Problems", "policy_domain"), ("Domains", "policy_domain"), ("Failures", "receiving_mx_hostname"),
                             ("Reports", "organization_name"), ("Policies", "policy_domain"), ("Sources", "source")):
            rows = self.told("export", "--format", "jsonl", "--table", name.lower())
            table = self.open_tab(name).queryTable()
            assert table.nColumns >= 3, f"{name}: {table.nColumns} columns"
            if name in ("Failures", "Reports"):  # equal ones stand below one, organizations in a row of their own
                assert 0 < table.nRows <= len(rows), f"{name}: {table.nRows} rows of {len(rows)}"
            else:
                until(f"{name}: {len(rows)} rows", lambda table=table, rows=rows: table.nRows == len(rows))
            headers = [table.getColumnDescription(i) for i in range(table.nColumns)]
            assert all(headers), f"{name}: headers {headers}"
            cells = [table.getAccessibleAt(0, i).name for i in range(table.nColumns)]
            assert sum(bool(cell.strip()) for cell in cells) >= 3, f"{name}: cells {cells}"
            told = {str(row[column]) for row in rows}
            read = [table.getAccessibleAt(row, i).name for row in range(min(table.nRows, 5)) for i in range(table.nColumns)]
            assert any(value and value in cell for cell in read for value in told), f"{name}: none of {column} in {read}"
            print(f"{name}: {table.nRows} rows, {table.nColumns} columns, {cells[:3]}")

    def tree(self):
        """The tree of domains says of each what failed."""
        summary = self.told("summary", "--json")[0]
        tree = until("the tree", lambda: self.called("Domains", "tree", "tree table")).queryTable()
        names = [tree.getAccessibleAt(row, 0).name for row in range(tree.nRows)]
        wanted = [("All domains", summary)] + [(domain["policy_domain"], domain) for domain in summary["policy_domains"][:3]]
        for name, figures in wanted:
            told = f"{name}: {figures['failed_sessions']:,} of {figures['sessions']:,} sessions failed"
            assert told in names, f"{told!r} is not in {names}"

    def chart(self, *options):
        """The chart is one, has a name, and its description is the sentence that sums it up."""
        summary = self.told("summary", "--json", *options)[0]
        told = f"{summary['sessions']:,} sessions, {summary['failed_sessions']:,} failed"
        chart = until("the chart", lambda: self.shown("chart"))[0]
        assert chart.name.strip(), "the chart has a name"
        until(f"{told!r} is not in {chart.description!r}", lambda: told in chart.description)
        print("chart:", chart.description)

    def plain(self):
        """No markup is read aloud."""
        for node in everything(self.application):
            for text in (node.name, node.description):
                assert "<" not in text, f"markup in {node.getRoleName()} {text!r}"


@contextlib.contextmanager
def program_on_bus(command):
    """The program, and what it is on the accessibility bus."""
    import pyatspi

    folder = tempfile.mkdtemp()
    environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder + "/config",
                       XDG_CACHE_HOME=folder + "/cache", QT_QPA_PLATFORM="xcb",
                       QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8")
    window = subprocess.Popen(command, env=environment)
    try:
        application = find(pyatspi.Registry, window, time.monotonic() + PATIENCE)
        assert application is not None, "the program is not on the accessibility bus"
        yield application
    finally:
        display.end(window)
        shutil.rmtree(folder, ignore_errors=True)


def look(program, cli, samples):
    import pyatspi

    with program_on_bus([program, samples]) as application:
        found = settled(pyatspi, application, time.monotonic() + PATIENCE)
        nameless = [path for path, name, _ in found if not name.strip()]
        for path in nameless:
            print("no name:", " > ".join(path))
        kinds = {role for _, _, role in found}
        print(f"{len(found)} widgets take the keyboard: {', '.join(sorted(kinds))}")
        # A walk that found next to nothing would prove nothing.
        if nameless or len(found) < 20:
            return 1
        reader = Reader(pyatspi, application, cli, samples)
        reader.chart()
        reader.tree()
        reader.plain()
        reader.tables()
        reader.plain()
    narrow = ["--filter", "domain:example.org"]
    with program_on_bus([program, *narrow, samples]) as application:
        Reader(pyatspi, application, cli, samples).chart(*narrow)
    return 0


def with_pyatspi():
    """An interpreter that knows pyatspi: a package of the system, which another Python lacks."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run(
                [python, "-c", "import pyatspi"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def main():
    if len(sys.argv) < 4:
        print(__doc__)
        return 2
    if len(sys.argv) > 4:
        return look(*sys.argv[1:4])
    if not display.available():
        skip("no Xvfb")
    if not shutil.which("dbus-run-session"):
        skip("no dbus-run-session")
    python = with_pyatspi()
    if python is None:
        skip("no python3-pyatspi")
    with tempfile.TemporaryDirectory() as runtime, display.display() as screen:
        os.chmod(runtime, 0o700)
        environment = dict(os.environ, XDG_RUNTIME_DIR=runtime, NO_AT_BRIDGE="0", DISPLAY=screen)
        return subprocess.run(["dbus-run-session", "--", python, __file__, *sys.argv[1:],
                               "inside"], env=environment, timeout=220).returncode


if __name__ == "__main__":
    sys.exit(main())
