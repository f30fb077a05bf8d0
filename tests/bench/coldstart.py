#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From starting the program to a window that is on the screen. Needs Xvfb and xdotool:

    tests/bench/coldstart.py build/release/app/gui/mxlens [PATH...]

The first start finds the program's pages on the disk; those after it in the cache of the system.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "desktop"))
import display  # noqa: E402

STARTS = 11


def seconds(command, environment):
    """Until a window is seen."""
    begin = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as program:
        try:
            while time.monotonic() - begin < 20:
                found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "mxlens"],
                                       capture_output=True, env=environment, check=False).stdout
                if found.strip():
                    return time.monotonic() - begin
            raise SystemExit("There is no window.")
        finally:
            program.terminate()


def main():
    with tempfile.TemporaryDirectory() as home, display.display() as screen:
        environment = os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "HOME": home,
                                    "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "XDG_RUNTIME_DIR": home}
        times = [seconds(sys.argv[1:], environment) for _ in range(STARTS)]
    print(f"first {times[0] * 1000:.0f} ms, then {statistics.median(times[1:]) * 1000:.0f} ms "
          f"({min(times[1:]) * 1000:.0f} to {max(times[1:]) * 1000:.0f})")


if __name__ == "__main__":
    main()
