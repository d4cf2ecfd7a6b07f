"""Who sits at one person's pages: the inviter, signed in, or whoever came by a private link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.models import Attachment
from applications.private_links import grant_of
from documents.models import Upload
from port_visa import services
from port_visa.enums import LinkKind
from port_visa.models import Invitee, InviteeLink
from port_visa.permissions import can_edit_invitee
from port_visa.services.links import gone_words, link_holds
from port_visa.views.common import (
    actor_of,
    back_from_invitee,
    invitee_or_404,
    is_draft,
    number_of,
)
from ui.kept import answers_keep
from ui.responses import unlisted
from ui.steps import signed_in

GRANTS = "invitee_links"  # session key: invitee -> link
GONE = "port_visa/invited/gone.html"

View = Callable[..., HttpResponse]
T = TypeVar("T")


@dataclass(frozen=True)
class PersonSeat:
    """``actor`` acts for one person; with a ``link``, it is the sender whose right is lent."""

    invitee: Invitee
    actor: User
    link: InviteeLink | None = None

    @property
    def is_traveller(self) -> bool:
        return self.link is not None and self.link.kind == LinkKind.TRAVELLER

    @property
    def is_draft(self) -> bool:
        return is_draft(self.invitee.invitation)

    def url(self, page: str = "", *args: Any) -> str:
        """The address of one of the person's pages, as this seat reaches it."""
        if self.link is not None:
            name = f"invited_{page}" if page else "invited"
            return reverse(name, args=[self.invitee.pk, *args])
        return reverse(f"invitee_{page}", args=[self.invitee.invitation_id, self.invitee.pk, *args])

    @property
    def home(self) -> str:
        """Where the person's pages lead back to."""
        return self.url() if self.link else back_from_invitee(self.invitee)

    def after_confirm(self) -> str:
        """What comes after the comparison with the passport."""
        return self.url("details") if self.is_draft else self.home

    def run(self, step: Callable[..., T], paper: str = "", **values: Any) -> T:
        """Call a service for the person: ``step(invitee=…, actor=…, now=…, …)``."""
        now = timezone.now()
        if self.link is None:
            return step(invitee=self.invitee, actor=self.actor, now=now, **values)
        return services.guest_step(
            link=self.link,
            now=now,
            paper=paper,
            step=lambda invitee, actor: step(invitee=invitee, actor=actor, now=now, **values),
        )

    def attach(self, code: str, upload: Upload) -> None:
        """Lay an uploaded file into one of the person's places."""
        self.run(
            services.attachment_add,
            paper=code,
            invitation=self.invitee.invitation,
            code=code,
            upload=upload,
        )

    def detach(self, row: Attachment) -> None:
        """Take a file out of one of the person's places."""
        now, invitation = timezone.now(), self.invitee.invitation

        def step(invitee: Invitee, actor: User) -> None:
            services.attachment_remove(invitation=invitation, attachment=row, actor=actor, now=now)

        if self.link is None:
            step(self.invitee, self.actor)
        else:
            services.guest_step(link=self.link, now=now, step=step, paper=row.code)

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the person shows."""
        number, count = number_of(self.invitee)
        return {
            "seat": self,
            "invitation": self.invitee.invitation,
            "invitee": self.invitee,
            "number": number,
            "count": count,
            "back": self.home,
            **more,
        }


def seated(view: View) -> View:
    """Give the view its seat: ``view(request, seat, …)``, under ``people/…`` and ``invited/…``."""
    inviters = signed_in(_inviters(view))
    guests = never_cache(_guests(view))

    @wraps(view)
    def inner(request: HttpRequest, invitee_pk: int, **kwargs: Any) -> HttpResponse:
        entry = inviters if "pk" in kwargs else guests
        return entry(request, invitee_pk=invitee_pk, **kwargs)

    return inner


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
        return unlisted(view(request, PersonSeat(link.invitee, link.sent_by, link), **kwargs))

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
