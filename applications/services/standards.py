"""Which promise is in force, and what it makes of one case's dates."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.deadlines import Due, due_date, legal_date
from applications.errors import NoStandard
from applications.models import Application, ServiceStandard
from workdays.queries import calendar_load

ORDINARY = "ordinary"


def standard_in_force_or_none(
    service: str, on: date, lane: str = ORDINARY
) -> ServiceStandard | None:
    """Return the row with the latest ``valid_from`` not after ``on``, for pages that only show."""
    rows = ServiceStandard.objects.filter(service=service, lane=lane, valid_from__lte=on)
    return rows.order_by("-valid_from").first()


def standard_in_force(service: str, on: date, lane: str = ORDINARY) -> ServiceStandard:
    """Return the standard in force on ``on``; NoStandard when none is."""
    standard = standard_in_force_or_none(service, on, lane)
    if standard is None:
        raise NoStandard(
            _("No service standard is in force on %(day)s. An administrator must enter one."),
            day=on.isoformat(),
        )
    return standard


def promise_if_accepted(application: Application, now: datetime) -> Due:
    """Return the date that acceptance now would promise: what a receipt can say beforehand."""
    today = legal_date(now)
    standard = standard_in_force(application.service, today)
    return due_date(
        started_on=today,
        amount=standard.amount,
        unit=standard.unit,
        calendar=calendar_load(),
        started_at=now,
    )


def clock_facts(application: Application, accepted_at: datetime) -> dict[str, Any]:
    """Return the columns that acceptance at this moment sets, for ``transition``."""
    standard = standard_in_force(application.service, legal_date(accepted_at))
    due = due_date(
        started_on=legal_date(accepted_at),
        amount=standard.amount,
        unit=standard.unit,
        calendar=calendar_load(),
        started_at=accepted_at,
    )
    return {
        "accepted_at": accepted_at,
        "standard": standard,
        "due_on": due.on,
        "due_provisional": due.provisional,
        "next_on": due.on,
    }
