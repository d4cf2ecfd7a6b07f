"""Collects static files only when they changed: compressing them is long work for a processor.

``python -m portal.static_stamp STAMP`` does it in a process of its own, beside the database's work.
"""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """Changes whenever a static file is added, removed, touched or resized."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_current(stamp: Path, root: Path) -> bool:
    """Whether ``stamp`` says that ``root`` holds what the sources hold now."""
    return root.is_dir() and stamp.exists() and stamp.read_text() == fingerprint()


def collect_if_changed(stamp: Path, root: Path) -> bool:
    """Collect into ``root`` unless ``stamp`` says that it is up to date. Returns what it did."""
    if is_current(stamp, root):
        return False
    current = fingerprint()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)
    return True


@contextmanager
def collecting_beside(stamp: Path, root: Path) -> Iterator[Callable[[], None]]:
    """Collect in another process while the block runs.

    Yields:
        What waits until all is in place. It raises ``subprocess.CalledProcessError`` when that
        failed; the cause is on standard error.
    """
    if is_current(stamp, root):
        yield lambda: None
        return
    command = (sys.executable, "-m", "portal.static_stamp", str(stamp))
    with subprocess.Popen(command) as process:  # noqa: S603 - our own command

        def wait() -> None:
            if code := process.wait():
                raise subprocess.CalledProcessError(code, command)

        try:
            yield wait
        finally:
            process.terminate()


if __name__ == "__main__":
    django.setup()
    collect_if_changed(Path(sys.argv[1]), Path(settings.STATIC_ROOT))
