"""The slots of a day, from an office's hours and the working-day calendar. Pure.

Hours are wall-clock times in Shanghai. China keeps no summer time, so a slot's length is the same
on the wall and in UTC; the machine's own zone plays no part.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from applications.deadlines import LEGAL_ZONE, legal_date
from workdays.rules import Calendar


@dataclass(frozen=True)
class Hours:
    """Open from ``opens`` to ``closes`` on one day, in slots of ``minutes``.

    A slot that would end after ``closes`` is none. ``windows`` work at once; each takes ``people``
    in a slot.
    """

    opens: time
    closes: time
    windows: int = 1
    minutes: int = 20
    people: int = 1

    @property
    def capacity(self) -> int:
        """Seats a slot."""
        return self.windows * self.people


@dataclass(frozen=True)
class WeeklyHours:
    """Hours that come back every week, from ``valid_from`` to ``valid_until``, both included.

    ``weekdays``: 0 is Monday. ``on_make_up_days``: they also hold on a Saturday or Sunday that the
    State Council makes a working day.
    """

    hours: Hours
    weekdays: frozenset[int]
    valid_from: date
    valid_until: date | None = None
    on_make_up_days: bool = True

    def holds_on(self, day: date, calendar: Calendar) -> bool:
        """Whether these hours apply on ``day``. On a public holiday none do."""
        if day < self.valid_from or (self.valid_until is not None and day > self.valid_until):
            return False
        if day in calendar.make_up and self.on_make_up_days:
            return True
        return day.weekday() in self.weekdays and day not in calendar.off


@dataclass(frozen=True)
class Opening:
    """Everything that says when one office is open.

    ``extra`` are hours on designated dates, which come on top and hold on a public holiday too:
    somebody decided them for that very day. A date in ``closed`` has no hours at all.
    """

    weekly: tuple[WeeklyHours, ...] = ()
    extra: tuple[tuple[date, Hours], ...] = ()
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Slot:
    """A time to come. ``starts_at`` and ``ends_at`` are aware; seats are numbered from 1."""

    starts_at: datetime
    ends_at: datetime
    capacity: int


def hours_on(day: date, opening: Opening, calendar: Calendar) -> list[Hours]:
    """Return the hours of ``day``; none when the office is closed."""
    if day in opening.closed:
        return []
    weekly = [one.hours for one in opening.weekly if one.holds_on(day, calendar)]
    return weekly + [hours for on, hours in opening.extra if on == day]


def slots_of(day: date, opening: Opening, calendar: Calendar) -> list[Slot]:
    """Return the slots of ``day`` in order; hours that begin together add their seats."""
    found: dict[datetime, Slot] = {}
    for hours in hours_on(day, opening, calendar):
        for starts_at, ends_at in _steps(day, hours):
            other = found.get(starts_at)
            found[starts_at] = Slot(
                starts_at,
                max(ends_at, other.ends_at) if other else ends_at,
                hours.capacity + (other.capacity if other else 0),
            )
    return [found[key] for key in sorted(found)]


def slot_at(starts_at: datetime, opening: Opening, calendar: Calendar) -> Slot | None:
    """Return the slot that begins at this instant; None when the office has none."""
    slots = slots_of(legal_date(starts_at), opening, calendar)
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


def seat_free(capacity: int, taken: Collection[int]) -> int | None:
    """Return the lowest free seat of a slot; None when it is full."""
    return next((seat for seat in range(1, capacity + 1) if seat not in taken), None)


def clashes(new: WeeklyHours, others: Iterable[WeeklyHours]) -> bool:
    """Whether ``new`` and one of ``others`` are open on the same days at the same time.

    Both would count, so a mistake would double the seats.
    """
    return any(_same_days(new, other) and _same_time(new.hours, other.hours) for other in others)


def _same_days(one: WeeklyHours, other: WeeklyHours) -> bool:
    first = max(one.valid_from, other.valid_from)
    last = min(one.valid_until or date.max, other.valid_until or date.max)
    shared = one.weekdays & other.weekdays or (one.on_make_up_days and other.on_make_up_days)
    return first <= last and bool(shared)


def _same_time(one: Hours, other: Hours) -> bool:
    return one.opens < other.closes and other.opens < one.closes


def _steps(day: date, hours: Hours) -> Iterable[tuple[datetime, datetime]]:
    step = timedelta(minutes=hours.minutes)
    start = datetime.combine(day, hours.opens, tzinfo=LEGAL_ZONE)
    closes = datetime.combine(day, hours.closes, tzinfo=LEGAL_ZONE)
    while start + step <= closes:
        yield start, start + step
        start += step
