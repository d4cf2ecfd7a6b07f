"""On which days somebody is reminded of a visit. Pure: no database, no clock."""

from datetime import date, timedelta

from workdays.rules import Calendar

EARLY_WORKDAYS = 2


def reminder_days(visit_on: date, calendar: Calendar) -> tuple[date, date]:
    """Return the days of the two reminders: two working days before, and the day before.

    The first leaves time to change the visit while the office works; it always lies before the
    second, which counts calendar days: a visit on Monday is recalled on Sunday.
    """
    early = calendar.add(visit_on, -EARLY_WORKDAYS).date
    return early, visit_on - timedelta(days=1)
