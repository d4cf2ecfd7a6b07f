"""The people of an invitation."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import idempotent
from api.problems import SHOWN_AS
from api.queries import invitation_or_404, invitee_in, snapshot_or_404
from api.representations import invitee_full
from api.serializers.people import CorrectionSerializer, InviteeSerializer, PersonSerializer
from api.views.base import ApiView, DraftPartView
from applications.passport.rules.correction import correction_of
from port_visa import services
from port_visa.models import Invitee
from port_visa.services.invitees import DETAIL_FIELDS, TRAVELLER_DETAILS
from port_visa.services.locks import invitation_lock

TAG = "People"
OWN_DETAILS = (*DETAIL_FIELDS, "email", "language")
SAID = {shown: column for column, shown in SHOWN_AS.items()}  # members by their columns


class PersonView(ApiView):
    """What addresses of people share."""

    def one(self, pk: UUID, invitee_pk: int) -> tuple[Invitee, dict[str, Any]]:
        snapshot = snapshot_or_404(self.client, pk, self.now)
        invitee = invitee_in(snapshot, invitee_pk)
        return invitee, invitee_full(snapshot, invitee)

    def locked(self, pk: UUID, invitee_pk: int) -> Invitee:
        """The person, on a locked invitation, after ``If-Match`` was compared."""
        invitation_lock(invitation_or_404(self.client, pk).pk)
        invitee, seen = self.one(pk, invitee_pk)
        self.match(seen)
        return invitee

    def save(self, invitee: Invitee, values: dict[str, Any]) -> None:
        """Passport, comparison, details: what was sent, each by its own service."""
        common: dict[str, Any] = {"invitee": invitee, "actor": self.actor, "now": self.now}
        if "passport_lines" in values:
            services.invitee_passport_save(lines=values["passport_lines"], **common)
        if values.get("compared"):
            services.invitee_confirm(risky_compared=True, **common)
        if any(field in values for field in (*OWN_DETAILS, *TRAVELLER_DETAILS)):
            services.invitee_details_save(data=_details(invitee, values), **common)


def _details(invitee: Invitee, values: dict[str, Any]) -> dict[str, Any]:
    traveller = invitee.application.traveller
    known = {field: getattr(traveller, field) for field in TRAVELLER_DETAILS}
    known |= {field: getattr(invitee, field) for field in OWN_DETAILS}
    return {field: values.get(field, value) for field, value in known.items()}


class People(PersonView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}

    @extend_schema(
        tags=[TAG],
        operation_id="invitees_add",
        summary=_("Add a person"),
        description=_(
            "All or nothing: what is refused adds nobody. Passport values come from the two lines "
            "of the passport, whose check digits are verified."
        ),
        request=PersonSerializer,
        responses={201: InviteeSerializer},
    )
    @idempotent
    def post(self, request: Request, pk: UUID) -> Response:
        values = self.read(PersonSerializer)
        invitation = invitation_or_404(self.client, pk)
        invitee = services.invitee_add(invitation=invitation, actor=self.actor, now=self.now)
        self.save(invitee, values)
        _row, seen = self.one(pk, invitee.pk)
        place = request.build_absolute_uri(f"{request.path}{invitee.pk}/")
        return self.show(seen, code=201, location=place)


class OnePerson(DraftPartView, PersonView):
    @extend_schema(
        tags=[TAG],
        operation_id="invitees_read",
        summary=_("Read one person"),
        responses={200: InviteeSerializer},
    )
    def get(self, request: Request, pk: UUID, invitee_pk: int) -> Response:
        return self.show(self.one(pk, invitee_pk)[1])

    @extend_schema(
        tags=[TAG],
        operation_id="invitees_change",
        summary=_("Change a person"),
        description=_("In a draft always; afterwards only what the office asks about."),
        request=PersonSerializer,
        responses={200: InviteeSerializer},
    )
    @transaction.atomic
    def patch(self, request: Request, pk: UUID, invitee_pk: int) -> Response:
        invitee = self.locked(pk, invitee_pk)
        self.save(invitee, self.read(PersonSerializer))
        return self.show(self.one(pk, invitee_pk)[1])

    @extend_schema(
        tags=[TAG],
        operation_id="invitees_remove",
        summary=_("Take a person off a draft; their data are deleted"),
        request=None,
        responses={204: None},
    )
    @transaction.atomic
    def delete(self, request: Request, pk: UUID, invitee_pk: int) -> Response:
        invitee = self.locked(pk, invitee_pk)
        services.invitee_remove(invitee=invitee, actor=self.actor, now=self.now)
        return Response(status=204)


class Corrected(PersonView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}
    conditional = frozenset({"POST"})

    @extend_schema(
        tags=[TAG],
        operation_id="invitees_correct",
        summary=_("Type what the passport says, where its lines cannot be read or differ"),
        description=_(
            "In a draft always; afterwards only when the office asks about the passport. The "
            "officer sees which values were typed, and the reason. Lines sent later replace them."
        ),
        request=CorrectionSerializer,
        responses={200: InviteeSerializer},
    )
    @idempotent
    def post(self, request: Request, pk: UUID, invitee_pk: int) -> Response:
        values = self.read(CorrectionSerializer)
        services.invitee_correct(
            invitee=self.locked(pk, invitee_pk),
            correction=correction_of({SAID.get(name, name): values[name] for name in values}),
            reason=values["reason"],
            actor=self.actor,
            now=self.now,
        )
        return self.show(self.one(pk, invitee_pk)[1])
