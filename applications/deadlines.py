"""When a decision is due: a pure function over recorded facts. See docs/deadlines.md.

Nothing here reads the database or the clock, so any date can be recomputed and explained at any
time. A column that holds a due date is a cache of ``due_date``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from applications.enums import PeriodUnit
from workdays.enums import StepKind
from workdays.rules import Calendar, DayStep

LEGAL_ZONE = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


class Adjustment(Protocol):
    """A recorded stop or extension; ``applications.models.ClockAdjustment`` is one."""

    @property
    def stopped_on(self) -> date | None: ...
    @property
    def resumed_on(self) -> date | None: ...
    @property
    def extra_days(self) -> int: ...


@dataclass(frozen=True)
class Stop:
    """The clock stood still from ``stopped_on`` until ``resumed_on``; ``None``: it still does."""

    stopped_on: date
    resumed_on: date | None = None
    extra_days: int = 0


@dataclass(frozen=True)
class Extension:
    """Further working days, granted with a reason."""

    extra_days: int
    stopped_on: None = None
    resumed_on: None = None


@dataclass(frozen=True)
class Due:
    """The last day of the period, which ends at 24:00 Beijing time, or at ``at`` for hours."""

    on: date
    provisional: bool
    at: datetime | None = None


def legal_date(moment: datetime) -> date:
    """The date in Beijing at ``moment``, an aware instant: the only date the law knows."""
    if moment.tzinfo is None:
        raise ValueError("an aware instant is needed")
    return moment.astimezone(LEGAL_ZONE).date()


def due_date(
    *,
    started_on: date,
    amount: int,
    unit: str,
    calendar: Calendar,
    adjustments: Iterable[Adjustment] = (),
    today: date | None = None,
    started_at: datetime | None = None,
) -> Due:
    """Return the day by which the decision is due.

    ``started_on`` is the day of acceptance, which does not count (Civil Code, article 201). Days of
    a stop do not count: those after ``stopped_on``, up to and including ``resumed_on``; a stop that
    is still open is taken as resumed ``today``. Extensions add working days. With ``unit`` hours
    the period runs from the moment ``started_at``, through nights and rest days (article 201(2)).
    Raises ``ValueError`` when the facts do not suffice.
    """
    stops, extra = _sorted_out(adjustments, today)
    if unit == PeriodUnit.HOURS:
        if started_at is None:
            raise ValueError("a period in hours needs the moment it starts")
        return _due_after_hours(started_at, amount, stops, extra, calendar)
    return _due_after_days(started_on, amount + extra, stops, calendar)


def trace(
    *,
    started_on: date,
    amount: int,
    calendar: Calendar,
    adjustments: Iterable[Adjustment] = (),
    today: date | None = None,
) -> list[DayStep]:
    """Explain a due date in working days, one step a date, from the start to the due date.

    Counted days carry their number; skipped days say why: weekend, the holiday's name, a stop.
    """
    stops, extra = _sorted_out(adjustments, today)
    due = _due_after_days(started_on, amount + extra, stops, calendar)
    steps = calendar.steps(started_on, 0)[:1]
    number = 0
    for offset in range(1, (due.on - started_on).days + 1):
        day = started_on + timedelta(days=offset)
        if calendar.is_workday(day) and _is_stopped(day, stops):
            name = calendar.step(day, None)
            steps.append(DayStep(day, None, StepKind.STOPPED, name.name_zh, name.name_en))
            continue
        number += calendar.is_workday(day)
        steps.append(calendar.step(day, number))
    return steps


def completeness_until(*, received_on: date, days: int, calendar: Calendar) -> date:
    """The last day to say what is missing; silence is acceptance (Licensing Law, article 32)."""
    return calendar.add(received_on, days).date


def answer_until(*, asked_on: date, days: int, calendar: Calendar) -> date:
    """The last day for an applicant's answer: calendar days, never ending on a rest day.

    The day of the request does not count; a period that ends on a statutory rest day ends on the
    next working day (Civil Code, articles 201 and 203).
    """
    return calendar.roll(asked_on + timedelta(days=days))


def _sorted_out(
    adjustments: Iterable[Adjustment], today: date | None
) -> tuple[list[tuple[date, date]], int]:
    """Merge the stops into disjoint (stopped_on, resumed_on) spans; sum the extensions."""
    spans: list[tuple[date, date]] = []
    extra = 0
    for adjustment in adjustments:
        extra += adjustment.extra_days
        if adjustment.stopped_on is None:
            continue
        until = adjustment.resumed_on or today
        if until is None:
            raise ValueError("an open stop needs today's date")
        if until > adjustment.stopped_on:
            spans.append((adjustment.stopped_on, until))
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged, extra


def _is_stopped(day: date, stops: Sequence[tuple[date, date]]) -> bool:
    return any(first < day <= last for first, last in stops)


def _due_after_days(
    started_on: date, amount: int, stops: Sequence[tuple[date, date]], calendar: Calendar
) -> Due:
    """Push the end back by the working days that fell into stops, until no more do."""
    skipped = 0
    while True:
        deadline = calendar.add(started_on, amount + skipped)
        inside = sum(
            max(0, calendar.count_between(max(first, started_on), min(last, deadline.date)))
            for first, last in stops
        )
        if inside == skipped:
            return Due(deadline.date, deadline.provisional)
        skipped = inside


def _due_after_hours(
    started_at: datetime,
    amount: int,
    stops: Sequence[tuple[date, date]],
    extra: int,
    calendar: Calendar,
) -> Due:
    """Run through nights and rest days; a stop's days are passed over whole."""
    end = started_at.astimezone(LEGAL_ZONE) + timedelta(hours=amount)
    start = legal_date(started_at)
    for first, last in stops:
        if first < end.date() and last > start:
            end += last - max(first, start)
    if not extra:
        return Due(end.date(), provisional=False, at=end)
    deadline = calendar.add(end.date(), extra)
    return Due(deadline.date, deadline.provisional, end + (deadline.date - end.date()))
