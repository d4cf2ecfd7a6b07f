"""Invitations: begun, described, handed in, taken back."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import idempotent
from api.pagination import Cursor
from api.problems import Part, Unprocessable
from api.queries import invitation_or_404, invitations_of_client, snapshot_or_404
from api.representations import invitation_full, invitation_head
from api.serializers.base import page_of
from api.serializers.invitations import (
    PARTS,
    InvitationHeadSerializer,
    InvitationSerializer,
    VisitSerializer,
)
from api.views.base import ApiView, DraftPartView
from port_visa import services
from port_visa.enums import InvitationStatus, VisitPart
from port_visa.models import Invitation
from port_visa.services.locks import invitation_lock

TAG = "Invitations"


class InvitationView(ApiView):
    """What addresses of one invitation share."""

    def full(self, pk: UUID) -> dict[str, Any]:
        return invitation_full(snapshot_or_404(self.client, pk, self.now))

    def locked(self, pk: UUID) -> Invitation:
        """The invitation, locked, after ``If-Match`` was compared with what is there now."""
        found = invitation_or_404(self.client, pk)
        invitation_lock(found.pk)
        self.match(self.full(pk))
        return found

    def save_visit(self, invitation: Invitation, values: dict[str, Any]) -> None:
        """Save what was sent, page by page, as the pages do."""
        for part, fields in PARTS.items():
            if any(field in values for field in fields):
                data = {f: values.get(f, getattr(invitation, f)) for f in fields}
                _whole(part, data)
                services.invitation_visit_save(
                    invitation=invitation, part=part, data=data, actor=self.actor, now=self.now
                )


def _whole(part: str, data: dict[str, Any]) -> None:
    """Arrival, port and stay are judged together, so they come together."""
    needed = ("arrival_on", "port", "stay_days") if part == VisitPart.ARRIVAL else ()
    sentence = _("Send arrival_on, port and stay_days together.")
    parts = tuple(Part(f"/{f}", "required", str(sentence)) for f in needed if not data[f])
    if parts:
        raise Unprocessable(sentence, code="required", parts=parts)


class Invitations(InvitationView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.CASES_READ, "POST": Scope.CASES_WRITE}

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_list",
        summary=_("List invitations, the newest first"),
        parameters=[
            OpenApiParameter("status", str, enum=[s.value for s in InvitationStatus][:2]),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses={200: page_of(InvitationHeadSerializer, "InvitationPageSerializer")},
    )
    def get(self, request: Request) -> Response:
        rows: QuerySet[Invitation] = invitations_of_client(self.client)
        if status := request.query_params.get("status"):
            rows = rows.filter(status=status)
        pages = Cursor()
        found = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response([invitation_head(row) for row in found])

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_create",
        summary=_("Begin an invitation"),
        description=_("Nothing is needed yet; what the visit is can be sent now or later."),
        request=VisitSerializer,
        responses={201: InvitationSerializer},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        values = self.read(VisitSerializer)
        invitation = services.invitation_create(
            organisation=self.client.organisation,
            actor=self.actor,
            now=self.now,
            language=get_language() or "en",
        )
        self.save_visit(invitation, values)
        place = request.build_absolute_uri(reverse("api:invitation", args=[invitation.pk]))
        return self.show(self.full(invitation.pk), code=201, location=place)


class OneInvitation(DraftPartView, InvitationView):
    @extend_schema(
        tags=[TAG],
        operation_id="invitations_read",
        summary=_("Read an invitation, its people, its checklist, and what is missing"),
        responses={200: InvitationSerializer},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.show(self.full(pk))

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_change",
        summary=_("Change what is said of the visit"),
        description=_("In a draft always; afterwards only what the office asks everybody about."),
        request=VisitSerializer,
        responses={200: InvitationSerializer},
    )
    @transaction.atomic
    def patch(self, request: Request, pk: UUID) -> Response:
        invitation = self.locked(pk)
        self.save_visit(invitation, self.read(VisitSerializer))
        return self.show(self.full(pk))

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_discard",
        summary=_("Throw a draft away, with the data of its people"),
        request=None,
        responses={204: None},
    )
    @transaction.atomic
    def delete(self, request: Request, pk: UUID) -> Response:
        services.invitation_discard(invitation=self.locked(pk), actor=self.actor, now=self.now)
        return Response(status=204)
