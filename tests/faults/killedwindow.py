# SPDX-License-Identifier: GPL-3.0-or-later
"""killedwindow.py MXLENS MXLENS-CLI FAULTYIO GENERATE.PY [ROUNDS]: the window's program ended while it reads and writes its index.

Nothing is lost, nothing half written, and the next start is clean."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from faults import expect

REPORTS = 300
PATIENCE = 60


class KilledWindow:
    def __init__(self, program, cli, shim, generator, folder):
        self.program, self.cli, self.shim, self.folder = program, cli, shim, folder
        self.random = random.Random(20261127)
        self.mail = folder / "mail"
        subprocess.run([sys.executable, generator, self.mail, str(REPORTS)], check=True, stdout=subprocess.DEVNULL)
        for file in self.mail.rglob("*.gz"):
            os.utime(file, (1_000_000_000, 1_000_000_000))
        for place in ("config", "cache"):
            (folder / place).mkdir()
        self.env = dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"), XDG_CACHE_HOME=str(folder / "cache"),
                        QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        self.good = self.rows()
        expect(len(self.good) > 1000, "there are rows")

    def rows(self, *options):
        result = subprocess.run([self.cli, "export", "--table", "failures", *options, self.mail], env=self.env, capture_output=True,
                                timeout=PATIENCE, check=False)
        expect(result.returncode == 0, f"status {result.returncode}: {result.stderr.decode()}")
        return result.stdout

    def indexes(self):
        return list((self.folder / "cache").rglob("*.mxindex"))

    def start(self, moment=None, number=signal.SIGKILL):
        """Runs the program until it is ended at a moment, or has kept its index: then it has read all. Gives whether it was ended."""
        shutil.rmtree(self.folder / "cache" / "mxlens", ignore_errors=True)
        faults = {} if moment is None else {"LD_PRELOAD": self.shim, "FAULTY_SIGNAL": f"{moment} {number.value}"}
        process = subprocess.Popen([self.program, self.mail], env=self.env | faults, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        try:
            while process.poll() is None and not self.indexes():
                expect(time.monotonic() < end, f"moment {moment}: it neither ends nor keeps an index")
                time.sleep(0.01)  # between two looks at the condition
            if process.poll() is None:
                return False
            # It may have been ended right after the index was put in its place.
            expect(process.returncode == -number, f"moment {moment}: status {process.returncode}")
            return True
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()

    def check(self, what):
        """The rows, with what it left as an index, and settings that are whole or none."""
        expect(self.rows("--cache") == self.good, f"{what}: the rows")
        for path in (self.folder / "config").rglob("*.ini"):
            for line in path.read_text().splitlines():
                expect(not line or line.startswith("[") or "=" in line, f"{what}: half of a setting: {line!r}")

    def run(self, rounds):
        top = 64
        while self.start(top):
            top *= 2
            expect(top < 1 << 20, "there is an end")
        struck = 0
        for turn in range(8 * rounds):
            number = signal.SIGTERM if turn % 2 else signal.SIGKILL
            moment = self.random.randrange(top)
            struck += self.start(moment, number)
            self.check(f"{number.name} at {moment}")
        expect(struck >= rounds, f"only {struck} moments of {8 * rounds} were reached")
        expect(not self.start(), "the next start reads everything")
        self.check("the next start")
        print(f"ended {struck} times at moments below {top}: passed")


def main(program, cli, shim, generator, rounds="4"):
    expect(pathlib.Path(shim).is_file(), f"{shim} is built")
    with tempfile.TemporaryDirectory() as folder:
        KilledWindow(program, cli, shim, generator, pathlib.Path(folder)).run(int(rounds))


if __name__ == "__main__":
    main(*sys.argv[1:])
