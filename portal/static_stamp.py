"""Collects static files only when they changed: it is the slowest step of a warm start."""

import hashlib
from pathlib import Path

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


def collect_if_changed(stamp: Path, root: Path) -> bool:
    """Collect into ``root`` unless ``stamp`` says that it is up to date. Returns what it did."""
    current = fingerprint()
    if root.is_dir() and stamp.exists() and stamp.read_text() == current:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)
    return True
