"""Files in: taken into quarantine, scanned, released."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from documents.enums import UploadProblem, UploadStatus
from documents.errors import ScannerUnavailable, UploadRejected
from documents.inspection import file_inspect, label_clean
from documents.models import Upload
from documents.reader import HEIC, JPEG, PDF, PNG, Reading
from documents.registry import User, access_for
from documents.scanners import Scanner, scanner_default

logger = structlog.get_logger(__name__)
ENDINGS = {JPEG: "jpg", PNG: "png", HEIC: "heic", PDF: "pdf"}


def upload_store(*, owner: User, purpose: str, file: UploadedFile, now: datetime) -> Upload:
    """Take one file into quarantine and have it scanned after the commit.

    The type is found by content; the client's name becomes a label, never a path. Raises
    ``UploadRejected`` with a sentence that says how to mend it.
    """
    label = label_clean(file.name or "")
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise UploadRejected(UploadProblem.TOO_LARGE, name=label)
    data = file.read()
    reading = file_inspect(data, label=label)
    return upload_keep(
        owner=owner, purpose=purpose, label=label, data=data, reading=reading, now=now
    )


def upload_keep(
    *, owner: User, purpose: str, label: str, data: bytes, reading: Reading, now: datetime
) -> Upload:
    """Write down a file of which the reader has said what it is; the scan still follows."""
    upload = Upload(
        owner=owner,
        purpose=purpose,
        label=label,
        media_type=reading.media_type,
        size=len(data),
        pages=reading.pages,
        sha256=hashlib.sha256(data).hexdigest(),
        created_at=now,
    )
    folder = f"uploads/{uuid.uuid4().hex}"
    upload.file.save(f"{folder}/original.{ENDINGS[reading.media_type]}", ContentFile(data), False)
    upload.preview.save(f"{folder}/preview.jpg", ContentFile(reading.preview), False)
    if reading.view:
        upload.view_copy.save(f"{folder}/view.jpg", ContentFile(reading.view), False)
    with transaction.atomic():
        upload.save(force_insert=True)
        _scan_later(upload)
    return upload


def uploads_store(
    *, owner: User, purpose: str, files: Iterable[UploadedFile], now: datetime
) -> tuple[list[Upload], list[UploadRejected]]:
    """Take several files. Good ones are kept when another one is refused."""
    stored: list[Upload] = []
    refused: list[UploadRejected] = []
    for file in files:
        try:
            stored.append(upload_store(owner=owner, purpose=purpose, file=file, now=now))
        except UploadRejected as error:
            refused.append(error)
    return stored, refused


def upload_scan(
    *, upload_id: uuid.UUID | str, now: datetime, scanner: Scanner | None = None
) -> UploadStatus | None:
    """Scan one quarantined file and release or reject it. Safe to run twice or side by side.

    Answers the status reached, or None when another worker has it. Raises ``ScannerUnavailable``
    after counting the attempt: the file stays in quarantine.
    """
    try:
        with transaction.atomic():
            return _scan_locked(upload_id, now, scanner or scanner_default())
    except ScannerUnavailable:
        Upload.objects.filter(pk=upload_id).update(scan_attempts=F("scan_attempts") + 1)
        raise


def _scan_locked(
    upload_id: uuid.UUID | str, now: datetime, scanner: Scanner
) -> UploadStatus | None:
    rows = Upload.objects.select_for_update(of=("self",), skip_locked=True)
    upload = rows.filter(pk=upload_id).first()
    if upload is None:
        return None
    if upload.status != UploadStatus.QUARANTINED:
        return UploadStatus(upload.status)
    with upload.file.open("rb") as stored:
        verdict = scanner.scan(stored.read())
    upload.scan_attempts += 1
    upload.scanned_at = now
    if verdict.is_clean:
        upload.status = UploadStatus.CLEAN
    else:
        logger.warning("upload_infected", upload=str(upload.pk), finding=verdict.finding)
        upload.status = UploadStatus.REJECTED
        upload.problem = UploadProblem.INFECTED
        transaction.on_commit(lambda: _delete_files(upload))
    upload.save()
    return UploadStatus(upload.status)


def _delete_files(upload: Upload) -> None:
    for field in (upload.file, upload.view_copy, upload.preview):
        if field and field.name:
            field.storage.delete(field.name)


def _scan_later(upload: Upload) -> None:
    from documents.tasks import scan_upload

    scan_upload.delay_on_commit(str(upload.pk))  # type: ignore[attr-defined]


def uploads_sweep(*, now: datetime) -> int:
    """Send files again that wait longer than ``SCAN_STUCK_MINUTES``; answers how many."""
    before = now - timedelta(minutes=settings.SCAN_STUCK_MINUTES)
    stuck = list(
        Upload.objects.filter(status=UploadStatus.QUARANTINED, created_at__lt=before)[:500]
    )
    for upload in stuck:
        _scan_later(upload)
    return len(stuck)


def upload_opened(*, upload: Upload, user: User, now: datetime) -> None:
    """Record, through the hook of its purpose, that somebody else opened the owner's file."""
    access = access_for(upload.purpose)
    if access and access.on_open and upload.owner_id != user.pk:
        access.on_open(user, upload, now)
