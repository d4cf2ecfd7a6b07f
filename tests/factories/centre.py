"""A centre with windows that are staffed day and night, and people who take numbers."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from accounts.enums import PostRole
from accounts.models import User
from applications.models import Application
from centre.enums import TicketSource
from centre.models import ServiceWindow, Shift, Ticket, TicketPurpose
from centre.services import ticket_call_next, ticket_done, ticket_take
from offices.models import Office
from tests.factories.accounts import NOW, PostFactory
from tests.factories.applications import case_steps
from tests.factories.port_visa import Desk

CODE = "eastern-hub"


def centre_office() -> Office:
    return Office.objects.get(code=CODE)


class _Windows(DjangoModelFactory):
    """A window that serves the purposes of ``letters``, all by default."""

    class Meta:
        model = ServiceWindow
        skip_postgeneration_save = True

    office = factory.LazyFunction(centre_office)
    number = factory.Sequence(lambda n: n + 1)
    active = True

    @factory.post_generation
    def letters(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        self.purposes.set(TicketPurpose.objects.filter(letter__in=extracted or "ABCD"))


WindowFactory: Any = _Windows


class _Shifts(DjangoModelFactory):
    """Day and night, every day, all windows that exist."""

    class Meta:
        model = Shift
        skip_postgeneration_save = True

    office = factory.LazyFunction(centre_office)
    name = "Round the clock"
    begins = time(8)
    ends = time(8)
    valid_from = date(2026, 1, 1)

    @factory.post_generation
    def staffs(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        found = ServiceWindow.objects.filter(office=self.office) if extracted is None else extracted
        self.windows.set(found)


ShiftFactory: Any = _Shifts


def centre_officer(role: PostRole = PostRole.REVIEWER) -> User:
    found: User = PostFactory.create(office=centre_office(), role=role).officer
    return found


ASKED: dict[str, str] = {"reason": "urgent_meeting", "text": "The contract is signed tomorrow."}


def case_at_centre(*steps: str, at: datetime = NOW, desk: Desk | None = None) -> Application:
    """A port visa case that the centre has, taken so many steps."""
    case: Application = (desk or Desk(now=at)).submitted().invitees.get().application
    Application.objects.filter(pk=case.pk).update(office=centre_office())
    case.refresh_from_db()
    return case_steps(case, *steps, at=at) if steps else case


def purpose_of(letter: str = "A") -> TicketPurpose:
    return TicketPurpose.objects.get(letter=letter)


def took(letter: str = "A", *, now: datetime = NOW, **values: Any) -> Ticket:
    """A number that somebody took at the desk."""
    facts: dict[str, Any] = {"press": uuid4(), "source": TicketSource.KIOSK, **values}
    return ticket_take(office=centre_office(), purpose=purpose_of(letter), now=now, **facts)


def served(window: ServiceWindow, officer: User, *minutes: int, letter: str = "A") -> None:
    """Visits that are over, one after the other before ``NOW``, each as long as ``minutes`` say."""
    for place, length in enumerate(minutes):
        begun = NOW - timedelta(minutes=100 - 10 * place)
        took(letter, now=begun)
        ticket = ticket_call_next(window=window, actor=officer, now=begun)
        ended = begun + timedelta(minutes=length)
        ticket_done(ticket=ticket, window=window, actor=officer, now=ended)
