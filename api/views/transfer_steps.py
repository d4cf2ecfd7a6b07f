"""Steps of a partner office's system: checked, transferred, returned, not accepted (ADR 0101)."""

import hashlib
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.idempotency import HEADER, idempotent
from api.serializers.transfers import (
    ChecksSerializer,
    DeclineSerializer,
    HomeCaseSerializer,
    SendBackSerializer,
    SendSerializer,
)
from api.views.transfers import TAG, HomeCaseView
from applications.enums import CheckResult
from applications.models import Transfer
from applications.services import application_not_accept, supplement_request, transfer_send
from applications.services.desk import Found, checklist_save

KEY_LENGTH = 80  # of Transfer.key


class StepView(HomeCaseView):
    """A step on a case that the caller has read."""

    scopes: ClassVar[dict[str, str]] = {"POST": Scope.TRANSFERS_WRITE}
    conditional = frozenset({"POST"})


class Checks(StepView):
    @extend_schema(
        tags=[TAG],
        operation_id="transfers_check",
        summary=_("Record what your office found for lines of the checklist"),
        description=_("A case is transferred only while no line is missing or unclear."),
        request=ChecksSerializer,
        responses={200: HomeCaseSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        values = self.read(ChecksSerializer)
        found = [
            Found(one["code"], CheckResult(one["result"]), one["note"]) for one in values["checks"]
        ]
        return self.step(reference, checklist_save, found=found)


class Send(StepView):
    @extend_schema(
        tags=[TAG],
        operation_id="transfers_send",
        summary=_("Transfer a case that you checked to Shanghai"),
        description=_(
            "From this moment Shanghai’s office has the file; you go on reading it. The same "
            "Idempotency-Key stands for one hand-over for ever, also after its answer is forgotten."
        ),
        request=SendSerializer,
        responses={200: HomeCaseSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        remark, key = self.read(SendSerializer)["remark"], _key_of(request)
        done = Transfer.objects.filter(
            application=self.case(reference), from_office_id=self.client.office_id, key=key
        )
        if done.exists():  # its answer was forgotten; what was seen then is no longer there
            return self.show(self.full(reference))
        return self.step(reference, transfer_send, reason=remark, key=key)


class SendBack(StepView):
    @extend_schema(
        tags=[TAG],
        operation_id="transfers_return",
        summary=_("Return a case to its inviter, with the one list of what is missing"),
        description=_(
            "The inviter’s answer comes back to your office. A second list is the desk’s."
        ),
        request=SendBackSerializer,
        responses={200: HomeCaseSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        values = self.read(SendBackSerializer)
        items = [(one["code"], one["text"]) for one in values["points"]]
        return self.step(reference, supplement_request, items=items, note=values["note"])


class Decline(StepView):
    @extend_schema(
        tags=[TAG],
        operation_id="transfers_decline",
        summary=_("Do not accept a case, with reasons: it ends here"),
        request=DeclineSerializer,
        responses={200: HomeCaseSerializer},
    )
    @idempotent
    def post(self, request: Request, reference: str) -> Response:
        values = self.read(DeclineSerializer)
        return self.step(reference, application_not_accept, **values)


def _key_of(request: Request) -> str:
    """The sender's number for the hand-over: the key, or its digest where it is too long."""
    key = request.headers[HEADER]
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
