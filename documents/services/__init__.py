"""Use cases of this room."""

from documents.queries import document_for_code
from documents.services.bundles import DocumentWish, bundle_produce, documents_request_together
from documents.services.lifecycle import document_mark_used, document_revoke
from documents.services.production import (
    document_produce,
    document_request,
    document_retry,
    documents_sweep,
)
from documents.services.uploads import (
    upload_opened,
    upload_scan,
    upload_store,
    uploads_store,
    uploads_sweep,
)

__all__ = [
    "DocumentWish",
    "bundle_produce",
    "document_for_code",
    "document_mark_used",
    "document_produce",
    "document_request",
    "document_retry",
    "document_revoke",
    "documents_request_together",
    "documents_sweep",
    "upload_opened",
    "upload_scan",
    "upload_store",
    "uploads_store",
    "uploads_sweep",
]
