"""Whether a notice can be true: the law's holidays are in it, its make-up days are weekend days.

National Holidays Measure (2024 text): 13 statutory days from 2025 on, 11 before.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from workdays.notices.model import Notice
from workdays.rules import FRIDAY, Calendar, DayName

FIRST_YEAR, LAST_YEAR = 2008, 2100
FROM_2025 = 2025
FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
# Days that move with the moon or the sun: name, window of dates, days off.
MOVING = (
    ("春节", (1, 20), (2, 28), 3),
    ("清明节", (4, 2), (4, 8), 1),
    ("端午节", (5, 25), (6, 28), 1),
    ("中秋节", (9, 7), (9, 30), 1),
)
# When the moon puts the Mid-Autumn Festival into the National Day week, that week has eight days.
LONG_WEEK = ((10, 1), (10, 10), 8)
FEWEST_WORKDAYS, MOST_WORKDAYS = 245, 255


def notice_problems(notice: Notice, *, stated_year: int | None = None) -> list[str]:
    """Return a sentence for everything that cannot be true about the notice as a whole."""
    if not FIRST_YEAR <= notice.year <= LAST_YEAR:
        return [year_sentence()]
    if stated_year is not None and stated_year != notice.year:
        return [
            _("You filled in %(stated)d, but the notice is for %(year)d.")
            % {"stated": stated_year, "year": notice.year}
        ]
    return [
        *_single_days(notice),
        *_statutory_days(notice),
        *_sum_of_days(notice),
    ]


def year_sentence() -> str:
    """Say which years a notice can be for."""
    return _("The year must lie between %(first)d and %(last)d.") % {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }


def _single_days(notice: Notice) -> list[str]:
    problems = []
    off = set(notice.off)
    for day in notice.days:
        in_year = day.date.year == notice.year
        december_before = day.date.year == notice.year - 1 and day.date.month == 12
        if not (in_year or december_before):
            problems.append(
                _("%(date)s does not belong to a notice for %(year)d.")
                % {"date": day.date.isoformat(), "year": notice.year}
            )
    for make_up in notice.make_up:
        if make_up in off:
            problems.append(
                _("%(date)s is listed both as a day off and as a working day.")
                % {"date": make_up.isoformat()}
            )
        if make_up.weekday() <= FRIDAY:
            problems.append(
                _("%(date)s is not a Saturday or Sunday, so it cannot be a make-up day.")
                % {"date": make_up.isoformat()}
            )
    return problems


def _statutory_days(notice: Notice) -> list[str]:
    off = set(notice.off)
    fixed = [date(notice.year, month, day) for month, day in FIXED]
    if notice.year >= FROM_2025:
        fixed.append(date(notice.year, 5, 2))
    problems = [
        _("The statutory holiday %(date)s is not among the days off.") % {"date": day.isoformat()}
        for day in sorted(fixed)
        if day not in off
    ]
    for name, first, last, days in MOVING:
        least = days + (name == "春节" and notice.year >= FROM_2025)
        in_october = name == "中秋节" and _days_in(off, notice.year, *LONG_WEEK[:2]) >= LONG_WEEK[2]
        if _days_in(off, notice.year, first, last) < least and not in_october:
            problems.append(
                _("Days off are missing for %(name)s: at least %(least)d by law.")
                % {"name": name, "least": least}
            )
    return problems


def _days_in(off: set[date], year: int, first: tuple[int, int], last: tuple[int, int]) -> int:
    return sum(date(year, *first) <= day <= date(year, *last) for day in off)


def _sum_of_days(notice: Notice) -> list[str]:
    names = {day.date: DayName() for day in notice.days}
    calendar = Calendar(
        {day: names[day] for day in notice.off}, {day: names[day] for day in notice.make_up}
    )
    start = date(notice.year, 1, 1)
    total = calendar.count_between(start - timedelta(days=1), date(notice.year, 12, 31))
    if FEWEST_WORKDAYS <= total <= MOST_WORKDAYS:
        return []
    return [
        _("The year would have %(total)d working days; around 250 are usual. Days are missing.")
        % {"total": total}
    ]
