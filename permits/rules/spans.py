"""On which day new permits begin."""

from datetime import date, timedelta

from permits.enums import PermitKind


def starts_on(*, kind: str, issued_on: date, current_until: date | None) -> date:
    """The first day of the new permits (Beijing).

    An extension begins on the day after the permit that it extends, so that no day is lost and
    none is counted twice; everything else, and an extension that comes too late, begins on the day
    of issue.
    """
    if kind != PermitKind.EXTENSION or current_until is None or current_until < issued_on:
        return issued_on
    return current_until + timedelta(days=1)
