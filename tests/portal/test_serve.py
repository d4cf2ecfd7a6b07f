"""``manage.py serve``: starts everything, stops everything, and explains what keeps it from it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from portal import demo
from portal.embedded.places import BASE_DIR, Place
from portal.embedded.spawn import keeper_is_alive
from portal.management.commands import serve
from tests.support.stack import free_port, wait_until


def own_processes(folder: Path) -> list[str]:
    """Command lines of whatever still runs for a data folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = process.info["cmdline"] or []
        if process.info["status"] != psutil.STATUS_ZOMBIE and any(str(folder) in w for w in words):
            found.append(" ".join(words))
    return found


@contextmanager
def served(port: int, folder: Path, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """``manage.py serve`` in a process of its own, which ends with the test whatever happens."""
    own = {"PORT": str(port), "PORTAL_DATA_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": ""}
    settings_module = {"DJANGO_SETTINGS_MODULE": "portal.settings", "NO_COLOR": "1"}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=BASE_DIR,
            env={**os.environ, **own, **settings_module},
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_it_serves_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port, folder, log = free_port(), tmp_path / "data", tmp_path / "log"

    def is_ready() -> bool:
        assert process.poll() is None, log.read_text()
        return "Ready after" in log.read_text()

    with served(port, folder, log) as process:
        # an empty folder: every table and the whole demonstration are made while other tests run
        wait_until(is_ready, seconds=900, what="ready")
        started = {child.pid for child in psutil.Process(process.pid).children(recursive=True)}
        assert len(started) >= 9, "web with workers, three queues' workers with theirs, beat"
        with pytest.raises(HTTPError):  # a page that is not there stands in the log
            urlopen(f"http://127.0.0.1:{port}/en/nothing-here/", timeout=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0
    text = log.read_text()
    assert text.rstrip().endswith("Stopped.")
    assert "\nweb    | " in text  # the others have nothing to tell a person in so short a time
    wait_until(lambda: not own_processes(folder), what="none of its processes left")
    assert not any(psutil.pid_exists(pid) and is_running(pid) for pid in started)
    serve.check_port(port)
    for name in ("postgres", "valkey"):
        assert not keeper_is_alive(Place(name, folder))


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


def test_a_port_in_use_is_one_sentence_with_the_way_out(taken_port: int) -> None:
    with pytest.raises(CommandError, match=rf"^Port {taken_port} is in use: .*PORT=\d+ make run"):
        serve.check_port(taken_port)


@pytest.mark.parametrize("text", ["http", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_one_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CommandError, match="give a number from 1 to 65535"):
        serve.port_from_environment()


def test_a_second_supervisor_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    lock = serve.take_lock(tmp_path / "lock")
    with pytest.raises(CommandError, match=rf"already runs from this folder .*{os.getpid()}"):
        serve.take_lock(tmp_path / "lock")
    os.close(lock)
    os.close(serve.take_lock(tmp_path / "lock"))


@override_settings(PORTAL_DEMO=False)
def test_production_neither_serves_this_way_nor_loads_the_demonstration() -> None:
    with pytest.raises(CommandError, match="In production each process runs on its own"):
        call_command("serve")
    with pytest.raises(CommandError, match="refused in production"):
        call_command("demo_load")


@pytest.mark.django_db
def test_the_demonstration_can_be_loaded_twice_and_gives_the_same_log_ins() -> None:
    now = timezone.now()
    first = demo.demo_load(now=now, demo=True)
    assert demo.demo_load(now=now, demo=True) == first
    assert all(set(login) >= {"who", "email", "password"} for login in first)


def test_log_ins_are_shown_in_columns() -> None:
    table = demo.logins_table(
        [
            {"who": "inviting company", "email": "a@example.org", "password": "one"},
            {"who": "reviewer", "email": "officer@example.org", "password": "two"},
        ]
    )
    assert table.splitlines() == [
        "  inviting company  a@example.org        one",
        "  reviewer          officer@example.org  two",
    ]
    table = demo.logins_table(
        [
            {"who": "company", "email": "a@example.org", "password": "one", "group": "Companies"},
            {"who": "reviewer", "email": "b@example.org", "password": "one", "group": "Officers"},
            {"who": "member", "email": "c@example.org", "password": "one", "group": "Companies"},
        ]
    )
    assert table.splitlines() == [
        "  Companies",
        "    company   a@example.org  one",
        "    member    c@example.org  one",
        "  Officers",
        "    reviewer  b@example.org  one",
    ]
    assert "No demonstration log-ins" in demo.logins_table([])
