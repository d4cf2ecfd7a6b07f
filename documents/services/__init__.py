"""Use cases of this room."""

from documents.services.uploads import (
    upload_opened,
    upload_scan,
    upload_store,
    uploads_store,
    uploads_sweep,
)

__all__ = [
    "upload_opened",
    "upload_scan",
    "upload_store",
    "uploads_store",
    "uploads_sweep",
]
