"""Who sits at a page: which hand of which application, signed in or by a private link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.enums import Status
from applications.private_links import grant_of
from documents.models import Upload
from permits.enums import Hand
from permits.filing.queries import permits_with_parts
from permits.models import PermitApplication, PersonLink
from permits.permissions import is_employer, is_the_person
from permits.services.links import grant_holds
from ui.kept import answers_keep

GRANTS = "permit_links"  # session key: application -> link


@dataclass(frozen=True)
class Seat:
    """``actor`` acts as ``hand``; ``guest``: by a private link, without being signed in."""

    permit: PermitApplication
    hand: Hand
    actor: User
    guest: bool = False

    @property
    def is_person(self) -> bool:
        return self.hand == Hand.PERSON

    @property
    def is_draft(self) -> bool:
        return self.permit.application.status == Status.DRAFT

    def url(self, page: str = "", *args: Any) -> str:
        """The address of one of the hand's own pages; without a name its task list."""
        name = "permit_person" if self.is_person else "permit"
        return reverse(f"{name}_{page}" if page else name, args=[self.permit.pk, *args])

    @property
    def home(self) -> str:
        """The hand's own page: the task list of a draft, the receipt afterwards."""
        return self.url() if self.is_draft else self.url("receipt")

    @property
    def all_url(self) -> str:
        """Everything of the person's; empty for who came by a link."""
        return "" if self.guest else reverse("dashboard")


View = Callable[..., HttpResponse]


def granted(request: HttpRequest, permit: PermitApplication) -> User | None:
    """For whom a link lets this session act on the application; None without one in force."""
    key = grant_of(request, GRANTS, permit.pk)
    rows = PersonLink.objects.select_related("permit__application__person")
    link = rows.filter(pk=key).first() if key else None
    if link is None or link.permit_id != permit.pk or not grant_holds(link, timezone.now()):
        return None
    return link.permit.application.person


def upload_viewer(request: HttpRequest, upload: Upload) -> User | None:
    """For whom a link lets this session look at a file of the application that it opened."""
    if not request.session.get(GRANTS):
        return None
    rows = upload.attachments.filter(application__permit__isnull=False)
    for row in rows.select_related("application__permit__application"):
        if row.application is not None and (who := granted(request, row.application.permit)):
            return who
    return None


def _seat(request: HttpRequest, pk: UUID, hand: Hand) -> Seat | None:
    permit = permits_with_parts().filter(pk=pk, discarded_at=None).first()
    if permit is None:
        return None
    user = request.user
    may = is_the_person if hand == Hand.PERSON else is_employer
    if isinstance(user, User) and may(user, permit):
        return Seat(permit, hand, user)
    if hand == Hand.PERSON and (person := granted(request, permit)):
        return Seat(permit, hand, person, guest=True)
    return None


def seated(view: View) -> View:
    """Give the view its seat: ``view(request, seat, ...)``.

    Unknown and others' applications are both 404. Who is not signed in is asked to; what they
    posted is kept meanwhile.
    """

    @wraps(view)
    def inner(request: HttpRequest, pk: UUID, hand: str, **kwargs: Any) -> HttpResponse:
        seat = _seat(request, pk, Hand(hand))
        if seat is not None:
            return view(request, seat, **kwargs)
        if request.user.is_authenticated:
            raise Http404
        if request.method == "POST":
            answers_keep(request)
        if request.method == "POST" or grant_of(request, GRANTS, pk):
            messages.warning(request, _("Sign in to go on: what you typed has been kept."))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")

    return never_cache(inner)


def drafted(view: View) -> View:
    """A page of a draft; afterwards it leads to the receipt."""

    @wraps(view)
    def inner(request: HttpRequest, seat: Seat, **kwargs: Any) -> HttpResponse:
        return view(request, seat, **kwargs) if seat.is_draft else redirect(seat.home)

    return inner
