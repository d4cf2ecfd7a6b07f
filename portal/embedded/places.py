"""Where an embedded server keeps its data, its socket and its locks."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.errors import EmbeddedServerError

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes; macOS has 103


def data_dir() -> Path:
    """Folder of everything the portal keeps between runs; git ignores it.

    Raises:
        EmbeddedServerError: it cannot be written.
    """
    path = Path(os.environ.get("PORTAL_DATA_DIR") or BASE_DIR / ".data").absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / "run").mkdir(exist_ok=True)
    except OSError as error:
        raise EmbeddedServerError(unwritable(path, error)) from error
    if not os.access(path / "run", os.W_OK):
        raise EmbeddedServerError(unwritable(path, PermissionError()))
    return path


def unwritable(path: Path, error: OSError) -> str:
    """The sentence for a folder that cannot be written."""
    why = error.strerror or "permission denied"
    return (
        f"The data folder {path} cannot be written ({why}): make it writable for this user, "
        "or name another one in PORTAL_DATA_DIR."
    )


@dataclass(frozen=True)
class Place:
    """The files of one server."""

    name: str
    root: Path

    @classmethod
    def of(cls, name: str) -> "Place":
        return cls(name, data_dir())

    @property
    def data(self) -> Path:
        return self.root / self.name

    @property
    def log(self) -> Path:
        return self.file("log")

    @property
    def state_file(self) -> Path:
        """Holds the server's address while it answers."""
        return self.file("url")

    def file(self, suffix: str) -> Path:
        return self.root / "run" / f"{self.name}.{suffix}"

    def socket_folder(self, file_name: str, *, owner: int) -> Path:
        """The data folder, or a short private folder when the checkout lies too deep.

        Args:
            file_name: name of the socket inside.
            owner: user id that the server runs as.
        """
        if len(os.fsencode(self.data / file_name)) <= LONGEST_SOCKET_PATH:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"portal-{digest}"
        _make_private(folder, owner)
        return folder


def _make_private(folder: Path, owner: int) -> None:
    """Create a folder that only its owner enters, and refuse one that somebody else prepared."""
    try:
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, owner, -1)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise EmbeddedServerError(
            f"The folder {folder} is needed for a socket but is not private to the server: "
            "remove it and start again."
        )
