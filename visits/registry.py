"""What the service above (the single window) says about the visits of its applications."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import Status
from applications.models import Application
from applications.permissions import AnyUser, can_act_as_applicant
from applications.registry import adapter_for
from offices.models import Office


@dataclass(frozen=True)
class Booker:
    """Who acts on a page. ``user`` is None for somebody who came by a link and whom nobody knows.

    ``hand`` names whose hand it is, for the log: ``employer`` or ``person``.
    """

    user: User | None
    hand: str = ""


@dataclass(frozen=True)
class OfficeChoice:
    """An office that serves the case, and in a sentence why."""

    office: Office
    why: str = ""


@dataclass(frozen=True)
class VisitPlan:
    """Where and when the visit can be, or in ``refusal`` why none can be booked and what to do.

    ``last_on`` None: as far ahead as the office books. The rest are sentences for the applicant:
    ``waits`` what waits for the visit, ``clock`` whether the promise runs meanwhile, ``bring`` what
    to bring along.
    """

    choices: Sequence[OfficeChoice] = ()
    first_on: date = date.min
    last_on: date | None = None
    refusal: str = ""
    waits: str = ""
    clock: str = ""
    bring: Sequence[str] = ()

    def choice(self, code: str) -> OfficeChoice | None:
        """The choice of this office; None when it does not serve the case."""
        return next((one for one in self.choices if one.office.code == code), None)


@dataclass(frozen=True)
class Address:
    """Somebody without an account who gets the messages too."""

    email: str
    language: str


class VisitService(Protocol):
    """The questions that visits ask about one service's applications."""

    @property
    def service(self) -> str:
        """One of ``applications.enums.Service``."""

    def booker(self, request: HttpRequest, application: Application) -> Booker | None:
        """Who acts on this request; None when the visitor may not book for the application."""

    def may_book(self, user: AnyUser, application: Application) -> bool:
        """Whether this user may book, change and cancel."""

    def plan(self, application: Application, now: datetime) -> VisitPlan:
        """Where, when, and what to tell."""

    def recipients(self, application: Application) -> Sequence[User]:
        """Users who get messages about the visit."""

    def addresses(self, application: Application) -> Sequence[Address]:
        """Others who get them by e-mail."""

    def back_url(self, application: Application, booker: Booker) -> str:
        """The page of the application that leads to the visit, for this hand."""


class BaseVisits:
    """Answers that suit a service whose application names one office. Derive from it."""

    service: str = ""
    statuses: Sequence[str] = (
        Status.SUBMITTED,
        Status.SUPPLEMENT,
        Status.ACCEPTED,
        Status.RECOMMENDED,
    )

    def __init__(self, service: str = "") -> None:
        self.service = service or self.service

    def booker(self, request: HttpRequest, application: Application) -> Booker | None:
        user = request.user
        if isinstance(user, User) and self.may_book(user, application):
            return Booker(user)
        return None

    def may_book(self, user: AnyUser, application: Application) -> bool:
        return can_act_as_applicant(user, application)

    def choices(self, application: Application) -> Sequence[OfficeChoice]:
        """Offices that serve the case: the one that has the file."""
        if application.office is None:
            return ()
        return (OfficeChoice(application.office, _("This office has your application.")),)

    def plan(self, application: Application, now: datetime) -> VisitPlan:
        return VisitPlan(
            choices=self.choices(application),
            first_on=legal_date(now),
            refusal=self.refusal(application),
            waits=self.waits(application),
            clock=self.clock(application),
            bring=self.bring(application),
        )

    def refusal(self, application: Application) -> str:
        """Why no visit can be booked now; empty when one can."""
        if application.status == Status.DRAFT:
            return _("Hand in the application first. Then you choose the time of the visit.")
        if application.status not in self.statuses:
            return _("This application needs no visit any more.")
        return ""

    def waits(self, application: Application) -> str:
        """What waits for the visit, in a sentence."""
        return _(
            "We examine the application meanwhile. Only the decision waits for the visit: we check "
            "the person's identity and take fingerprints, as the Exit and Entry Administration Law "
            "asks in article 30."
        )

    def clock(self, application: Application) -> str:
        """Whether the promise runs meanwhile, in a sentence."""
        return _(
            "The clock does not stop for the visit. Choose an early day, so that we can decide in "
            "the time that we promised."
        )

    def bring(self, application: Application) -> Sequence[str]:
        """What to bring along."""
        return (
            _("The passport that is named in the application."),
            _("The person comes in person. Nobody else can do this visit for them."),
        )

    def recipients(self, application: Application) -> Sequence[User]:
        return adapter_for(application).recipients(application)

    def addresses(self, application: Application) -> Sequence[Address]:
        return ()

    def back_url(self, application: Application, booker: Booker) -> str:
        return reverse("application", args=[application.reference])


_services: dict[str, VisitService] = {}


def register(service: VisitService) -> None:
    """Make the visits of a service known. Called once, in the room's ``AppConfig.ready``."""
    _services[service.service] = service


def service_for(application: Application) -> VisitService | None:
    """Return who answers for the application's visits; None when its service has none."""
    return _services.get(application.service)


@contextmanager
def override(service: VisitService) -> Iterator[VisitService]:
    """Use other answers for a service, for the length of a test."""
    before = dict(_services)
    register(service)
    try:
        yield service
    finally:
        _services.clear()
        _services.update(before)
