"""Documents in: one file a request, into one line of the checklist; and read again."""

from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import idempotent
from api.queries import files_of, invitation_or_404, invitee_in, snapshot_or_404
from api.representations import attached
from api.schema import PDF as FILE
from api.serializers.invitations import AttachedSerializer, FileSerializer
from api.views.base import UploadView
from api.views.contents import CONTENTS_DESCRIPTION, ContentsView
from documents.reader import JPEG as JPEG_TYPE
from documents.reader import PDF as PDF_TYPE
from port_visa import services

TAG = "Documents"


class Files(UploadView):
    @extend_schema(
        tags=[TAG],
        operation_id="files_add",
        summary=_("Upload a document"),
        description=_(
            "The file is opened apart and scanned for viruses; read the invitation again to see "
            "whether it was found clean."
        ),
        request={"multipart/form-data": FileSerializer},
        responses={201: AttachedSerializer},
    )
    @idempotent
    def post(self, request: Request, pk: UUID) -> Response:
        values = self.read(FileSerializer)
        snapshot = snapshot_or_404(self.client, pk, self.now)
        key = values.get("invitee")
        invitee = invitee_in(snapshot, key) if key is not None else None
        upload = self.stored(values["file"])
        row = services.attachment_add(
            invitation=snapshot.invitation,
            code=values["code"],
            upload=upload,
            invitee=invitee,
            actor=self.actor,
            now=self.now,
        )
        return Response(attached(row), status=201)


class OneFile(ContentsView):
    scopes: ClassVar[dict[str, str]] = {
        "GET": Scope.DOCUMENTS_READ,
        "DELETE": Scope.DOCUMENTS_WRITE,
    }

    @extend_schema(
        tags=[TAG],
        operation_id="files_fetch",
        summary=_("Fetch a file that was handed in"),
        description=CONTENTS_DESCRIPTION,
        responses={(200, PDF_TYPE): FILE, (200, JPEG_TYPE): FILE},
    )
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponse:
        return self.sent(files_of(invitation_or_404(self.client, pk)), file)

    @extend_schema(
        tags=[TAG],
        operation_id="files_remove",
        summary=_("Take a file out of a draft"),
        request=None,
        responses={204: None},
    )
    @transaction.atomic
    def delete(self, request: Request, pk: UUID, file: UUID) -> Response:
        snapshot = snapshot_or_404(self.client, pk, self.now)
        rows = (row for slot in snapshot.slots for row in slot.attachments)
        found = next((row for row in rows if row.pk == file), None)
        if found is None:
            raise Http404
        services.attachment_remove(
            invitation=snapshot.invitation, attachment=found, actor=self.actor, now=self.now
        )
        return Response(status=204)
