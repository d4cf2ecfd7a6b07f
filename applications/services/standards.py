"""Which promise is in force, and what it makes of one case's dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.deadlines import (
    LEGAL_ZONE,
    ONE_DAY,
    Adjustment,
    Due,
    due_date,
    legal_date,
)
from applications.errors import NoStandard
from applications.lanes import EXPEDITED, ORDINARY
from applications.models import Application, ServiceStandard
from workdays.queries import calendar_load
from workdays.rules import Calendar

_LAST = datetime.max.replace(tzinfo=UTC)


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
    """Return the promise that acceptance now would make: what a receipt can say beforehand."""
    return case_due(
        application=application,
        standard=standard_of(application, now),
        accepted_at=now,
        calendar=calendar_load(),
    )


def clock_facts(application: Application, accepted_at: datetime) -> dict[str, Any]:
    """Return the columns that acceptance at this moment sets, for ``transition``."""
    standard = standard_of(application, accepted_at)
    due = case_due(
        application=application,
        standard=standard,
        accepted_at=accepted_at,
        calendar=calendar_load(),
    )
    return {"accepted_at": accepted_at, "standard": standard, **due_columns(due)}


def standard_of(application: Application, accepted_at: datetime) -> ServiceStandard:
    """Return the row that counts for the case's lane: of the day on which its period begins."""
    if application.expedited_at is None:
        return standard_in_force(application.service, legal_date(accepted_at))
    begins = max(accepted_at, application.expedited_at)
    return standard_in_force(application.service, legal_date(begins), EXPEDITED)


def case_due(
    *,
    application: Application,
    standard: ServiceStandard,
    accepted_at: datetime,
    calendar: Calendar,
    adjustments: Sequence[Adjustment] = (),
    today: date | None = None,
) -> Due:
    """Return when the decision of the case is due, by its lane.

    Expedited hours run from acceptance, or from the moment of the grant when that is later; they
    never make the promise later than the ordinary one of the day of acceptance (ADR 0093).
    """
    due = due_date(
        started_on=legal_date(accepted_at),
        started_at=max(accepted_at, application.expedited_at or accepted_at),
        amount=standard.amount,
        unit=standard.unit,
        calendar=calendar,
        adjustments=adjustments,
        today=today,
    )
    if application.expedited_at is None:
        return due
    ordinary = due_date(
        started_on=legal_date(accepted_at),
        started_at=accepted_at,
        amount=(row := standard_in_force(application.service, legal_date(accepted_at))).amount,
        unit=row.unit,
        calendar=calendar,
        adjustments=adjustments,
        today=today,
    )
    return min(_with_hour(due), _with_hour(ordinary), key=lambda one: one.at or _LAST)


def due_columns(due: Due) -> dict[str, Any]:
    """Return the columns of a running promise."""
    return {
        "due_on": due.on,
        "due_at": due.at,
        "due_provisional": due.provisional,
        "next_on": due.on,
    }


def _with_hour(due: Due) -> Due:
    """A period in days ends at 24:00 Beijing time of its last day."""
    if due.at is not None:
        return due
    return replace(due, at=datetime.combine(due.on + ONE_DAY, time.min, LEGAL_ZONE))
