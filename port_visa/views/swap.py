"""Somebody else in place of an approved person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from applications.deadlines import legal_date
from port_visa import services
from port_visa.errors import InvitationError
from port_visa.models import Invitee
from port_visa.services.notification import latest_document
from port_visa.swaps import paper_words, replacement_of, replacing_words, swap_hindrance
from port_visa.views.common import actor_of, home_of, invitee_or_404, is_draft
from port_visa.views.seats import PersonSeat
from ui.steps import signed_in


@signed_in
def invitee_swap(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Say what naming somebody else means, then begin their draft."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    if is_draft(invitee.invitation):
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        try:
            new = services.invitee_swap_begin(
                invitee=invitee,
                actor=actor_of(request),
                now=now,
                language=get_language() or "en",
            )
        except InvitationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("invitation_receipt", pk=pk)
        return redirect("invitation", pk=new.invitation_id)
    context = PersonSeat(invitee, actor_of(request)).context(**_facts(invitee, now))
    return render(request, "port_visa/swap.html", context)


def _facts(invitee: Invitee, now: datetime) -> dict[str, Any]:
    """What can be done, and what was begun."""
    begun, arrival = replacement_of(invitee), invitee.invitation.arrival_on
    document = latest_document(invitee.application, invitee.invitation)
    return {
        "hindrance": swap_hindrance(invitee, document, now),
        "begun": begun,
        "words": replacing_words(invitee, begun),
        "paper": paper_words(invitee),
        "passed": arrival is not None and arrival < legal_date(now),
        "back": home_of(invitee.invitation),
    }
