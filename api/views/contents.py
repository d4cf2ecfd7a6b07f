"""The bytes of files that were handed in, under the rules of the pages (ADR 0104)."""

import base64
import hashlib
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from api.problems import Conflict, Gone
from api.views.base import ApiView, tags_in
from applications.models import Attachment
from documents.contents import Contents, contents_of
from documents.enums import UploadStatus
from documents.models import Upload
from documents.permissions import can_know
from documents.services import upload_opened

CONTENTS_DESCRIPTION = _(
    "A PDF as it was handed in; of a picture a copy (JPEG) that is upright and without hidden "
    "data. 409: it is still being checked for viruses. 410: it was unsafe, or is not kept any more."
)


class ContentsView(ApiView):
    """An address that gives out one file."""

    sends_upload: ClassVar[bool] = True

    def sent(self, rows: QuerySet[Attachment], file: UUID) -> HttpResponse:
        """The file with this key among ``rows``; Http404 for what the caller may not know of."""
        row = rows.filter(pk=file, removed_at=None).select_related("upload").first()
        if row is None or not can_know(self.actor, row.upload):
            raise Http404
        upload = row.upload
        _reject_unreadable(upload)
        found = contents_of(upload)
        tag = f'"{found.tag}"'
        if tags_in(self.request.headers.get("If-None-Match", "")) & {tag, "*"}:
            return HttpResponse(status=304, headers={"ETag": tag})
        with found.open() as stored:
            data = stored.read()
        upload_opened(upload=upload, user=self.actor, now=self.now)
        return HttpResponse(data, headers=_headers(found, data))


def _reject_unreadable(upload: Upload) -> None:
    if upload.status == UploadStatus.QUARANTINED:
        sentence = _("This file is still being checked for viruses. Try again in a minute.")
        raise Conflict(sentence, code="not_scanned")
    if upload.status == UploadStatus.REJECTED:
        raise Gone(upload.problem_text, code=upload.problem)


def _headers(found: Contents, data: bytes) -> dict[str, Any]:
    """Kept by the caller and by nobody in between; the digest is that of RFC 9530."""
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return {
        "Content-Type": found.media_type,
        "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
        "ETag": f'"{found.tag}"',
        "Repr-Digest": f"sha-256=:{digest}:",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
