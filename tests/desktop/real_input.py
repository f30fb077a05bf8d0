#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job as a person does it: a real display with a window manager, mouse and keyboard.

    real_input.py MXLENS MXLENS-CLI DRAGSOURCE GENERATE.PY [PICTURES]

Needs Xvfb, openbox, xdotool, xclip and xprop; ends with 77 (skipped) where one is missing. With pcmanfm
files are also dragged from a real file manager. Pictures of each step go to the folder PICTURES.
"""
import contextlib
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import display

SKIPPED = 77
PATIENCE = 30


def until(what, check, patience=PATIENCE):
    """Looks again and again until check() gives something; nobody waits longer than needed."""
    end = time.monotonic() + patience
    while True:
        found = check()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {patience} s")
        time.sleep(0.05)


class Desktop:
    """A display of its own with a window manager, a home and a runtime folder."""

    def __init__(self, stack, folder, pictures):
        self.folder, self.pictures, self.stack = folder, pictures, stack
        name = stack.enter_context(display.display())
        for place in ("home", "run", "config"):
            (folder / place).mkdir(mode=0o700)
        self.env = {"PATH": os.environ["PATH"], "DISPLAY": name, "HOME": str(folder / "home"),
                    "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_CONFIG_HOME": str(folder / "config"),
                    "LC_ALL": "C.UTF-8", "TZ": "Pacific/Chatham", "QT_QPA_PLATFORM": "xcb"}
        self.start(["openbox"])
        until("window manager", lambda: self.tool("get_num_desktops", fails=True))

    def start(self, command, **options):
        options.setdefault("env", getattr(self, "env", None))
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, **options)
        self.stack.callback(process.stdout.close)
        self.stack.callback(display.end, process)
        return process

    def tool(self, *words, fails=False):
        result = subprocess.run(["xdotool", *map(str, words)], env=self.env, capture_output=True, check=False)
        if result.returncode and not fails:
            raise AssertionError(f"xdotool {words}: {result.stderr.decode()}")
        return result.stdout.decode().strip() if not result.returncode else ""

    def windows(self, title):
        """The windows that the window manager lists, by a part of their title."""
        listed = subprocess.run(["xprop", "-root", "_NET_CLIENT_LIST"], env=self.env, capture_output=True,
                                check=False).stdout.decode()
        return [window for window in re.findall("0x[0-9a-f]+", listed) if title in self.title(window)]

    def window(self, title):
        return until(f"a window {title!r}", lambda: self.windows(title))[-1]

    def title(self, window):
        return self.tool("getwindowname", window, fails=True)

    def key(self, *keys):
        self.tool("key", "--clearmodifiers", *keys)

    def type(self, text):
        self.tool("type", "--delay", 5, text)

    def clipboard(self):
        return subprocess.run(["xclip", "-o", "-selection", "clipboard"], env=self.env, capture_output=True,
                              check=False).stdout.decode()

    def copy(self, data):
        # It stays to serve the clipboard.
        process = self.start(["xclip", "-i", "-quiet", "-selection", "clipboard", data])
        until("clipboard", self.clipboard)
        return process

    def drag(self, start, end):
        """By hand: pressed, moved in steps, let go."""
        self.tool("mousemove", *start, "mousedown", 1)
        for step in range(1, 21):
            self.tool("mousemove", *(round(a + (b - a) * step / 20) for a, b in zip(start, end)))
        self.tool("mousemove", end[0] + 1, end[1] + 1, "mouseup", 1)

    def picture(self, name):
        if self.pictures and shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(self.pictures / f"{name}.png")], env=self.env,
                           check=False)


class Lens:
    """The program, started anew."""

    def __init__(self, desktop, program, *arguments):
        self.desktop = desktop
        known = set(desktop.windows("MX Lens"))
        self.process = desktop.start([program, *map(str, arguments)])
        self.window = until("the window", lambda: [w for w in desktop.windows("MX Lens") if w not in known])[-1]

    def place(self, x, y, width, height):
        self.desktop.tool("windowsize", self.window, width, height)
        self.desktop.tool("windowmove", self.window, x, y)
        self.front()

    def front(self):
        self.desktop.tool("windowactivate", "--sync", self.window)

    def expect(self, title):
        until(f"the title {title!r}", lambda: title in self.desktop.title(self.window))

    def quit(self):
        self.front()
        self.desktop.key("ctrl+q")
        code = self.process.wait(PATIENCE)
        assert code == 0, f"quitting ended with {code}"


def reports(folder, count, failing):
    """Reports of one day each, of which some fail for an expired certificate."""
    folder.mkdir()
    for i in range(count):
        details = [{"result-type": "certificate-expired", "sending-mta-ip": "192.0.2.1",
                    "receiving-mx-hostname": "mx1.example.com", "failed-session-count": 3 + i}]
        report = {"organization-name": f"Sender {i % 3}", "report-id": f"r{i}", "contact-info": "tls@example.net",
                  "date-range": {"start-datetime": f"2026-03-{1 + i % 28:02}T00:00:00Z",
                                 "end-datetime": f"2026-03-{1 + i % 28:02}T23:59:59Z"},
                  "policies": [{"policy": {"policy-type": "sts", "policy-domain": "example.com",
                                           "policy-string": ["version: STSv1", "mode: enforce",
                                                             "mx: mx1.example.com", "max_age: 86400"],
                                           "mx-host": ["mx1.example.com"]},
                                "summary": {"total-successful-session-count": 100,
                                            "total-failure-session-count": 3 + i if i < failing else 0},
                                "failure-details": details if i < failing else []}]}
        (folder / f"r{i:03}.json.gz").write_bytes(gzip.compress(json.dumps(report).encode()))


def drop_from_another_program(desktop, program, source, files):
    """Files dropped from another program are read; so is text, and the keyboard filters and copies."""
    lens = Lens(desktop, program)
    lens.place(0, 0, 900, 700)
    process = desktop.start([source, "1000", "100", *map(str, sorted(files.iterdir()))])
    window = desktop.window("dragsource")
    place = dict(line.split("=") for line in desktop.tool("getwindowgeometry", "--shell", window).split())
    start = (int(place["X"]) + 30, int(place["Y"]) + 30)
    desktop.drag(start, (450, 350))
    assert process.stdout.readline() == b"copied\n", "the drop was not taken as a copy"
    lens.expect("10 reports")
    desktop.picture("dropped")
    lens.front()
    desktop.key("ctrl+3")
    desktop.key("ctrl+f")
    desktop.type("failures:>5 result:certificate-expired\n")
    return lens


def copied_rows(desktop):
    desktop.key("ctrl+3")
    desktop.key("Tab")
    desktop.tool("mousemove", 450, 470, "click", 1)
    desktop.key("ctrl+a")
    desktop.key("ctrl+c")
    return desktop.clipboard()


def named(desktop, title, path, done):
    """Gives a name to a dialog of files by the keyboard, until something came of it."""
    desktop.tool("windowactivate", "--sync", desktop.window(title))
    desktop.key("ctrl+a")
    desktop.type(str(path))

    def happened():
        if desktop.windows(title):
            desktop.key("Return")  # the first one may go to the list of names that completes
        return done()
    until(f"what comes of {title!r}", happened)


def open_sort_zoom(desktop, program, files):
    """A folder opened by the keyboard; rows sorted, days selected and the chart zoomed by the mouse, and a step back."""
    lens = Lens(desktop, program)
    lens.place(0, 0, 900, 700)
    desktop.key("ctrl+shift+o")
    named(desktop, "Open a folder", files, lambda: "10 reports" in desktop.title(lens.window))
    lens.front()
    shown = [f"2026-03-{day:02}" for day in range(1, 8)]

    def days():
        return [line[:10] for line in copied_rows(desktop).strip().split("\n")[1:]]
    until("the latest days first", lambda: days() == shown[::-1])
    desktop.key("Escape")  # what was added is told above the tables, whose places are known without it
    desktop.tool("mousemove", 340, 365, "click", 1)  # the header of the first column
    until("the earliest days first", lambda: days() == shown)
    desktop.picture("sorted")
    desktop.tool("keydown", "shift")
    desktop.drag((490, 260), (575, 260))  # from 3 to 5 March
    desktop.tool("keyup", "shift")
    until("the days selected in the chart", lambda: days() == shown[2:5])
    desktop.picture("days")
    desktop.key("alt+Left")
    until("a step back", lambda: days() == shown)
    desktop.tool("mousemove", 600, 250, "click", 4)
    lens.quit()
    kept = (desktop.folder / "config" / "mxlens" / "mxlens.ini").read_text()
    zoom = re.search(r'"zoom-from=([-\d]+)", "zoom-to=([-\d]+)"', kept)
    assert zoom and "2026-03-01" < zoom[1] < zoom[2] < "2026-03-10", kept


def quit_while_reading(desktop, program, files):
    """Quits before everything is read: else there would be an index of it."""
    cache = desktop.folder / "home" / ".cache" / "mxlens"
    for _ in range(5):
        shutil.rmtree(cache, ignore_errors=True)
        Lens(desktop, program, files).quit()
        if not list(cache.glob("*.mxindex")):
            return
    raise AssertionError("it was never in the middle of loading")


def exported(desktop, lens, target):
    """Saves by the keyboard alone: Ctrl+S, the name, Return."""
    lens.front()
    desktop.key("ctrl+s")
    named(desktop, "Export rows shown", target, lambda: target.exists() and target.stat().st_size)
    return target.read_bytes()


def drop_from_file_manager(desktop, program, files):
    """A file dragged out of pcmanfm."""
    lens = Lens(desktop, program)
    lens.place(0, 0, 640, 640)
    desktop.start(["pcmanfm", "--no-desktop", str(files)])
    window = desktop.window(files.name)
    desktop.tool("windowsize", window, 560, 400)
    desktop.tool("windowmove", window, 680, 40)
    desktop.tool("windowactivate", "--sync", window)

    def dragged():
        # The only file stands first, right of the list of places; its icon is looked for there.
        for x in range(60, 340, 40):
            desktop.drag((680 + x, 190), (320, 320))
            if "1 report" in desktop.title(lens.window):
                return True
        return False
    until("the file of the file manager", dragged)
    desktop.picture("file-manager")
    lens.quit()


def main():
    program, cli, source, generate = sys.argv[1:5]
    pictures = pathlib.Path(sys.argv[5]) if len(sys.argv) > 5 else None
    for tool in ("Xvfb", "openbox", "xdotool", "xclip", "xprop"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is not here")
            sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        reports(folder / "ten", 10, 7)
        reports(folder / "one", 1, 1)
        desktop = Desktop(stack, folder, pictures)

        lens = drop_from_another_program(desktop, program, source, folder / "ten")
        # Until the filter has come to the rows: they are exchanged, also under what was selected.
        def found():
            lines = copied_rows(desktop).strip().split("\n")
            return lines if len(lines) == 5 else None
        lines = until("the rows of the filter, copied", found)
        assert all("certificate-expired" in line for line in lines[1:]), lines
        written = exported(desktop, lens, folder / "out.csv")
        wanted = subprocess.run([cli, "export", "--table", "failures", "--filter",
                                 "failures:>5 result:certificate-expired", str(folder / "ten")],
                                capture_output=True, check=True).stdout
        assert sorted(written.split(b"\r\n")) == sorted(wanted.split(b"\r\n")), (written, wanted)
        print("drop, filter, copy, export: well")

        second = Lens(desktop, program, folder / "one")
        second.expect("1 report")
        second.quit()
        lens.front()
        desktop.key("ctrl+shift+e")
        plain = folder / "pasted.json"
        plain.write_bytes(gzip.decompress((folder / "one" / "r000.json.gz").read_bytes()).replace(b"r0", b"pasted"))
        desktop.copy(str(plain))
        lens.front()
        desktop.key("ctrl+v")
        lens.expect("11 reports")
        lens.place(40, 40, 1000, 640)
        lens.quit()
        print("second window, paste: well")

        lens = Lens(desktop, program, folder / "one")
        size = desktop.tool("getwindowgeometry", "--shell", lens.window)
        assert "WIDTH=1000" in size and "HEIGHT=640" in size, size
        lens.quit()
        print("window state kept: well")

        open_sort_zoom(desktop, program, folder / "ten")
        print("open, sort, select days, zoom: well")

        subprocess.run([sys.executable, generate, str(folder / "many"), "20000"], check=True,
                       stdout=subprocess.DEVNULL)
        quit_while_reading(desktop, program, folder / "many")
        print("quit in the middle of loading: well")
        if shutil.which("pcmanfm"):
            drop_from_file_manager(desktop, program, folder / "one")
            print("drop from a file manager: well")
        else:
            print("pcmanfm is not here: no drop from a file manager")


main()
