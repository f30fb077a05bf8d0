# SPDX-License-Identifier: GPL-3.0-or-later
"""A display for one test alone, so that nothing depends on who else uses one."""
import contextlib
import os
import shutil
import subprocess


def available():
    """Whether a display can be had here."""
    return shutil.which("Xvfb") is not None


def end(process):
    """Ends a process that was started here, politely first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def display(size="1280x800x24"):
    """Gives the name of a new display, as DISPLAY takes it, and ends it.

    It is never reset: a server that resets itself when its last client leaves refuses whoever comes at
    that moment, and a program that is only then starting would not be seen at all.
    """
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp",
                               "-noreset"], pass_fds=[write], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb gave no display")
        yield f":{number}"
    finally:
        end(server)
