"""Adding months to a date as the Civil Code counts (articles 201 and 202)."""

from calendar import monthrange
from datetime import date


def add_months(start: date, months: int) -> date:
    """The day that ends a period of months: the matching day, or the month's last when it has none.

    The start day does not count, so one year from 29 February 2028 ends on 28 February 2029.
    ``months`` may be negative.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
