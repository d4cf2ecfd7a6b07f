"""Reads that pages, the admin site and other rooms share."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from documents.codes import code_normalise
from documents.enums import DocumentStatus, UploadStatus
from documents.models import IssuedDocument, Upload


def document_for_code(code: str) -> IssuedDocument | None:
    """The finished document with this check code, however it was typed."""
    normal = code_normalise(code)
    if normal is None:
        return None
    return IssuedDocument.objects.exclude(status=DocumentStatus.DRAFT).filter(code=normal).first()


def documents_current(*, kind: str, subjects: Iterable[str]) -> dict[str, IssuedDocument]:
    """The newest finished document of each case that has one, by its subject; one query for all."""
    finished = IssuedDocument.objects.exclude(status=DocumentStatus.DRAFT)
    rows = finished.filter(kind=kind, subject__in=list(subjects)).order_by("version")
    return {document.subject: document for document in rows}


def uploads_waiting(now: datetime) -> int:
    """How many files wait too long for their scan: above zero, the scanner is down or behind."""
    before = now - timedelta(minutes=settings.SCAN_STUCK_MINUTES)
    return Upload.objects.filter(status=UploadStatus.QUARANTINED, created_at__lt=before).count()


def documents_failing() -> QuerySet[IssuedDocument]:
    """Drafts that could not be produced, for the officers."""
    return IssuedDocument.objects.filter(status=DocumentStatus.DRAFT).exclude(last_error="")
