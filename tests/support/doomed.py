"""A process of its own that does one piece of work on the test's database, and may be killed in it.

What it can do: ``tests.support.works``.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from tests.support.facts import anybody_waits
from tests.support.stack import Stack, wait_until


def begin(folder: Path, work: str, *args: object) -> "subprocess.Popen[bytes]":
    """Start the work; the caller waits for it or kills it."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.works", work, *map(str, args)],
        env=Stack(folder).environment,
        stdin=subprocess.DEVNULL,
    )


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End it as a power cut would."""
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def done(process: "subprocess.Popen[bytes]") -> None:
    """Let it finish."""
    assert process.wait(60) == 0


@contextmanager
def standing_before(table: str) -> Iterator[None]:
    """Nobody can write to this table meanwhile: who wants to waits, in the midst of its work."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN SHARE MODE")
        yield
    wait_until(alone, what="the database has noticed that the process is gone")


def alone() -> bool:
    """Whether no other session works on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend')"
        )
        return bool(cursor.fetchone()[0])


def killed_before(table: str, folder: Path, work: str, *args: object) -> None:
    """Do the work in a process that is killed while it waits to write to this table."""
    with standing_before(table):
        process = begin(folder, work, *args)
        wait_until(anybody_waits, what=f"it comes to {table}")
        kill(process)
