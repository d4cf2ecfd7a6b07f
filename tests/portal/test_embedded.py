"""The embedded servers: shared by processes, gone with the last of them, clear when they cannot."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from portal.embedded import ensure_servers
from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import BASE_DIR, LONGEST_SOCKET_PATH, Place, data_dir
from portal.embedded.spawn import keeper_is_alive, start_keeper
from tests.support.stack import wait_until

PING = """
import sys
from portal.embedded import ensure_servers
ensure_servers()
import os, psycopg2, redis
connection = psycopg2.connect(os.environ["DATABASE_URL"])
connection.cursor().execute("select 1")
redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
connection.close()
print("both answer", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own, reachable for the system user that root lends PostgreSQL."""
    path = tmp_path / "data"
    yield path
    for name in ("postgres", "valkey"):
        if path.exists():
            wait_until(lambda: not keeper_is_alive(Place(name, path)), what=f"{name} stops")  # noqa: B023


@contextmanager
def user_of(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that uses both servers; it has them when this is entered."""
    own = {"DATABASE_URL": "", "REDIS_URL": "", "PORTAL_DATA_DIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", PING],
        cwd=BASE_DIR,
        env={**os.environ, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as user:
        yield user
        if user.poll() is None:
            user.communicate("\n")


def has_both(user: "subprocess.Popen[str]") -> bool:
    assert user.stdout is not None
    assert user.stdout.readline() == "both answer\n"
    return True


def processes_on(folder: Path) -> list[list[str]]:
    """Command lines of what still runs on a folder."""
    found = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    return [command for command in found if any(str(folder) in word for word in command)]


def test_started_at_once_by_several_they_share_one_server_and_the_last_stops_it(
    folder: Path,
) -> None:
    with user_of(folder) as first, user_of(folder) as second, user_of(folder) as third:
        assert all(has_both(user) for user in (first, second, third))
        servers = [command for command in processes_on(folder) if "postgres" in command[0]]
        assert len(servers) == 1
        first.communicate("\n")
        second.communicate("\n")
        assert keeper_is_alive(Place("postgres", folder))
        third.kill()  # not even a killed one leaves a server behind
    wait_until(lambda: not processes_on(folder), what="no server is left")


def test_a_killed_keeper_leaves_nothing_that_hinders_the_next(folder: Path) -> None:
    with user_of(folder) as first:
        assert has_both(first)
        pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        os.kill(parent, signal.SIGKILL)
        wait_until(lambda: not keeper_is_alive(Place("postgres", folder)), what="keeper gone")
        with user_of(folder) as second:
            assert has_both(second)


def test_a_stale_lock_file_of_a_dead_server_is_cleared(folder: Path) -> None:
    with user_of(folder) as first:
        assert has_both(first)
    wait_until(lambda: not keeper_is_alive(Place("postgres", folder)))
    lock = folder / "postgres" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{folder}/postgres\n{time.time():.0f}\n5432\n\n\n\nready\n")
    with user_of(folder) as second:
        assert has_both(second)


def test_a_deep_folder_gets_a_short_socket_path(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    place = Place("valkey", deep)
    folder = place.socket_folder("valkey.sock", owner=os.geteuid())
    assert len(str(folder / "valkey.sock")) <= LONGEST_SOCKET_PATH
    assert folder == place.socket_folder("valkey.sock", owner=os.geteuid())
    folder.chmod(0o755)
    with pytest.raises(EmbeddedServerError, match="is not private"):
        place.socket_folder("valkey.sock", owner=os.geteuid())
    folder.rmdir()


def test_a_data_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(blocker / "data"))
    with pytest.raises(EmbeddedServerError, match=r"cannot be written .*PORTAL_DATA_DIR"):
        data_dir()


def test_files_of_another_user_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setattr("portal.embedded._leases", {})

    def refuse(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("portal.embedded._take_lease", refuse)
    with pytest.raises(EmbeddedServerError, match=r"cannot be written \(Permission denied\)"):
        ensure_servers()


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: _Usage())
    with pytest.raises(EmbeddedServerError, match="only 12 MB left: free at least 300 MB"):
        start_keeper(Place("valkey", tmp_path))


class _Usage:
    free = 12_345_678


def test_production_never_starts_a_server_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_MODE", "production")
    monkeypatch.setenv("DATABASE_URL", "")
    ensure_servers()
    assert os.environ["DATABASE_URL"] == ""
