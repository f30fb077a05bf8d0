# SPDX-License-Identifier: GPL-3.0-or-later
"""faults.py MXLENS-CLI FAULTYIO GENERATE.PY [ROUNDS]: the command line on a bad disk, and killed at any moment.

Nothing may be lost, nothing half written, and the next start is clean."""
import csv
import io
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

REPORTS = 300
# How a target is bad: what the disk does, the name that is given, and what is said about it.
BAD_TARGETS = {
    "a full disk": ({"write": 100}, "file", "the disk is full: free some space or choose another folder"),
    "a full disk, nothing there": ({"write": 0}, "file", "the disk is full: free some space or choose another folder"),
    "a disk that fails": ({"sync": 1}, "file", "the disk reports an error: choose another folder"),
    "a folder that must not be written": ({"create": 1}, "file",
                                          "writing is not permitted: choose another folder or change its permissions"),
    "a folder as target": ({}, "folder", "it is a folder: give the name of a file in it"),
    "a missing folder": ({}, "none/file", "the folder does not exist: create it or choose another"),
    "a file as folder": ({}, "file/file", "a part of the path is not a folder: choose another folder"),
    "a folder that is removed": ({"remove": "OUT"}, "file", "the folder or the unfinished file was removed during writing: "
                                                            "try again or choose another folder"),
}
BAD_TARGETS_ES = {
    "a missing folder": ({}, "none/file", "la carpeta no existe: créela o elija otra"),
    "a folder that is removed": ({"remove": "OUT"}, "file", "la carpeta o el archivo sin terminar se borró mientras se escribía: "
                                                            "inténtelo de nuevo o elija otra carpeta"),
}


class Faults:
    def __init__(self, cli, shim, generator, rounds, folder):
        self.cli, self.shim, self.rounds, self.folder = cli, shim, rounds, folder
        self.random = random.Random(20260301)
        self.inputs = {}
        for form in ("gz", "json", "mbox", "zip", "tar.gz"):
            path = folder / f"in-{form}"
            subprocess.run([sys.executable, generator, path, str(REPORTS), "--form", form], check=True, stdout=subprocess.DEVNULL)
            self.inputs[form] = path
        self.cache = folder / "cache"
        self.good = {form: self.export(path).stdout for form, path in self.inputs.items()}
        for form, text in self.good.items():
            expect(len(text) > 1000, f"{form} gives rows")
        expect(self.export(self.inputs["json"], read=0).returncode == 1, "the disk is a bad one")

    def run(self, arguments, cached=False, **faults):
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.cache), **{f"FAULTY_{key.upper()}": str(value) for key, value in faults.items()})
        if faults:
            environment["LD_PRELOAD"] = self.shim
        options = ["--cache"] if cached else []
        return subprocess.run([self.cli, *map(str, arguments), *options], capture_output=True, env=environment, timeout=60)

    def export(self, path, table="failures", cached=False, **faults):
        return self.run(["export", "--table", table, path], cached, **faults)

    def short_reads(self):
        for form, path in self.inputs.items():
            for piece in (1, 13, 4095) if form != "zip" else (13, 4095):
                result = self.export(path, piece=piece)
                expect(result.returncode == 0 and result.stdout == self.good[form], f"{form} in pieces of {piece} bytes")

    def failing_reads(self):
        sources = rows(self.export(self.inputs["json"], "sources").stdout)
        size = sum(file.stat().st_size for file in self.inputs["json"].rglob("*.json"))
        for _ in range(self.rounds):
            good = self.random.randrange(size)
            result = self.export(self.inputs["json"], "sources", read=good)
            found = rows(result.stdout)
            expect(result.returncode in (0, 1), f"EIO after {good} bytes: status {result.returncode}")
            expect([row["source"] for row in found] == [row["source"] for row in sources], "every source is accounted for")
            bad = [row for row in found if row["outcome"] == "unreadable"]
            expect((result.returncode == 1) == bool(bad), "the status says so")
            expect(all(row["detail"] for row in bad), "with the cause")
        for form in ("mbox", "zip", "tar.gz", "gz"):
            for _ in range(self.rounds):
                result = self.export(self.inputs[form], "sources", read=self.random.randrange(200_000))
                expect(result.returncode in (0, 1), f"{form}: status {result.returncode}")

    def vanishing_files(self):
        for _ in range(self.rounds):
            folder = self.folder / "vanishing"
            shutil.copytree(self.inputs["json"], folder)
            files = sorted(folder.rglob("*.json"))
            process = subprocess.Popen([self.cli, "export", "--table", "sources", folder], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, env=dict(os.environ, LD_PRELOAD=self.shim, FAULTY_PIECE="64"))
            for file in self.random.sample(files, len(files) // 2):
                file.unlink()
            text = process.communicate(timeout=60)[0]
            expect(process.returncode in (0, 1), f"status {process.returncode}")
            kept = sum(row["outcome"] == "report" for row in rows(text))
            expect(kept >= len(files) // 2, f"the files that stay are read: {kept}")
            shutil.rmtree(folder)

    def full_disk(self):
        out = self.folder / "out"
        out.mkdir()
        target = out / "rows.csv"
        size = len(self.good["gz"])
        for room in [0, 1, size - 1] + [self.random.randrange(size) for _ in range(self.rounds)]:
            target.write_bytes(b"old")
            result = self.run(["export", "--table", "failures", "-o", target, self.inputs["gz"]], write=room)
            expect(result.returncode == 2, f"room for {room} bytes: status {result.returncode}")
            expect(target.read_bytes() == b"old", "the old file stays")
            expect(os.listdir(out) == ["rows.csv"], "nothing else stays")
        result = self.run(["export", "--table", "failures", "-o", target, self.inputs["gz"]], sync=1)
        expect(result.returncode == 2 and target.read_bytes() == b"old", "what is not on disk does not count")
        result = self.run(["export", "--table", "failures", "-o", target, self.inputs["gz"]])
        expect(result.returncode == 0 and target.read_bytes() == self.good["gz"], "the next one is whole")
        shutil.rmtree(out)
        shutil.rmtree(self.cache, ignore_errors=True)
        self.clean_start()
        size = sum(path.stat().st_size for path in self.indexes())
        expect(size > 1000, "there is an index")
        for room in [0, 1, size - 1] + [self.random.randrange(size) for _ in range(self.rounds)]:
            shutil.rmtree(self.cache, ignore_errors=True)
            result = self.export(self.inputs["gz"], cached=True, write=room)
            expect(result.returncode == 0 and result.stdout == self.good["gz"], "no room for the index is no failure")
            expect(not self.indexes(), f"room for {room} of {size} bytes: nothing of the index stays")
            self.clean_start()

    def bad_targets(self):
        """Whatever is written wherever it cannot be: what, where and what to do; the old file stays, and nothing else."""
        commands = [["export", "--table", "failures"], ["export", "--table", "problems"], ["export", "--format", "parsedmarc-csv"],
                    ["export", "--stream", "--table", "policies"], ["report", "--format", "text"], ["report", "--format", "html"],
                    ["report", "--format", "pdf"]]
        for command in commands:
            for fault, case in BAD_TARGETS.items():
                self.bad_target(command, fault, *case)
        for command in (commands[0], commands[-1]):
            for fault, case in BAD_TARGETS_ES.items():
                self.bad_target([*command, "--language", "es"], fault, *case)

    def bad_target(self, command, fault, faults, name, sentence):
        what = f"{' '.join(command)} on {fault}"
        out = self.folder / "bad"
        (out / "folder").mkdir(parents=True)
        (out / "file").write_bytes(b"old")
        faults = {key: str(out) if value == "OUT" else value for key, value in faults.items()}
        result = self.run([*command, "-o", out / name, self.inputs["gz"]], **faults)
        expect(result.returncode == 2, f"{what}: status {result.returncode}")
        expect(result.stderr.decode() == f"mxlens-cli: {out / name}: {sentence}\n", f"{what}: {result.stderr.decode()}")
        expect(not result.stdout, f"{what}: writes to standard output")
        left = sorted(str(path.relative_to(out)) for path in out.rglob("*"))
        expect(left == ([] if "remove" in faults else ["file", "folder"]), f"{what}: leaves {left}")
        expect(not left or (out / "file").read_bytes() == b"old", f"{what}: the old file is gone")
        shutil.rmtree(out, ignore_errors=True)

    def scarce_memory(self):
        """With any limit of memory: all of it, or a sentence and the old file; never a hang."""
        out = self.folder / "scarce"
        out.mkdir()
        target = out / "rows.csv"

        def status(mib):
            target.write_bytes(b"old")
            bytes_ = int(mib * (1 << 20))
            result = subprocess.run([self.cli, "export", "--table", "failures", "-o", target, self.inputs["mbox"]], capture_output=True,
                                    timeout=60, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_)))
            expect(result.returncode in (0, 1, 2), f"{mib} MiB: status {result.returncode}, {result.stderr.decode()}")
            expect(result.returncode == 0 or result.stderr.strip(), f"{mib} MiB: a sentence")
            expect("bad_alloc" not in result.stderr.decode(), f"{mib} MiB: {result.stderr.decode()}")
            expect(os.listdir(out) == ["rows.csv"], f"{mib} MiB: nothing else stays: {os.listdir(out)}")
            content = target.read_bytes()
            # 1: what could not be read is told, and the rest is written as a whole.
            expect(content == {0: self.good["mbox"], 1: content}.get(result.returncode, b"old"), f"{mib} MiB: the old file or the new one")
            expect(result.returncode != 1 or content.endswith(b"\n"), f"{mib} MiB: whole lines")
            return result.returncode

        def starts(mib):
            bytes_ = int(mib * (1 << 20))
            return subprocess.run([self.cli, "--version"], capture_output=True, timeout=60,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))).returncode == 0

        # With less the loader and the libraries that it begins have not enough, before the program runs at all.
        least = next(mib for mib in range(16, 4096) if starts(mib)) + 1
        enough = least
        while status(enough) != 0:
            enough += 32
            expect(enough < 4096, "it works with memory")
        for part in range(8 * self.rounds):
            status(least + (enough - least) * part / (8 * self.rounds))
        shutil.rmtree(out)

    def signals(self):
        """Ended at any of the moments in which it does something with files, the last ones above all: then it writes."""
        out = self.folder / "killed"
        out.mkdir()
        target = out / "result"
        commands = {"reading and a new index": (["export", "--cache", "--table", "failures"], True),
                    "an index that is there": (["export", "--cache", "--table", "failures"], False),
                    "rows as they are read": (["export", "--stream", "--table", "failures"], False),
                    "a report for people": (["report", "--format", "html"], False)}
        for what, (command, anew) in commands.items():
            command = [*command, "-o", target, self.inputs["gz"]]
            self.killed(what, command, target, anew)
        for name in os.listdir(out):
            expect(name == target.name or name.startswith(".mxlens-"), name)
        shutil.rmtree(out)

    def killed(self, what, command, target, anew):
        if anew:
            shutil.rmtree(self.cache, ignore_errors=True)
        else:
            self.clean_start()
        count = self.folder / "moments"
        expect(self.run(command, count=count).returncode == 0, what)
        good, moments = target.read_bytes(), int(count.read_text())
        expect(moments > 10 and len(good) > 1000, f"{what}: {moments} moments")
        last = range(max(0, moments - 6 * self.rounds), moments)
        struck = 0
        for moment in sorted({*last, *(self.random.randrange(moments) for _ in range(3 * self.rounds))}):
            for number in (signal.SIGTERM, signal.SIGKILL):
                target.write_bytes(b"old")
                if anew:
                    shutil.rmtree(self.cache, ignore_errors=True)
                status = self.run(command, signal=f"{moment} {number.value}").returncode
                here = f"{what}, {number.name} at {moment} of {moments}"
                expect(status in (0, -number, 128 + number), f"{here}: status {status}")
                struck += status != 0
                content = target.read_bytes()
                expect(content == good or (content == b"old" and status != 0), f"{here}: neither the old file nor the new one")
                left = set(os.listdir(target.parent)) - {target.name}
                expect(number == signal.SIGKILL or not left, f"{here}: leaves {left}")
                for name in left:
                    (target.parent / name).unlink()
                self.clean_start()
        expect(struck > len(last), f"{what}: only {struck} of them ended it")

    def indexes(self):
        return [path for path in self.cache.rglob("*") if path.is_file()]

    def clean_start(self):
        result = self.export(self.inputs["gz"], cached=True)
        expect(result.returncode == 0 and result.stdout == self.good["gz"], "the next start is clean")


def rows(text):
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def expect(holds, what):
    if not holds:
        raise SystemExit(f"FAILED: {what}")


def main(cli, shim, generator, rounds="4"):
    # The loader passes over a library that is not there, and then everything here would test nothing.
    expect(pathlib.Path(shim).is_file(), f"{shim} is built")
    with tempfile.TemporaryDirectory() as folder:
        faults = Faults(cli, shim, generator, int(rounds), pathlib.Path(folder))
        for test in (faults.short_reads, faults.failing_reads, faults.vanishing_files, faults.full_disk, faults.bad_targets, faults.scarce_memory,
                     faults.signals):
            test()
            print(test.__name__, "passed")


if __name__ == "__main__":
    main(*sys.argv[1:])
