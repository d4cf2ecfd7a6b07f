"""The process that owns one embedded server: starts it, waits for the last lease, stops it.

Run as ``python -m portal.embedded.keeper postgres``. Standard library only, so that it starts fast.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import Place, unwritable
from portal.embedded.servers import KINDS, Server

RESTARTS = 5  # after so many crashes the log, not another attempt, is what helps


class Keeper:
    """Runs one server until nobody holds a lease on it."""

    def __init__(self, server: Server, place: Place) -> None:
        self.server = server
        self.place = place
        self.over = threading.Event()

    def run(self) -> None:
        """Start the server, say "ready" on standard output, and stop it at the end."""
        process = self._start()
        self.place.state_file.write_text(self.server.url)
        say("ready")
        threading.Thread(target=self._watch_leases, daemon=True).start()
        try:
            for _attempt in range(RESTARTS):
                while process.poll() is None and not self.over.wait(0.2):
                    pass
                if self.over.is_set():
                    break
                note(f"{self.place.name} ended with code {process.returncode}; starting it again")
                process = self._start()
        finally:
            self.place.state_file.unlink(missing_ok=True)
            self._stop(process)
            self.server.tidy()

    def _start(self) -> "subprocess.Popen[bytes]":
        self.server.prepare()
        process = self.server.launch()
        deadline = time.monotonic() + 60
        while not self.server.answers(process):
            if process.poll() is not None or time.monotonic() > deadline:
                self._stop(process)
                raise EmbeddedServerError(self.server.explain())
            time.sleep(0.02)
        return process

    def _stop(self, process: "subprocess.Popen[bytes]") -> None:
        if process.poll() is not None:
            return
        process.send_signal(self.server.stop_signal)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _watch_leases(self) -> None:
        """An exclusive lock is granted when the last shared one is gone; it ends with us."""
        lease = os.open(self.place.file("lease"), os.O_RDWR | os.O_CREAT, 0o666)
        fcntl.flock(lease, fcntl.LOCK_EX)
        self.over.set()


def say(word: str) -> None:
    """Tell the process that started us, then let go of its pipe."""
    with contextlib.suppress(BrokenPipeError):
        os.write(1, (" ".join(word.split()) + "\n").encode())
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


def note(line: str) -> None:
    """Write to the keeper's log, which is its standard error."""
    os.write(2, f"keeper: {line}\n".encode())


def main(name: str) -> int:
    """Keep one server. Returns the exit code."""
    try:
        place = Place.of(name)
        own = os.open(place.file("keeper"), os.O_RDWR | os.O_CREAT, 0o666)
        fcntl.flock(own, fcntl.LOCK_EX)
        keeper = Keeper(KINDS[name](place), place)
    except OSError as error:
        say(unwritable(Place.of(name).root, error))
        return 1

    def stop(_number: int, _frame: FrameType | None) -> None:
        keeper.over.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        keeper.run()
    except EmbeddedServerError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(unwritable(place.root, error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
