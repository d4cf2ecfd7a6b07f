"""Starts a keeper and waits for its word."""

import fcntl
import os
import shutil
import subprocess
import sys

from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import BASE_DIR, Place, unwritable

NEEDED_MEGABYTES = 300


def keeper_is_alive(place: Place) -> bool:
    """Whether a keeper holds its lock. The kernel drops the lock of a killed one."""
    try:
        probe = os.open(place.file("keeper"), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(probe)


def start_keeper(place: Place) -> None:
    """Start the server's keeper, detached from the terminal, and wait until the server answers.

    Raises:
        EmbeddedServerError: with the keeper's sentence.
    """
    _require_space(place)
    place.state_file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "portal.embedded.keeper", place.name]
    environment = {**os.environ, "PORTAL_DATA_DIR": str(place.root)}
    environment["PYTHONWARNINGS"] = "ignore"
    try:
        with place.log.open("a") as log:
            keeper = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                cwd=BASE_DIR,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
    except OSError as error:
        raise EmbeddedServerError(unwritable(place.root, error)) from error
    assert keeper.stdout is not None  # noqa: S101 - for the type checker
    with keeper.stdout as answer:
        word = answer.readline().strip()
    if word != "ready":
        keeper.wait()
        raise EmbeddedServerError(word or f"{place.name} did not start; see {place.log}.")
    keeper.returncode = 0  # it outlives us on purpose; Python need not warn of that


def _require_space(place: Place) -> None:
    free = shutil.disk_usage(place.root).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise EmbeddedServerError(
            f"The disk that holds {place.root} has only {free} MB left: "
            f"free at least {NEEDED_MEGABYTES} MB and start again."
        )
