"""Views of one person's pages get their seat: the inviter's, or that of a private link."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.private_links import grant_of
from documents.models import Upload
from port_visa.models import Invitee, InviteeLink
from port_visa.permissions import can_edit_invitee
from port_visa.services.links import gone_words, link_holds
from port_visa.views.common import (
    actor_of,
    invitee_or_404,
)
from port_visa.views.seats import GuestSeat, PersonSeat
from ui.kept import answers_keep
from ui.responses import unlisted
from ui.steps import signed_in

GRANTS = "invitee_links"  # session key: invitee -> link
GONE = "port_visa/invited/gone.html"

View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """Give the view its seat: ``view(request, seat, …)``, under ``people/…`` and ``invited/…``."""
    inviters = signed_in(_inviters(view))
    guests = never_cache(_guests(view))

    @wraps(view)
    def inner(request: HttpRequest, invitee_pk: int, **kwargs: Any) -> HttpResponse:
        entry = inviters if "pk" in kwargs else guests
        return entry(request, invitee_pk=invitee_pk, **kwargs)

    return inner


def invited(view: View) -> View:
    """Give the view the seat of who came by a private link: under ``invited/…`` only."""
    return wraps(view)(never_cache(_guests(view)))


def _inviters(view: View) -> View:
    def inner(request: HttpRequest, pk: UUID, invitee_pk: int, **kwargs: Any) -> HttpResponse:
        seat = PersonSeat(invitee_or_404(request, pk, invitee_pk), actor_of(request))
        return view(request, seat, **kwargs)

    return inner


def _guests(view: View) -> View:
    def inner(request: HttpRequest, invitee_pk: int, **kwargs: Any) -> HttpResponse:
        link = granted(request, invitee_pk)
        if link is None:
            raise Http404
        now = timezone.now()
        if not link_holds(link, now):
            if request.method == "POST":
                answers_keep(request)
            context = {"sentence": gone_words(link, now)}
            return unlisted(render(request, GONE, context, status=410))
        return unlisted(view(request, GuestSeat(link.invitee, link.sent_by, link), **kwargs))

    return inner


def granted(request: HttpRequest, invitee_pk: int) -> InviteeLink | None:
    """The link that opened this person's pages for the session, in force or not."""
    key = grant_of(request, GRANTS, invitee_pk)
    if key is None:
        return None
    rows = InviteeLink.objects.select_related(
        "sent_by",
        "invitee__application__traveller",
        "invitee__invitation__organisation",
        "invitee__invitation__professional",
        "invitee__invitation__port",
    )
    return rows.filter(pk=key, invitee_id=invitee_pk).first()


def upload_viewer(request: HttpRequest, upload: Upload) -> User | None:
    """Who lends the right to look at a file of the person whose link opened this session."""
    opened = request.session.get(GRANTS, {})
    if not opened:
        return None
    cases = upload.attachments.filter(removed_at=None).values_list("application_id", flat=True)
    people = Invitee.objects.filter(application_id__in=list(cases), pk__in=list(opened))
    for invitee_pk in people.values_list("pk", flat=True):
        link = granted(request, invitee_pk)
        if link is not None and link_holds(link, timezone.now()):
            return link.sent_by
    return None


def editable(seat: PersonSeat, item: str) -> None:
    """Pages of what cannot be changed now do not exist."""
    if not can_edit_invitee(seat.actor, seat.invitee, item):
        raise Http404
