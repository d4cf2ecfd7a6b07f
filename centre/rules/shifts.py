"""Shifts round the clock, across midnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WeeklyShift:
    """Hours on the wall in Shanghai. ``ends`` at or before ``begins``: on the next day.

    ``weekdays``, ``valid_from`` and ``valid_until`` (included) speak of the day it begins.
    """

    begins: time
    ends: time
    weekdays: frozenset[int]
    valid_from: date
    valid_until: date
    windows: frozenset[int]

    def begins_on(self, day: date) -> bool:
        """Whether a turn of this shift begins on ``day``."""
        return day.weekday() in self.weekdays and self.valid_from <= day <= self.valid_until

    def turn(self, day: date) -> tuple[datetime, datetime]:
        """Beginning and end of the turn that begins on ``day``, as naive times in Shanghai."""
        last = day if self.ends > self.begins else day + ONE_DAY
        return datetime.combine(day, self.begins), datetime.combine(last, self.ends)

    def runs(self, at: datetime) -> bool:
        """Whether the shift is on at ``at``: its first instant included, its last not."""
        for day in (at.date() - ONE_DAY, at.date()):
            first, last = self.turn(day)
            if self.begins_on(day) and first <= at < last:
                return True
        return False


def staffed(shifts: Iterable[WeeklyShift], at: datetime) -> frozenset[int]:
    """Return the windows that some shift staffs at ``at`` (naive, in Shanghai)."""
    return frozenset().union(*(shift.windows for shift in shifts if shift.runs(at)))


def unstaffed(
    shifts: Iterable[WeeklyShift], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the spans between ``start`` and ``end`` in which no window is staffed, in order."""
    shifts = [shift for shift in shifts if shift.windows]
    days = range((end.date() - start.date()).days + 2)
    turns = sorted(
        shift.turn(day)
        for day in (start.date() + (number - 1) * ONE_DAY for number in days)
        for shift in shifts
        if shift.begins_on(day)
    )
    found, reached = [], start
    for first, last in turns:
        if first > reached and reached < end:
            found.append((reached, min(first, end)))
        reached = max(reached, last)
    if reached < end:
        found.append((reached, end))
    return found
