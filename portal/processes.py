"""The portal's processes, one description for `make run`, docker-compose.yml and the tests."""

import os
import sys
from dataclasses import dataclass, field

# Which worker consumes which queues. docker-compose.yml starts the same three.
WORKERS: dict[str, tuple[str, ...]] = {
    "worker": ("critical", "default"),
    "pdf": ("pdf",),
    "scan": ("scan",),
}


@dataclass(frozen=True)
class Program:
    """One process: what it is called in the log, how it starts, what it needs beyond ours."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def web_arguments() -> tuple[str, ...]:
    """Arguments after ``gunicorn``; address and number of workers come from the environment."""
    return ("portal.wsgi", "--config", "portal/gunicorn.py")


def worker_arguments(name: str, *, concurrency: int = 1) -> tuple[str, ...]:
    """Arguments after ``celery`` for one of ``WORKERS``."""
    queues = ",".join(WORKERS[name])
    return (
        *("-A", "portal", "--quiet", "worker", "--queues", queues, "--hostname", f"{name}@%h"),
        *("--concurrency", str(concurrency), "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    )


def beat_arguments(schedule: str) -> tuple[str, ...]:
    """Arguments after ``celery`` for the timetable; ``schedule`` is its state file."""
    return ("-A", "portal", "--quiet", "beat", "--loglevel", "INFO", "--schedule", schedule)


def local_programs(*, schedule: str) -> list[Program]:
    """Everything `make run` starts on one machine with two cores."""
    celery = (sys.executable, "-m", "celery")
    web = (sys.executable, "-m", "gunicorn", *web_arguments())
    workers = [Program(name, (*celery, *worker_arguments(name))) for name in WORKERS]
    return [Program("web", web), *workers, Program("beat", (*celery, *beat_arguments(schedule)))]


def child_environment() -> dict[str, str]:
    """Our environment for the children: line by line output, addresses of the servers."""
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
