"""Reads of the public pages."""

import datetime as dt
from dataclasses import dataclass

from applications.enums import Service
from applications.models import DocumentRequirement, ServiceStandard
from workdays.queries import calendar_load


@dataclass(frozen=True)
class Promise:
    """How long a service takes, and what that means for a case accepted today."""

    amount: int
    legal_basis: str
    decided_by: dt.date
    provisional: bool


def promise_today(*, service: Service, today: dt.date) -> Promise | None:
    """The promise of ``service`` in force on ``today``, or ``None`` when none is published."""
    standard = (
        ServiceStandard.objects.filter(service=service, lane="ordinary", valid_from__lte=today)
        .order_by("-valid_from")
        .first()
    )
    if standard is None:
        return None
    deadline = calendar_load().add(today, standard.amount)
    return Promise(standard.amount, standard.legal_basis, deadline.date, deadline.provisional)


def requirements_in_force(*, service: Service, today: dt.date) -> list[DocumentRequirement]:
    """The checklist lines of ``service`` that hold on ``today``, in their order."""
    rows = DocumentRequirement.objects.filter(service=service, valid_from__lte=today)
    return [row for row in rows if row.valid_until is None or row.valid_until >= today]
