"""What the pages of the queue share."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from centre.enums import TicketSource
from centre.models import Ticket, TicketPurpose
from centre.queries import Queue, centres, ticket_for
from centre.services import ticket_take
from offices.models import Office
from ui.fields import KeyChoiceField, rows_offer
from ui.steps import StepForm


def centre_of(code: str) -> Office:
    """The centre with this code; raises Http404 for any other office."""
    return get_object_or_404(centres(), code=code)


def ticket_of(office: Office, code: str) -> Ticket:
    """The ticket that the code opens; raises Http404."""
    found = ticket_for(office, code)
    if found is None:
        raise Http404
    return found


class TakeForm(StepForm):
    """Which purpose; ``press`` makes two presses of one button one ticket."""

    purpose = KeyChoiceField(
        label=_("What do you come for?"),
        queryset=TicketPurpose.objects.none(),
        error_messages={"required": _("Choose what you come for")},
    )
    press = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, purposes: list[TicketPurpose]) -> None:
        super().__init__(data, initial={"press": uuid4()})  # type: ignore[arg-type]
        keys = [purpose.pk for purpose in purposes]
        rows_offer(self, "purpose", TicketPurpose.objects.filter(pk__in=keys))


def taken_ticket(
    request: HttpRequest, queue: Queue, source: TicketSource, now: datetime
) -> tuple[Ticket | None, TakeForm]:
    """Take a number with what was posted; without a ticket the form says why."""
    form = TakeForm(request.POST, purposes=queue.purposes)
    if not form.is_valid():
        return None, form
    data = form.cleaned_data
    try:
        ticket = ticket_take(
            office=queue.office,
            purpose=data["purpose"],
            press=data["press"],
            source=source,
            now=now,
        )
    except ValidationError as error:
        form.add_problems(error)
        return None, form
    return ticket, form
