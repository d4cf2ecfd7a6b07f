"""The real thing for browser and kill tests: gunicorn, Celery workers and beat on a test database.

``live_stack`` starts it for one test (needs ``transactional_db``: the processes see only what is
committed). ``stack.programs`` names the processes, ``stack.kill("pdf")`` ends one the hard way.
"""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from celery import Celery
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from applications.models import Heartbeat
from portal.processes import WORKERS, Program, local_programs
from portal.tasks import heartbeat

START_SECONDS = 180.0


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], *, seconds: float = 120.0, what: str = "") -> None:
    """Wait for something that another process does, and fail with its name if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what or condition}")
        time.sleep(0.05)


def database_url() -> str:
    """Address of the database this test runs on, for other processes."""
    found = connection.settings_dict
    host, port = str(found["HOST"]), str(found["PORT"] or "")
    if host.startswith("/"):
        return f"postgresql://{found['USER']}:@/{found['NAME']}?host={host}"
    at = f"{found['USER']}:{found['PASSWORD']}@{host}"
    return f"postgresql://{at}{':' + port if port else ''}/{found['NAME']}"


def broker_url() -> str:
    """A database of the broker that only this test worker uses."""
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = os.environ["REDIS_URL"]
    return f"{url}?db={number}" if url.startswith("unix:") else f"{url.rstrip('/')}/{number}"


@dataclass
class Stack:
    """Running processes over the test's database, with a broker database of their own."""

    folder: Path
    port: int = field(default_factory=free_port)
    broker: str = field(default_factory=broker_url)
    web_processes: int = 1
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DJANGO_SETTINGS_MODULE": "tests.support.live_settings",
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.broker,
            "PORT": str(self.port),
            "PORTAL_BASE_URL": self.url,
            "LIVE_FILES": str(default_storage.path("")),
            "WEB_CONCURRENCY": str(self.web_processes),
            "PYTHONUNBUFFERED": "1",
            "LOG_FORMAT": "json",
        }
        return {**os.environ, **own}

    def start(self, *names: str) -> None:
        """Start the named programs, or all, and wait for the web server if it is one of them."""
        wanted = [program for program in self.programs() if not names or program.name in names]
        for program in wanted:
            self.running[program.name] = self._spawn(program)
        if any(program.name == "web" for program in wanted):
            wait_until(self.answers, seconds=START_SECONDS, what=f"web server, see {self.folder}")

    def programs(self) -> list[Program]:
        return local_programs(schedule=str(self.folder / "beat"))

    def _spawn(self, program: Program) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{program.name}.log").open("ab") as log:
            return subprocess.Popen(
                program.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def answers(self) -> bool:
        """Whether the web server serves."""
        with suppress(URLError, OSError), urlopen(f"{self.url}/healthz", timeout=1) as got:
            return bool(got.status == 200)
        return False

    def send(self, task: Any, *args: Any, queue: str = "") -> None:
        """Hand a task to the stack's broker, although the test itself has none."""
        address = self.broker.replace("unix://", "redis+socket://", 1)
        app = Celery(broker=address.replace("?db=", "?virtual_host="), set_as_current=False)
        app.conf.task_queues = settings.CELERY_TASK_QUEUES
        app.send_task(task.name, args=args, queue=queue or route_of(task.name))
        app.close()

    def settle(self, queue: str) -> None:
        """Wait until the one worker of a queue has done everything that was sent there before."""
        mark = f"settle {uuid4().hex[:12]}"
        self.send(heartbeat, mark, queue=queue)
        wait_until(
            Heartbeat.objects.filter(name=f"queue:{mark}").exists,
            seconds=START_SECONDS,
            what=f"{queue} settled",
        )

    def start_workers(self, *names: str) -> None:
        """Start these workers and wait until each takes tasks."""
        self.start(*names)
        for queue in [queue for name in names for queue in WORKERS[name]]:
            self.settle(queue)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def kill(self, name: str) -> None:
        """End a program and all it started, as a power cut would."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End all of them; politely first, so that they close their connections."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for name, process in list(self.running.items()):
            with suppress(subprocess.TimeoutExpired):
                process.wait(60)
            self.kill(name)


def route_of(task: str) -> str:
    """The queue that a task goes to."""
    return str(settings.CELERY_TASK_ROUTES.get(task, {}).get("queue", "default"))


@pytest.fixture
def live_stack(transactional_db: None, tmp_path: Path) -> Iterator[Stack]:
    """A stack that is not started yet: call ``live_stack.start()`` or ``.start("web", "pdf")``."""
    stack = Stack(tmp_path)
    try:
        yield stack
    finally:
        stack.stop()
