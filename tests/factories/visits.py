"""Hours of an office, cases of the single window, and a service that lets them book."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.deadlines import LEGAL_ZONE
from applications.enums import Service
from applications.models import Application
from offices.models import Office
from tests.factories.applications import NOW, ApplicationFactory
from visits.models import Booking, OpeningRule
from visits.registry import BaseVisits, OfficeChoice
from visits.services import visit_book

TUESDAY = date(2026, 3, 3)  # the day after NOW


class StubVisits(BaseVisits):
    """Single-window cases may book at Minhang and at Qingpu."""

    service = Service.SINGLE_WINDOW
    codes = ("branch-minhang", "branch-qingpu")

    def choices(self, application: Application) -> Sequence[OfficeChoice]:
        offices = {office.code: office for office in Office.objects.filter(code__in=self.codes)}
        return [
            OfficeChoice(offices[code], "It serves the Hongqiao business district.")
            for code in self.codes
        ]


def office_of(code: str = "branch-minhang") -> Office:
    return Office.objects.get(code=code)


class _OpeningRules(DjangoModelFactory):
    """Monday to Friday, 9 to 11, one window, 20 minutes: six slots of one seat."""

    class Meta:
        model = OpeningRule

    office = factory.LazyFunction(office_of)
    weekdays = factory.LazyFunction(lambda: [0, 1, 2, 3, 4])
    opens = time(9)
    closes = time(11)
    windows = 1
    minutes = 20
    people = 1
    valid_from = date(2026, 1, 1)


OpeningRuleFactory: Any = _OpeningRules


def case_of(path: str = "accepted", **values: Any) -> Application:
    """A single-window case at Minhang."""
    office = values.pop("office", None) or office_of()
    found: Application = ApplicationFactory(
        path=path, service=Service.SINGLE_WINDOW, category="B", office=office, **values
    )
    return found


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    """A time on the wall in Shanghai."""
    return datetime.combine(day, time(hour, minute), tzinfo=LEGAL_ZONE)


def booked(
    starts_at: datetime | None = None,
    *,
    application: Application | None = None,
    now: datetime = NOW,
    code: str = "branch-minhang",
) -> Booking:
    """A visit that was booked by a member of the case's organisation; Tuesday 9:00 by default."""
    case = application or case_of()
    return visit_book(
        application=case,
        office=office_of(code),
        starts_at=starts_at or at(9),
        actor=case.filed_by,
        now=now,
    )


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)
