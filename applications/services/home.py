"""The first check at the home office: who does it, within which days (ADR 0091)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import Organisation
from applications.deadlines import completeness_until, legal_date
from applications.models import Application
from applications.services.standards import standard_in_force, standard_in_force_or_none
from offices.models import Office
from offices.queries import partner_office
from workdays.queries import calendar_load

HOME_LANE = "home_check"
NO_ALARMS: Mapping[str, Any] = {"due_soon_at": None, "overdue_at": None, "escalated_at": None}


def home_office_of(
    *, organisation: Organisation | None, service: str, now: datetime
) -> Office | None:
    """Return the office that checks this organisation's filings first; None: there is none.

    The platform is open for a service from the day on which a standard of the lane ``home_check``
    is in force, and for a province while its partner office takes part.
    """
    if organisation is None or not standard_in_force_or_none(service, legal_date(now), HOME_LANE):
        return None
    return partner_office(organisation.province)


def home_facts(service: str, now: datetime) -> dict[str, Any]:
    """Return the columns that begin the home office's days, for ``transition``."""
    today = legal_date(now)
    standard = standard_in_force(service, today, HOME_LANE)
    until = completeness_until(received_on=today, days=standard.amount, calendar=calendar_load())
    return {"standard": standard, "next_on": until, **NO_ALARMS}


def office_words(office: Office | None) -> dict[str, str]:
    """Return an office's name in both languages, for messages: their readers may differ."""
    return {
        "office_en": str(getattr(office, "name_en", "") or office or ""),
        "office_zh": str(getattr(office, "name_zh_hans", "") or office or ""),
    }


def home_words(application: Application) -> dict[str, str]:
    """Return what a message says of the home check: the office, and by when."""
    day = application.next_on
    return {**office_words(application.home_office), "answer_by": day.isoformat() if day else ""}
