"""Reads of the calendar."""

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Max, Sum
from django.db.models.functions import Cast

from workdays.enums import DayKind
from workdays.models import CalendarDay, CalendarYear
from workdays.rules import Calendar, DayName

_cache: dict[str, tuple[Any, Calendar]] = {}


def calendar_load() -> Calendar:
    """Return the calendar as it stands in the database.

    One small query asks whether anything changed since this process last read it, so every
    process sees an import at once and nobody has to be told.
    """
    stamp = calendar_stamp()
    kept = _cache.get("calendar")
    if kept is None or kept[0] != stamp:
        kept = (stamp, _read())
        _cache["calendar"] = kept
    return kept[1]


def calendar_forget() -> None:
    """Drop what this process remembers, after it has written days itself."""
    _cache.clear()


def days_of_year(year: int) -> list[CalendarDay]:
    """List the days of one calendar year that differ from the ordinary week."""
    return list(CalendarDay.objects.filter(date__year=year).order_by("date"))


def calendar_stamp() -> tuple[object, ...]:
    """Name the state of the calendar: it differs after every change."""
    return tuple(
        CalendarYear.objects.aggregate(
            count=Count("year"),
            published=Sum(Cast("published", IntegerField())),
            imported=Max("imported_at"),
        ).values()
    )


def _read() -> Calendar:
    names: dict[str, dict[date, DayName]] = {kind: {} for kind in DayKind.values}
    rows = CalendarDay.objects.values_list("date", "kind", "name_zh", "name_en")
    for day, kind, name_zh, name_en in rows:
        names[kind][day] = DayName(name_zh, name_en)
    years = CalendarYear.objects.filter(published=True).values_list("year", flat=True)
    return Calendar(names[DayKind.HOLIDAY], names[DayKind.MAKE_UP], frozenset(years))


def year_notice(year: int) -> CalendarYear | None:
    """Return the row of a year, which says whether its notice is published and where."""
    return CalendarYear.objects.filter(year=year).first()
