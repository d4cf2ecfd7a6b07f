"""Working-day arithmetic. Pure: no database, no clock.

A period is counted in working days without statutory holidays (Administrative Licensing Law,
article 82); the start day does not count (Civil Code, article 201); a weekend day that the State
Council declares a make-up working day counts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from workdays.enums import StepKind
from workdays.errors import DateOutOfRange

FRIDAY = 4
ONE_DAY = timedelta(days=1)
_LAST = date.max.toordinal()


@dataclass(frozen=True)
class DayName:
    """What a listed day is called, in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day of a period. Provisional: a day up to it lies in an unpublished year."""

    date: date
    provisional: bool


@dataclass(frozen=True)
class DayStep:
    """One date of a count, in the order of the calendar. ``number`` is set when it counts."""

    date: date
    number: int | None
    kind: StepKind
    name_zh: str = ""
    name_en: str = ""


def _weekdays_until(ordinal: int) -> int:
    """Mondays to Fridays up to and including ``ordinal``. Day 1 of the calendar is a Monday."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _weekday_at(number: int) -> int:
    """The ordinal of the ``number``-th Monday-to-Friday day, counted from 1."""
    weeks, rest = divmod(number - 1, 5)
    return weeks * 7 + rest + 1


@dataclass(frozen=True)
class Calendar:
    """The listed days that differ from Monday-to-Friday, and which years' notices are published.

    Any other date follows the ordinary week. Additions take two binary searches over the listed
    days, whatever their distance.
    """

    off: Mapping[date, DayName] = field(default_factory=dict)
    make_up: Mapping[date, DayName] = field(default_factory=dict)
    published_years: frozenset[int] = frozenset()
    _days: list[int] = field(init=False, repr=False, compare=False)
    _shift: list[int] = field(init=False, repr=False, compare=False)
    _totals: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the exceptions: their ordinals, the running shift, the workdays up to each."""
        changes = {d.toordinal(): -1 for d in self.off if d.weekday() <= FRIDAY}
        changes |= {d.toordinal(): 1 for d in self.make_up if d.weekday() > FRIDAY}
        days = sorted(changes)
        shift = [0, *accumulate(changes[day] for day in days)]
        totals = [_weekdays_until(day) + after for day, after in zip(days, shift[1:], strict=True)]
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_shift", shift)
        object.__setattr__(self, "_totals", totals)

    def is_workday(self, day: date) -> bool:
        """Whether ``day`` counts: a make-up day, or Monday to Friday and not a day off."""
        if day in self.make_up:
            return True
        return day.weekday() <= FRIDAY and day not in self.off

    def is_published(self, day: date) -> bool:
        """Whether the State Council's notice for the year of ``day`` is known."""
        return day.year in self.published_years

    def add(self, start: date, n: int) -> Deadline:
        """Return the ``n``-th working day after ``start``; ``start`` itself never counts.

        ``n`` = 0 gives ``start``, or the next working day when it is a rest day (Civil Code,
        article 203). A negative ``n`` counts backwards. Raises ``DateOutOfRange`` beyond the
        years 1 to 9999.
        """
        passed = self._workdays_until(start.toordinal())
        if n > 0:
            target = passed + n
        elif n == 0:
            target = passed if self.is_workday(start) else passed + 1
        else:
            target = passed + n + (0 if self.is_workday(start) else 1)
        if target < 1:
            raise DateOutOfRange
        ordinal = self._ordinal_of(target)
        if ordinal > _LAST:
            raise DateOutOfRange
        end = date.fromordinal(ordinal)
        return Deadline(end, self._is_provisional(start, end))

    def roll(self, day: date) -> date:
        """Return ``day``, or the next working day after a rest day (Civil Code, article 203)."""
        return self.add(day, 0).date

    def count_between(self, a: date, b: date) -> int:
        """Count the working days after ``a``, up to and including ``b``; negative when b < a."""
        return self._workdays_until(b.toordinal()) - self._workdays_until(a.toordinal())

    def step(self, day: date, number: int | None) -> DayStep:
        """Describe one date; ``number`` is its place in the count when it is a counted day."""
        name = self.make_up.get(day) or self.off.get(day) or DayName()
        if day in self.make_up:
            kind = StepKind.MAKE_UP
        elif day in self.off:
            kind = StepKind.HOLIDAY
        else:
            kind = StepKind.WORKDAY if day.weekday() <= FRIDAY else StepKind.WEEKEND
        return DayStep(day, number if self.is_workday(day) else None, kind, name.zh, name.en)

    def steps(self, start: date, n: int) -> list[DayStep]:
        """Describe every date from ``start`` to the ``n``-th working day after it."""
        end = self.add(start, n).date
        first = self.step(start, None)
        result = [DayStep(start, None, StepKind.START, first.name_zh, first.name_en)]
        number = 0
        for offset in range(1, (end - start).days + 1):
            day = start + timedelta(days=offset)
            number += self.is_workday(day)
            result.append(self.step(day, number))
        return result

    def _workdays_until(self, ordinal: int) -> int:
        return _weekdays_until(ordinal) + self._shift[bisect_right(self._days, ordinal)]

    def _ordinal_of(self, total: int) -> int:
        """The first ordinal up to which there are ``total`` working days."""
        index = bisect_left(self._totals, total)
        ordinal = _weekday_at(total - self._shift[index])
        if index < len(self._days):
            return min(ordinal, self._days[index])
        return ordinal

    def _is_provisional(self, start: date, end: date) -> bool:
        """Whether a touched day lies in an unpublished year; going forward, the start does not."""
        first, last = (start + ONE_DAY, end) if end > start else (end, start)
        return any(year not in self.published_years for year in range(first.year, last.year + 1))
