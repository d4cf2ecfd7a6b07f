"""Cases of a partner office of the Delta: read, checked, transferred, sent back (ADR 0101)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.pagination import Cursor
from api.queries import home_case_or_404, home_cases_of, home_files_of
from api.schema import PDF as FILE
from api.serializers.base import Flag, page_of
from api.serializers.transfers import (
    HomeCaseHeadSerializer,
    HomeCaseSerializer,
)
from api.transfer_representations import home_case_full, home_case_head
from api.views.base import ApiView
from api.views.contents import CONTENTS_DESCRIPTION, ContentsView
from applications.enums import Status
from applications.events import application_lock
from applications.models import Application
from applications.services import application_opened
from documents.reader import JPEG as JPEG_TYPE
from documents.reader import PDF as PDF_TYPE

TAG = "Transfers"
READ: dict[str, str] = {"GET": Scope.TRANSFERS_READ}


class HomeCaseView(ApiView):
    """What addresses of one case of a partner office share."""

    def case(self, reference: str) -> Application:
        return home_case_or_404(self.client, reference)

    def full(self, reference: str) -> dict[str, Any]:
        return home_case_full(self.case(reference), self.actor, self.now)

    def locked(self, reference: str) -> Application:
        """The case, locked, after ``If-Match`` was compared with what is there now."""
        application_lock(self.case(reference).pk)
        self.match(self.full(reference))
        return self.case(reference)

    def step(self, reference: str, take: Callable[..., object], **values: Any) -> Response:
        """Take one step on the case that the caller saw; answers the case as it is then."""
        take(application=self.locked(reference), actor=self.actor, now=self.now, **values)
        return self.show(self.full(reference))


class HomeCases(ApiView):
    scopes: ClassVar[dict[str, str]] = READ

    @extend_schema(
        tags=[TAG],
        operation_id="transfers_list",
        summary=_("List your office’s cases, the newest first"),
        parameters=[
            OpenApiParameter("status", str, enum=[s.value for s in Status if s != Status.DRAFT]),
            OpenApiParameter("here", bool, description=_("Only those that your office has now.")),
            OpenApiParameter(
                "changed_since", datetime, description=_("Only those with an event since then.")
            ),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses={200: page_of(HomeCaseHeadSerializer, "HomeCasePageSerializer")},
    )
    def get(self, request: Request) -> Response:
        rows, asked = home_cases_of(self.client), request.query_params
        if status := asked.get("status"):
            rows = rows.filter(status=status)
        if text := asked.get("here"):
            owned = Q(office_id=F("home_office_id"))
            rows = rows.filter(owned if Flag().run_validation(text) else ~owned)
        if text := asked.get("changed_since"):
            since = serializers.DateTimeField().run_validation(text)
            rows = rows.filter(last_event_at__gte=since)
        pages = Cursor()
        found = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response([home_case_head(row) for row in found])


class OneHomeCase(HomeCaseView):
    scopes: ClassVar[dict[str, str]] = READ

    @extend_schema(
        tags=[TAG],
        operation_id="transfers_read",
        summary=_("Read one case: the whole file, and who had it from when until when"),
        description=_("Reading is written to the log of the case, once an hour."),
        responses={200: HomeCaseSerializer},
    )
    def get(self, request: Request, reference: str) -> Response:
        application_opened(application=self.case(reference), actor=self.actor, now=self.now)
        return self.show(self.full(reference))


class OneHomeFile(HomeCaseView, ContentsView):
    scopes: ClassVar[dict[str, str]] = READ

    @extend_schema(
        tags=[TAG],
        operation_id="transfers_file",
        summary=_("Fetch a file of a case, to check it"),
        description=CONTENTS_DESCRIPTION,
        responses={(200, PDF_TYPE): FILE, (200, JPEG_TYPE): FILE},
    )
    def get(self, request: Request, reference: str, file: UUID) -> HttpResponse:
        return self.sent(home_files_of(self.case(reference)), file)
