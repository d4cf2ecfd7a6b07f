"""The seeded calendar without a database, and a plain reference count to compare with."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

import workdays
from workdays.models import CalendarDay, CalendarYear
from workdays.rules import Calendar, DayName

DATA = Path(workdays.__file__).parent / "migrations" / "data" / "calendar.csv"


@cache
def seeded_calendar() -> Calendar:
    """The rows of the seed migration as a Calendar."""
    off: dict[date, DayName] = {}
    make_up: dict[date, DayName] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
            while day <= last:
                kind = off if row["kind"] == "holiday" else make_up
                kind[day] = DayName(row["name_zh"], row["name_en"])
                day += timedelta(days=1)
    return Calendar(off, make_up, frozenset(range(2004, 2027)))


def count_by_hand(calendar: Calendar, start: date, n: int) -> date:
    """The n-th working day after start, one day at a time."""
    day = start
    while n:
        day += timedelta(days=1)
        if calendar.is_workday(day):
            n -= 1
    return day


def holiday(day: str) -> None:
    """Make one day a day off behind the services' back, and let every process notice."""
    date_off = date.fromisoformat(day)
    CalendarDay.objects.create(
        date=date_off, kind="holiday", name_zh="假", name_en="off", year_id=date_off.year
    )
    CalendarYear.objects.filter(year=date_off.year).update(imported_at=timezone.now())
