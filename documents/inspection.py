"""Asks the reader process what a file is, and keeps the client's name as a harmless label."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

from django.conf import settings

from documents.enums import UploadProblem
from documents.errors import UploadRejected
from documents.reader import Reading

LABEL_LENGTH = 200
ROOT = Path(__file__).resolve().parent.parent


def label_clean(name: str) -> str:
    """The client's file name as people may see it: NFC, no control or direction marks, ≤ 200."""
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    shown = " ".join(shown.split())
    if len(shown) <= LABEL_LENGTH:
        return shown
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 8:
        return shown[:LABEL_LENGTH]
    return stem[: LABEL_LENGTH - len(ending) - 2] + "…." + ending


def file_inspect(data: bytes, *, label: str) -> Reading:
    """Type, page count, preview and viewing copy of ``data``, found in a process of its own.

    Raises ``UploadRejected``; a reader that crashes, hangs or runs out of memory means "damaged".
    """
    limits = [settings.UPLOAD_MAX_PIXELS, settings.UPLOAD_MAX_PAGES, settings.UPLOAD_READ_SECONDS]
    command = [sys.executable, "-m", "documents.reader", *map(str, limits)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            capture_output=True,
            timeout=settings.UPLOAD_READ_SECONDS * 2,
            cwd=ROOT,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UploadRejected(UploadProblem.DAMAGED, name=label) from error
    head, _newline, body = done.stdout.partition(b"\n")
    answer = json.loads(head)
    if "problem" in answer:
        raise UploadRejected(UploadProblem(answer["problem"]), name=label)
    size = answer["lengths"][0]
    return Reading(answer["media_type"], answer["pages"], body[:size], body[size:])
