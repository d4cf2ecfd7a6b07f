"""Opening an uploaded file, and its first page."""

import uuid
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from documents import services
from documents.contents import contents_of
from documents.errors import UploadGone
from documents.models import Upload
from documents.permissions import can_know, can_open, can_preview
from documents.reader import JPEG, PDF
from documents.registry import User, viewers

JPEG_POLICY = "default-src 'none'; sandbox"
# Chromium refuses to show a PDF in a sandboxed page; its viewer is a process of its own.
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_GET
def upload_open(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse | FileResponse:
    """Show a clean file: a picture as its viewing copy, a PDF as it is."""
    upload = get_object_or_404(Upload, pk=upload_id)
    user = _who_looks(request, upload)
    if not can_know(user, upload):
        raise Http404
    if not can_open(user, upload):
        return render(request, "documents/upload_closed.html", {"upload": upload}, status=409)
    found = contents_of(upload)
    try:
        stored = found.open()
    except UploadGone as error:
        context = {"upload": upload, "sentence": error.message}
        return render(request, "documents/upload_closed.html", context, status=410)
    services.upload_opened(upload=upload, user=user, now=timezone.now())
    policy = PDF_POLICY if found.media_type == PDF else JPEG_POLICY
    return _answer(stored, found.media_type, found.name, policy)


@require_GET
def upload_preview(request: HttpRequest, upload_id: uuid.UUID) -> FileResponse:
    """The first page as a small picture, drawn by the portal."""
    upload = get_object_or_404(Upload, pk=upload_id)
    if not (upload.preview and can_preview(_who_looks(request, upload), upload)):
        raise Http404
    stem = contents_of(upload).name.rpartition(".")[0]
    return _answer(upload.preview.open("rb"), JPEG, f"{stem}.jpg", JPEG_POLICY)


def _who_looks(request: HttpRequest, upload: Upload) -> User:
    """The signed-in person, or for whom a private link lets the visitor act on this very file."""
    if can_know(request.user, upload):
        return request.user
    found = (viewer(request, upload) for viewer in viewers())
    return next((user for user in found if user is not None), request.user)


def _answer(stored: IO[Any], media_type: str, name: str, policy: str) -> FileResponse:
    """A private file, shown in place, never run, never kept by a proxy."""
    response = FileResponse(stored, content_type=media_type)
    disposition = content_disposition_header(False, name)
    response["Content-Disposition"] = disposition or "inline"
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
