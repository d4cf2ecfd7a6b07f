"""Invitations handed in and taken back, and their receipt."""

from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import idempotent
from api.problems import Conflict
from api.queries import invitation_or_404, invitee_in, snapshot_or_404
from api.schema import PDF
from api.serializers.invitations import InvitationSerializer, SubmitSerializer, WithdrawSerializer
from api.views.base import pdf_answer
from api.views.invitations import TAG, InvitationView
from port_visa import services
from port_visa.enums import InvitationStatus
from port_visa.receipt import receipt_pdf


class Submission(InvitationView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}
    conditional = frozenset({"POST"})

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_submit",
        summary=_("Declare that everything is true, and hand in"),
        description=_(
            "If-Match ties the declaration to what was read. Each person becomes an application."
        ),
        request=SubmitSerializer,
        responses={200: InvitationSerializer},
    )
    @idempotent
    def post(self, request: Request, pk: UUID) -> Response:
        values = self.read(SubmitSerializer)
        invitation = self.locked(pk)
        if invitation.status != InvitationStatus.DRAFT:
            raise Conflict(_("This invitation was submitted already."), code="submitted")
        services.invitation_submit(invitation=invitation, actor=self.actor, now=self.now, **values)
        return self.show(self.full(pk))


class Withdrawal(InvitationView):
    scopes: ClassVar[dict[str, str]] = {"POST": Scope.CASES_WRITE}

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_withdraw",
        summary=_("Take back applications that are not decided yet"),
        request=WithdrawSerializer,
        responses={200: InvitationSerializer},
    )
    @idempotent
    def post(self, request: Request, pk: UUID) -> Response:
        values = self.read(WithdrawSerializer)
        snapshot = snapshot_or_404(self.client, pk, self.now)
        chosen = [invitee_in(snapshot, key) for key in values.get("invitees", ())]
        services.invitation_withdraw(
            invitation=snapshot.invitation,
            invitees=chosen or None,
            actor=self.actor,
            now=self.now,
            reason=values["reason"],
        )
        return self.show(self.full(pk))


class Receipt(InvitationView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.DOCUMENTS_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="invitations_receipt",
        summary=_("Fetch the receipt as a PDF, in the language of Accept-Language"),
        responses={(200, "application/pdf"): PDF},
    )
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        invitation = invitation_or_404(self.client, pk)
        if invitation.status != InvitationStatus.SUBMITTED:
            raise Conflict(_("There is a receipt once it is submitted."), code="not_submitted")
        data = receipt_pdf(invitation, self.now, language=get_language() or "en")
        return pdf_answer(data, "receipt.pdf")
