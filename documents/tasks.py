"""Work for the queues ``scan`` and ``pdf``. Arguments are keys; every task may run twice."""

import contextlib

from celery import Task, shared_task
from django.db import OperationalError
from django.utils import timezone

from documents import services
from documents.errors import DocumentNotProduced, ScannerUnavailable


@shared_task(
    bind=True,
    autoretry_for=(ScannerUnavailable,),
    retry_backoff=15,
    retry_backoff_max=240,
    max_retries=4,
)
def scan_upload(self: Task, upload_id: str) -> None:
    """Scan one file; while the scanner is away, try again, then leave it to the sweep."""
    services.upload_scan(upload_id=upload_id, now=timezone.now())


@shared_task
def sweep_uploads() -> int:
    """Find files whose scan was lost."""
    return services.uploads_sweep(now=timezone.now())


@shared_task(bind=True, autoretry_for=(OSError, OperationalError), retry_backoff=5, max_retries=4)
def produce_document(self: Task, document_id: str) -> None:
    """Produce one document. What it cannot say rightly is recorded for an officer, not retried."""
    with contextlib.suppress(DocumentNotProduced):
        services.document_produce(document_id=document_id, now=timezone.now())


@shared_task(bind=True, autoretry_for=(OSError, OperationalError), retry_backoff=5, max_retries=4)
def produce_bundle(self: Task, bundle: str) -> None:
    """Produce documents that are valid together or not at all; as ``produce_document``."""
    with contextlib.suppress(DocumentNotProduced):
        services.bundle_produce(bundle=bundle, now=timezone.now())


@shared_task
def sweep_documents() -> int:
    """Find documents whose production was lost."""
    return services.documents_sweep(now=timezone.now())
