"""Runs several programs as one: prefixed logs, restarts, and an end that leaves nothing behind."""

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import IO

from portal.processes import Program

COLOURS = (36, 32, 35, 33, 34, 31)
STOP_SECONDS = 20.0
RESTARTS = 3
RESTART_WINDOW = 60.0


class Child:
    """One running program, its unfinished line, and when it last had to be started again."""

    def __init__(self, program: Program, environment: dict[str, str]) -> None:
        self.program = program
        self.environment = {**environment, **program.environment}
        self.starts: deque[float] = deque(maxlen=RESTARTS + 1)
        self.rest = b""
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(  # noqa: S603 - the commands are our own
            self.program.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
        return self.process

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout is not None  # noqa: S101 - for the type checker
        return self.process.stdout

    @property
    def keeps_dying(self) -> bool:
        """Whether it was started more often than ``RESTARTS`` times within the window."""
        full = len(self.starts) == self.starts.maxlen
        return full and time.monotonic() - self.starts[0] < RESTART_WINDOW

    def signal(self, number: int) -> None:
        """Signal the program and, for SIGKILL, whatever it started."""
        with suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)


class Supervisor:
    """Runs programs until SIGINT or SIGTERM, or until one of them keeps dying.

    Args:
        programs: what to run. The first starts alone, the others when ``go_on`` says so: so the
            pages are there soon, although everything together takes its time.
        environment: of every program; its own entries come on top.
        on_tick: called a few times a second while all is well.
        go_on: whether the first program is far enough; asked a few times a second.
        write: takes one finished line.
    """

    def __init__(
        self,
        programs: list[Program],
        environment: dict[str, str],
        *,
        on_tick: Callable[[], None] = lambda: None,
        go_on: Callable[[], bool] = lambda: True,
        write: Callable[[str], None] | None = None,
    ) -> None:
        self.programs = programs
        self.environment = environment
        self.on_tick = on_tick
        self.go_on = go_on
        self.write = write or _print_line
        self.width = max(len(program.name) for program in programs)
        self.selector = selectors.DefaultSelector()
        self.children: list[Child] = []
        self.signals = 0

    def run(self) -> int:
        """Run to the end. Returns 0 after a signal, 1 when a program kept dying."""
        with self._signals():
            code = 0
            try:
                self._start(self.programs[:1])
                while not self.signals and not code:
                    if len(self.children) < len(self.programs) and self.go_on():
                        self._start(self.programs[1:])
                    self._read(0.3)
                    code = self._revive()
                    self.on_tick()
            finally:
                self._stop()
                self.selector.close()
        return code

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def count(_number: int, _frame: FrameType | None) -> None:
            self.signals += 1

        before = {
            number: signal.signal(number, count) for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start(self, programs: list[Program]) -> None:
        for program in programs:
            self.children.append(self._watch(Child(program, self.environment)))

    def _watch(self, child: Child) -> Child:
        os.set_blocking(child.output.fileno(), False)
        self.selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def _read(self, seconds: float) -> None:
        for key, _events in self.selector.select(seconds):
            child: Child = key.data
            data = key.fileobj.read()  # type: ignore[union-attr]
            if not data:
                self.selector.unregister(key.fileobj)
                continue
            *lines, child.rest = (child.rest + data).split(b"\n")
            for line in lines:
                self._line(child, line)

    def _line(self, child: Child, line: bytes) -> None:
        colour = COLOURS[self.programs.index(child.program) % len(COLOURS)]
        label = child.program.name.ljust(self.width)
        text = line.decode(errors="replace").rstrip()
        if not text:
            return
        self.write(f"{paint(label, colour)} | {text}")

    def _revive(self) -> int:
        for child in self.children:
            code = child.process.poll()
            if code is None or self.signals:
                continue
            self._let_go(child)
            if child.keeps_dying:
                self.write(
                    f"{child.program.name} ended {len(child.starts)} times within a minute "
                    f"(last code {code}), so everything is being stopped; "
                    "its last lines above say why."
                )
                return 1
            self.write(f"{child.program.name} ended with code {code}; starting it again")
            child.start()
            self._watch(child)
        return 0

    def _let_go(self, child: Child) -> None:
        """End what a dead program left running, print its last words, close its pipe."""
        child.signal(signal.SIGKILL)
        if data := child.output.read():
            child.rest += data
        for line in filter(None, child.rest.split(b"\n")):
            self._line(child, line)
        child.rest = b""
        with suppress(KeyError):
            self.selector.unregister(child.output)
        child.output.close()

    def _stop(self) -> None:
        """Ask all to finish; after a while, or at a second signal, end them."""
        asked = self.signals
        for child in self.children:
            if child.process.poll() is None:
                child.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.process.poll() is None for child in self.children):
            if time.monotonic() > deadline or self.signals > max(asked, 1):
                break
            self._read(0.1)
        for child in self.children:
            child.signal(signal.SIGKILL)
            child.process.wait()
            if not child.output.closed:
                self._let_go(child)


def paint(text: str, colour: int) -> str:
    """Colour for terminals only, so that a log file stays readable."""
    wanted = sys.stdout.isatty() or os.environ.get("FORCE_COLOR")
    if not wanted or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{colour}m{text}\033[0m"


def _print_line(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _die_with_parent() -> None:
    """Linux: end with the supervisor even when it is killed outright."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
