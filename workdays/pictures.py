"""A year laid out for the eye: months in weeks, each listed span once with its name. Pure."""

from calendar import Calendar as WeekLayout
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workdays.rules import FRIDAY, Calendar, DayName

MONDAY_FIRST = WeekLayout(firstweekday=0)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """A day of a month. ``kind``: workday, weekend, holiday or make_up."""

    date: date
    kind: str
    name: DayName


@dataclass(frozen=True)
class Span:
    """Days in a row with one name and kind."""

    first: date
    last: date
    kind: str
    name: DayName

    @property
    def is_single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday to Sunday; ``None`` stands for days of other months."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    spans: tuple[Span, ...]
    workdays: int


def kind_of(calendar: Calendar, day: date) -> str:
    """Say what sort of day it is."""
    if day in calendar.make_up:
        return "make_up"
    if day in calendar.off:
        return "holiday"
    return "workday" if day.weekday() <= FRIDAY else "weekend"


def months_of(calendar: Calendar, year: int) -> list[Month]:
    """Lay out the twelve months of a year."""
    return [_month(calendar, date(year, month, 1)) for month in range(1, 13)]


def _month(calendar: Calendar, first: date) -> Month:
    weeks = tuple(
        tuple(_cell(calendar, day) if day.month == first.month else None for day in week)
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    )
    cells = [cell for week in weeks for cell in week if cell]
    return Month(
        first=first,
        weeks=weeks,
        spans=tuple(_spans(cells)),
        workdays=sum(cell.kind in ("workday", "make_up") for cell in cells),
    )


def _cell(calendar: Calendar, day: date) -> Cell:
    name = calendar.make_up.get(day) or calendar.off.get(day) or DayName()
    return Cell(day, kind_of(calendar, day), name)


def _spans(cells: list[Cell]) -> Iterator[Span]:
    span: Span | None = None
    for cell in cells:
        if cell.kind not in ("holiday", "make_up"):
            continue
        joins = span and (span.kind, span.name, span.last + ONE_DAY) == (
            cell.kind,
            cell.name,
            cell.date,
        )
        if span and joins:
            span = Span(span.first, cell.date, span.kind, span.name)
        else:
            if span:
                yield span
            span = Span(cell.date, cell.date, cell.kind, cell.name)
    if span:
        yield span
