"""As whom PostgreSQL runs. It refuses root, so root lends it a system user."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.embedded.errors import EmbeddedServerError
from portal.embedded.places import BASE_DIR

SYSTEM_USER = "pgserver"


@dataclass(frozen=True)
class Account:
    """A user id, and what ``subprocess`` needs to become it."""

    uid: int
    options: dict[str, Any] = field(default_factory=dict)

    def allow(self, data: Path, programs: Path) -> None:
        """Let this user reach its data and its programs. Only root has to do anything."""
        data.mkdir(mode=0o700, exist_ok=True)
        if not self.options:
            if data.stat().st_uid != self.uid:
                raise EmbeddedServerError(
                    f"The folder {data} belongs to another user: run as that user, "
                    "or remove it to begin afresh."
                )
            return
        os.chown(data, self.uid, -1)
        _open_path_to(data)
        _open_path_to(programs)
        if not (programs / "postgres").stat().st_mode & stat.S_IXOTH:
            _open_tree(programs.parent)


def server_account() -> Account:
    """The current user, or for root a system user that is created when missing."""
    if os.geteuid() != 0:
        return Account(os.geteuid())
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        entry = _create_user()
    options = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}
    return Account(entry.pw_uid, options)


def _create_user() -> pwd.struct_passwd:
    program = shutil.which("useradd")
    command = [program or "useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER]
    if program is None or subprocess.run(command, check=False).returncode:  # noqa: S603
        raise EmbeddedServerError(
            "PostgreSQL does not run as root, and the system user it needs cannot be created: "
            "run as an ordinary user, or name a server in DATABASE_URL."
        )
    return pwd.getpwnam(SYSTEM_USER)


def _open_path_to(target: Path) -> None:
    """Let others pass through (not list) the folders above: a checkout in /root needs it."""
    for folder in target.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _open_tree(folder: Path) -> None:
    """Make an installation readable that was unpacked under a strict umask."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink() and BASE_DIR in path.parents:
            more = stat.S_IROTH | (stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0)
            path.chmod(path.stat().st_mode | more)
