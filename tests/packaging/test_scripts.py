#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs packaging/common.sh in a world of stand-ins: no package is installed, every call is noted."""
import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "dirname", "env", "grep", "mktemp", "rm", "tail", "timeout")
STANDINS = {
    "dpkg-query": 'for p in "$@"; do case $p in have-*) echo "installed $p";; '
                  'gone-*) echo "config-files $p";; esac; done; exit 1',
    "apt-get": 'echo "apt-get $* [$DEBIAN_FRONTEND]" >>"$LOG"; exit "${APT_STATUS:-0}"',
    "id": 'echo "${MY_ID:-0}"',
    "xdpyinfo": '[ "$DISPLAY" = :good ]',
}
SUDO = 'echo "sudo $1 $2" >>"$LOG"; while [ "$1" != -- ]; do shift; done; shift; exec "$@"'


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="mx lens "))
        self.addCleanup(shutil.rmtree, self.folder)
        for tool in TOOLS:
            (self.folder / tool).symlink_to(shutil.which(tool))
        for name, text in STANDINS.items():
            self.standIn(name, text)
        self.log = self.folder / "log"

    def standIn(self, name, text):
        path = self.folder / name
        path.write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def run_script(self, command, **environment):
        variables = {"PATH": str(self.folder), "LOG": str(self.log), "TMPDIR": str(self.folder)}
        script = f'set -euo pipefail; source "{ROOT}/packaging/common.sh"; {command}'
        return subprocess.run(["bash", "-c", script], env=variables | environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def calls(self):
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def testNothingMissingTouchesNothing(self):
        run = self.run_script("install_missing have-a have-b")
        self.assertEqual((run.returncode, run.stderr, self.calls()), (0, "", []))

    def testOnlyTheMissingAreInstalledAfterAnUpdate(self):
        run = self.run_script("install_missing have-a new-b gone-c")
        self.assertEqual(run.returncode, 0, run.stderr)
        update, install = self.calls()
        self.assertIn(" update ", update)
        self.assertIn("--no-install-recommends -y new-b gone-c [noninteractive]", install)
        self.assertIn("Installing what is missing: new-b gone-c", run.stderr)

    def testAPersonGoesThroughSudo(self):
        self.standIn("sudo", SUDO)
        run = self.run_script("install_missing new-b", MY_ID="1000")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual([call.split()[:2] for call in self.calls()],
                         [["sudo", "-n"], ["apt-get", "-qq"]] * 2)

    def testWithoutRootAndSudoTheSentenceNamesThePackages(self):
        run = self.run_script("install_missing new-b gone-c", MY_ID="1000")
        self.assertEqual((run.returncode, self.calls()), (2, []))
        self.assertIn("apt-get install new-b gone-c", run.stderr)

    def testAFailedInstallationSaysSo(self):
        run = self.run_script("install_missing new-b", APT_STATUS="100")
        self.assertEqual(run.returncode, 2)
        self.assertIn("could not be installed", run.stderr)
        self.assertEqual(len(self.calls()), 1)  # no install after a failed update

    def testElsewhereThanDebianTheNamesAreTold(self):
        (self.folder / "dpkg-query").unlink()
        run = self.run_script("install_missing new-b; echo goes on")
        self.assertIn("new-b", run.stderr)
        self.assertEqual((run.stdout, self.calls()), ("goes on\n", []))

    def display(self, **environment):
        return self.run_script("display_works", **environment).returncode == 0

    def testADisplayCountsOnlyWhenItAnswers(self):
        self.assertFalse(self.display())
        self.assertTrue(self.display(DISPLAY=":good"))
        self.assertFalse(self.display(DISPLAY=":gone"))

    def testWaylandCountsOnlyWithItsSocket(self):
        place = {"XDG_RUNTIME_DIR": str(self.folder), "WAYLAND_DISPLAY": "wayland-0"}
        self.assertFalse(self.display(**place))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.join(self.folder, "wayland-0"))
            self.assertTrue(self.display(**place))
            self.assertTrue(self.display(WAYLAND_DISPLAY=str(self.folder / "wayland-0")))


if __name__ == "__main__":
    unittest.main()
