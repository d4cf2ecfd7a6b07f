"""The people of an invitation: the list, and taking somebody off it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from port_visa import progress, services
from port_visa.errors import InvitationError
from port_visa.links import link_state, links_of
from port_visa.models import Invitee, InviteeLink
from port_visa.queries import Snapshot, snapshot_load
from port_visa.views.common import (
    actor_of,
    home_of,
    invitation_or_404,
    invitee_or_404,
    is_draft,
)
from port_visa.views.seats import PersonSeat
from ui.steps import signed_in
from ui.tasks import TAGS


@signed_in
def invitation_invitees(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list; its button adds one person and goes on to their passport."""
    found = invitation_or_404(request, pk)
    if not is_draft(found):
        return redirect(home_of(found))
    if request.method == "POST":
        try:
            new = services.invitee_add(
                invitation=found, actor=actor_of(request), now=timezone.now()
            )
        except InvitationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("invitation_invitees", pk=pk)
        return redirect("invitee_passport", pk=pk, invitee_pk=new.pk)
    now = timezone.now()
    snapshot, links = snapshot_load(found, now), links_of(found)
    context = {
        "invitation": found,
        "people": [_person(snapshot, invitee, links, now) for invitee in snapshot.invitees],
        "full": len(snapshot.invitees) >= snapshot.limits.max_invitees,
        "most": snapshot.limits.max_invitees,
        "back": home_of(found),
    }
    return render(request, "port_visa/invitees.html", context)


def _person(
    snapshot: Snapshot, invitee: Invitee, links: Mapping[int, InviteeLink], now: datetime
) -> dict[str, Any]:
    """One line of the list: who, what is next, and where."""
    status = progress.invitee_status(snapshot, invitee)
    found = progress.invitee_findings(snapshot, invitee)
    page = found[0].page if found else "invitee_details"
    return {
        "invitee": invitee,
        "name": invitee.application.traveller.name_mrz,
        "status": status.label,
        "tag": TAGS.get(status, ""),
        "hint": found[0].problem.message if found else "",
        "url": reverse(page, args=[snapshot.invitation.pk, invitee.pk]),
        "link": link_state(invitee, links.get(invitee.pk), now),
    }


@signed_in
def invitee_remove(request: HttpRequest, pk: UUID, invitee_pk: int) -> HttpResponse:
    """Ask once, then take the person off the draft."""
    invitee = invitee_or_404(request, pk, invitee_pk)
    if not is_draft(invitee.invitation):
        raise Http404
    if request.method == "POST":
        services.invitee_remove(invitee=invitee, actor=actor_of(request), now=timezone.now())
        messages.success(request, _("Removed from this invitation."))
        return redirect("invitation_invitees", pk=pk)
    seat = PersonSeat(invitee, actor_of(request))
    return render(request, "port_visa/remove.html", seat.context())
