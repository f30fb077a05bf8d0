#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds: every widget of the real program that takes the keyboard has a name.

Usage: atspi_walk.py PROGRAM SAMPLES

Needs Xvfb, python3-pyatspi and at-spi2-core; ends with 77 (skipped) where one is missing.
Starts a display and a session bus of its own, so that nothing of the desktop is touched.
"""
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


def look(program, samples):
    import pyatspi

    folder = tempfile.mkdtemp()
    environment = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder + "/config",
                       XDG_CACHE_HOME=folder + "/cache", QT_QPA_PLATFORM="xcb",
                       QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8")
    window = subprocess.Popen([program, samples], env=environment)
    try:
        deadline = time.monotonic() + 60
        application = find(pyatspi.Registry, window, deadline)
        if application is None:
            print("the program is not on the accessibility bus")
            return 1
        found = settled(pyatspi, application, deadline)
        nameless = [path for path, name, _ in found if not name.strip()]
        for path in nameless:
            print("no name:", " > ".join(path))
        kinds = {role for _, _, role in found}
        print(f"{len(found)} widgets take the keyboard: {', '.join(sorted(kinds))}")
        # A walk that found next to nothing would prove nothing.
        return 1 if nameless or len(found) < 20 else 0
    finally:
        display.end(window)
        shutil.rmtree(folder, ignore_errors=True)


def with_pyatspi():
    """An interpreter that knows pyatspi: a package of the system, which another Python lacks."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run(
                [python, "-c", "import pyatspi"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    if len(sys.argv) > 3:
        return look(sys.argv[1], sys.argv[2])
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
                               "inside"], env=environment, timeout=100).returncode


if __name__ == "__main__":
    sys.exit(main())
