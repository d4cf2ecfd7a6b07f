"""Applications: followed, answered, taken back, and the documents that were issued."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.case_representations import application_full, application_head
from api.enums import Scope
from api.idempotency import idempotent
from api.pagination import CaseCursor
from api.problems import Conflict
from api.queries import case_or_404, cases_of_client
from api.representations import attached
from api.schema import PDF
from api.serializers.applications import (
    AnswersSerializer,
    ApplicationHeadSerializer,
    ApplicationSerializer,
    PointFileSerializer,
    TakeBackSerializer,
)
from api.serializers.base import page_of
from api.serializers.invitations import AttachedSerializer
from api.views.base import ApiView, UploadView, pdf_answer
from applications.enums import Status
from applications.events import application_lock
from applications.models import Application, SupplementItem
from applications.queries import issued_documents_of
from applications.services import application_withdraw, supplement_answer, supplement_file_add

TAG = "Applications"


class CaseView(ApiView):
    """What addresses of one application share."""

    def full(self, reference: str) -> dict[str, Any]:
        return application_full(case_or_404(self.client, reference), self.actor)

    def locked(self, reference: str) -> Application:
        """The case, locked, after ``If-Match`` was compared with what is there now."""
        application_lock(case_or_404(self.client, reference).application_id)
        self.match(self.full(reference))
        return case_or_404(self.client, reference).application


class Applications(ApiView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.CASES_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="applications_list",
        summary=_("List applications, the newest first"),
        parameters=[
            OpenApiParameter("status", str, enum=[s.value for s in Status]),
            OpenApiParameter(
                "changed_since", datetime, description=_("Only those with an event since then.")
            ),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses={200: page_of(ApplicationHeadSerializer, "ApplicationPageSerializer")},
    )
    def get(self, request: Request) -> Response:
        rows = cases_of_client(self.client)
        if status := request.query_params.get("status"):
            rows = rows.filter(application__status=status)
        if text := request.query_params.get("changed_since"):
            since = serializers.DateTimeField().run_validation(text)
            rows = rows.filter(application__last_event_at__gte=since)
        pages = CaseCursor()
        found = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response([application_head(row) for row in found])


class OneApplication(CaseView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.CASES_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="applications_read",
        summary=_("See where an application stands, what is asked, and what was issued"),
        responses={200: ApplicationSerializer},
    )
    def get(self, request: Request, reference: str) -> Response:
        return self.show(self.full(reference))


class TakeBack(CaseView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}
    conditional = frozenset({"POST"})

    @extend_schema(
        tags=[TAG],
        operation_id="applications_withdraw",
        summary=_("Take one application back, before the decision"),
        request=TakeBackSerializer,
        responses={200: ApplicationSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        values = self.read(TakeBackSerializer)
        application = self.locked(reference)
        application_withdraw(
            application=application, actor=self.actor, now=self.now, reason=values["reason"]
        )
        return self.show(self.full(reference))


class Answer(CaseView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}
    conditional = frozenset({"POST"})

    @extend_schema(
        tags=[TAG],
        operation_id="supplement_answer",
        summary=_("Answer the whole list of what is missing"),
        description=_("Each point needs words, a file, or a correction made since it was asked."),
        request=AnswersSerializer,
        responses={200: ApplicationSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        values = self.read(AnswersSerializer)
        application = self.locked(reference)
        supplement_answer(
            application=application,
            actor=self.actor,
            now=self.now,
            answers={one["point"]: one["text"] for one in values.get("answers", ())},
            note=values["note"],
        )
        return self.show(self.full(reference))


class PointFiles(UploadView):
    @extend_schema(
        tags=[TAG],
        operation_id="supplement_file_add",
        summary=_("Upload a file for one point of the list"),
        request={"multipart/form-data": PointFileSerializer},
        responses={201: AttachedSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str, point: int) -> Response:
        values = self.read(PointFileSerializer)
        application = case_or_404(self.client, reference).application
        item = SupplementItem.objects.filter(
            pk=point, request__application=application, request__answered_at=None
        ).first()
        if item is None:
            raise Http404
        upload = self.stored(values["file"])
        row = supplement_file_add(
            application=application, item=item, upload=upload, actor=self.actor, now=self.now
        )
        return Response(attached(row), status=201)


class IssuedFile(CaseView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.DOCUMENTS_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="documents_fetch",
        summary=_("Fetch an issued document, for example the Notification, as a PDF"),
        responses={(200, "application/pdf"): PDF},
    )
    def get(self, request: Request, reference: str, document: UUID) -> HttpResponse:
        application = case_or_404(self.client, reference).application
        found = issued_documents_of(application).filter(pk=document).first()
        if found is None:
            raise Http404
        if not found.file:
            raise Conflict(_("This document is still being made."), code="not_ready")
        with found.file.open("rb") as stored:
            return pdf_answer(stored.read(), f"{application.reference}-{found.version}.pdf")
