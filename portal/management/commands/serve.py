"""``manage.py serve``: all of the portal on this machine, under one supervisor."""

import fcntl
import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from portal.demo import demo_load, logins_table
from portal.embedded import data_dir, release_servers
from portal.history import half_replaced
from portal.processes import child_environment, local_programs
from portal.progress import step
from portal.static_stamp import collecting_beside
from portal.supervisor import Supervisor
from portal.translations import compile_catalogue


class Command(BaseCommand):
    help = "Prepare the database, load the demonstration, serve on PORT (8000) until Ctrl-C."
    requires_system_checks = []  # they run in the web process too; here they only cost time

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.PORTAL_DEMO:
            raise CommandError(
                "In production each process runs on its own: see docs/operations.md."
            )
        self.started = time.monotonic()
        self.port = port_from_environment()
        self.announced = self.up = False
        lock = take_lock(data_dir() / "run" / "serve.lock")
        check_port(self.port)
        self.logins = self.prepare()
        programs = local_programs(schedule=str(data_dir() / "run" / "beat"))
        supervisor = Supervisor(
            programs, child_environment(), on_tick=self.announce, go_on=self.is_up
        )
        code = supervisor.run()
        stopped = release_servers()
        os.close(lock)
        self.stdout.write(
            "Stopped." if stopped else "Stopped; another command still uses the database."
        )
        if code:
            sys.exit(code)

    def prepare(self) -> list[dict[str, str]]:
        """Translations, migrations, static files, demonstration data."""
        stamp = data_dir() / "run" / "static.stamp"
        with step("Translations"):
            compile_catalogue()
        with collecting_beside(stamp, Path(settings.STATIC_ROOT)) as finish:
            with step("Database"):
                check_history()
                call_command("migrate", interactive=False, verbosity=0)
            with step("Demonstration data"):
                logins = demo_load(now=timezone.now(), demo=True)
                connections.close_all()
            with step("Styles, scripts and pictures"):
                finish()
        return logins

    def is_up(self) -> bool:
        """Whether the site answers."""
        self.up = self.up or answers(self.port)
        return self.up

    def announce(self) -> None:
        """Once the site answers: where it is and who can sign in."""
        if self.announced or not self.is_up():
            return
        self.announced = True
        base = f"http://localhost:{self.port}"
        seconds = time.monotonic() - self.started
        self.stdout.write(
            f"\nReady after {seconds:.0f} s.\n"
            f"  Applicants   {base}/en/   {base}/zh-hans/\n"
            f"  Officers     {base}/admin/\n"
            f"  Demo mail    {base}/demo/mailbox/\n\n"
            f"Demonstration log-ins\n{logins_table(self.logins)}\n\n"
            "Ctrl-C stops everything.\n"
        )
        self.stdout.flush()


def check_history() -> None:
    """Raise a CommandError when the kept tables are of a version that leads nowhere."""
    if half_replaced():
        raise CommandError(
            "The kept data are of a version too old to be brought up to date. They are only "
            f"demonstration data: delete the folder {data_dir()} and start again."
        )


def port_from_environment() -> int:
    """The number in PORT, 8000 when unset.

    Raises:
        CommandError: it is not a port number.
    """
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CommandError(f"PORT is {text!r}: give a number from 1 to 65535.")
    return int(text)


def check_port(port: int) -> None:
    """Raise a CommandError when something listens there already, or we may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port >= 1024 else 8000
            what = "is in use" if not isinstance(error, PermissionError) else "needs root"
            raise CommandError(
                f"Port {port} {what}: stop the other program, or choose another port with "
                f"PORT={other} make run."
            ) from error


def take_lock(path: Path) -> int:
    """Hold the lock of the one supervisor of this folder; it falls with the process.

    Raises:
        CommandError: another one runs.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        number = os.read(lock, 20).decode().strip()
        os.close(lock)
        raise CommandError(
            f"The portal already runs from this folder (process {number}): stop that one first."
        ) from error
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    return lock


def answers(port: int) -> bool:
    """Whether the web server answers its liveness address."""
    with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as got:
        return bool(got.status == 200)
    return False
