# SPDX-License-Identifier: GPL-3.0-or-later
"""clocks.py MXLENS-CLI CLOCKJUMP GENERATE.PY: the command line while the clock is put forward and back.

Nothing hangs, progress stays sane, an index holds or is made anew, and what changed "in the past" is noticed."""
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

from faults import expect

DAY = 86400
YEAR = 365 * DAY
# Each look at the clock gives another time; the last one is years after 2038 and the first is before 1970.
JUMPS = (-60 * YEAR, 0, YEAR, -YEAR, 3 * DAY, -1, 1, -3600, 40 * YEAR)
# What a program with a clock that stands wrong all the time is told.
WRONG = (-60 * YEAR, -YEAR, -DAY, DAY, YEAR, 20 * YEAR)
# Times of files, in nanoseconds: before 1970, far away, the second in which most of them were written.
TIMES = (-10**18, 0, 10**9, 4 * 10**18, 946_684_800 * 10**9)


class Clocks:
    def __init__(self, cli, shim, generator, folder):
        self.cli, self.shim, self.folder = cli, shim, folder
        self.mail = folder / "mail"
        subprocess.run([sys.executable, generator, self.mail, "300", "--form", "json"], check=True, stdout=subprocess.DEVNULL)
        self.files = sorted(self.mail.rglob("*.json"))
        for file in self.files:
            os.utime(file, (1_000_000_000, 1_000_000_000))
        now = self.look("date", "+%s", jumps=(10 * YEAR,))
        expect(int(now.stdout) > 9 * YEAR + int(self.look("date", "+%s").stdout), "the clock jumps")

    def look(self, *command, jumps=(), **options):
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))
        if jumps:
            environment |= {"LD_PRELOAD": self.shim, "CLOCK_JUMPS": ",".join(map(str, jumps))}
        return subprocess.run([*map(str, command)], **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options), env=environment,
                              timeout=60, check=False)

    def rows(self, jumps=(), cached=True, table="failures"):
        result = self.look(self.cli, "export", "--table", table, *(["--cache"] if cached else []), self.mail, jumps=jumps)
        expect(result.returncode == 0, f"clock {jumps}: status {result.returncode}, {result.stderr.decode()}")
        return result.stdout

    def forget(self):
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def index(self):
        """The only index that is kept, by its name and what makes it another."""
        kept = [path for path in (self.folder / "cache").rglob("*") if path.is_file()]
        expect(len(kept) == 1 and kept[0].suffix == ".mxindex", f"one index and nothing else: {kept}")
        return kept[0]

    def jumping(self):
        """An index that is written, read and replaced while the clock jumps gives the rows of reading without one."""
        good = self.rows(cached=False)
        expect(len(good) > 1000, "there are rows")
        for first in range(len(JUMPS)):
            self.forget()
            jumps = JUMPS[first:] + JUMPS[:first]
            for look in (jumps, jumps, (), jumps):
                expect(self.rows(look) == good, f"the rows with jumps {look}")
            self.index()
        for command in ("summary", "report"):
            expect(self.look(self.cli, command, self.mail).stdout == self.look(self.cli, command, self.mail, jumps=JUMPS).stdout,
                   f"{command} depends on reports alone")

    def changes(self):
        """A file that changed is noticed, whatever its time and the clock say; size and time may be those of before."""
        file = self.files[7]
        old = file.read_bytes()
        changed = re.sub(rb'("report-id": ?")(.)', lambda found: found[1] + (b"y" if found[2] == b"x" else b"x"), old, count=1)
        expect(len(changed) == len(old) and changed != old, "the change keeps the size")
        for wrong in WRONG:
            for time in TIMES:
                self.forget()
                file.write_bytes(old)
                os.utime(file, ns=(time, time))
                before = self.rows((wrong,), table="reports")
                expect(before == self.rows(cached=False, table="reports"), f"clock {wrong}, time {time}: before")
                file.write_bytes(changed)
                os.utime(file, ns=(time, time))
                after = self.rows((-wrong,), table="reports")
                expect(after != before and after == self.rows(cached=False, table="reports"), f"clock {wrong}, time {time}: the change")
        file.write_bytes(old)

    def old_index(self):
        """An index that was used at a time to come is replaced and counted like any other."""
        self.forget()
        good = self.rows()
        index = self.index()
        for seconds in (0, 4 * 10**9, 2 * 10**9):
            os.utime(index, (seconds, seconds))
            expect(self.rows() == good, f"index of {seconds}")
        left = index.with_name(index.stem + "-1.mxindex.new")
        left.write_bytes(b"half")
        os.utime(left, (4 * 10**9, 4 * 10**9))
        self.files[3].touch()  # so that it is written anew
        expect(self.rows() == good and not left.exists(), "what another left at a time to come goes")

    def output(self):
        """What is written is whole, and says how far it is by the steady clock."""
        target = self.folder / "rows.csv"
        try:
            leader, follower = pty.openpty()
        except OSError as error:  # a system without /dev/pts
            print(f"progress is not looked at: {error}")
            return
        process = subprocess.Popen([self.cli, "export", "--table", "failures", "-o", target, self.mail], stderr=follower,
                                   env=dict(os.environ, LD_PRELOAD=self.shim, CLOCK_JUMPS=",".join(map(str, JUMPS))))
        os.close(follower)
        text = b""
        try:
            while piece := os.read(leader, 65536):
                text += piece
        except OSError:  # a terminal that nobody writes to any more
            pass
        os.close(leader)
        expect(process.wait(60) == 0 and target.read_bytes() == self.rows(cached=False), "the rows")
        read = [int(found.replace(b",", b"")) for found in re.findall(rb"Reading ([\d,]+)", text)]
        written = [int(found) for found in re.findall(rb"Writing: (\d+) %", text)]
        expect(read and read == sorted(read) and read[-1] <= len(self.files), f"files read: {read}")
        expect(written == sorted(written) and all(percent <= 100 for percent in written), f"percent written: {written}")

    def wrong(self):
        """A clock that is wrong all the time changes nothing."""
        good = self.rows(cached=False)
        lines = self.look(self.cli, "summary", "--json", self.mail).stdout
        json.loads(lines)
        for seconds in WRONG:
            self.forget()
            for _ in range(2):
                expect(self.rows((seconds,)) == good, f"clock {seconds}")
            expect(self.look(self.cli, "summary", "--json", self.mail, jumps=(seconds,)).stdout == lines, f"summary at {seconds}")


def main(cli, shim, generator):
    expect(pathlib.Path(shim).is_file(), f"{shim} is built")
    with tempfile.TemporaryDirectory() as folder:
        clocks = Clocks(cli, shim, generator, pathlib.Path(folder))
        for test in (clocks.jumping, clocks.changes, clocks.old_index, clocks.output, clocks.wrong):
            test()
            print(test.__name__, "passed", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
