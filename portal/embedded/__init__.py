"""PostgreSQL and Valkey from wheels, for machines where nothing else is configured.

When ``DATABASE_URL`` or ``REDIS_URL`` is not set, a private server runs on the data in ``.data/``
and the variable is set for this process and its children. Any number of processes share a server.
Each holds a *lease*: a shared file lock that the kernel drops however the process ends. A *keeper*
process owns the server and stops it when the last lease is gone (docs/adr/0003).
"""

import fcntl
import os
import time

from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import Place, data_dir, unwritable
from portal.embedded.spawn import keeper_is_alive, start_keeper

__all__ = ["EmbeddedServerError", "data_dir", "ensure_servers", "release_servers"]

VARIABLES = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}

_leases: dict[str, int] = {}


def ensure_servers() -> None:
    """Start what is missing and put its address into the environment.

    Does nothing in production: there both addresses come from the environment.

    Raises:
        EmbeddedServerError: a server cannot start; the text says what to do.
    """
    if os.environ.get("PORTAL_MODE") == "production":
        return
    wanted = [name for name, variable in VARIABLES.items() if not os.environ.get(variable)]
    for name in wanted:
        place = Place.of(name)
        try:
            os.environ[VARIABLES[name]] = _address(place)
        except OSError as error:
            raise EmbeddedServerError(unwritable(place.root, error)) from error


def release_servers(*, seconds: float = 20.0) -> bool:
    """Give this process's leases back and wait until the servers are gone.

    Returns:
        False when another process still uses one of them, so that it stays.
    """
    names = list(_leases)
    for name in names:
        os.close(_leases.pop(name))
        os.environ.pop(VARIABLES[name], None)
    deadline = time.monotonic() + seconds
    places = [Place.of(name) for name in names]
    while any(keeper_is_alive(place) for place in places):
        if any(_is_leased(place) for place in places) or time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _address(place: Place) -> str:
    """Take a lease, and start the server if none runs."""
    if place.name not in _leases:
        _leases[place.name] = _take_lease(place)
    starting = os.open(place.file("start"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not (keeper_is_alive(place) and place.state_file.exists()):
            start_keeper(place)
        return place.state_file.read_text().strip()
    finally:
        os.close(starting)


def _take_lease(place: Place) -> int:
    """A shared lock. It waits for a keeper that is just stopping its server."""
    lease = os.open(place.file("lease"), os.O_RDWR | os.O_CREAT, 0o666)
    fcntl.flock(lease, fcntl.LOCK_SH)
    return lease


def _is_leased(place: Place) -> bool:
    """Whether a process other than the keeper holds the server."""
    probe = os.open(place.file("lease"), os.O_RDWR)
    try:
        fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False  # the keeper holds it exclusively: it is stopping the server
    else:
        return not _nobody_else_holds(probe)
    finally:
        os.close(probe)


def _nobody_else_holds(probe: int) -> bool:
    try:
        fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
