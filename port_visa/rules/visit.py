"""When, how long, and with which passport: the numbers of a visit."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import formats
from django.utils.translation import gettext as _

from ui.problems import Problem

MAX_STAY_DAYS: Final = 30  # EEAL, article 20(4)


@dataclass(frozen=True)
class Limits:
    """Numbers that no published law fixes, or that change. Rows of ``PortVisaParameter``."""

    max_invitees: int = 50
    notification_valid_days: int = 30
    passport_warning_months: int = 6
    draft_days: int = 90
    max_days_ahead: int = 30
    roster_rows: int = 500
    roster_megabytes: int = 5
    professional_open_invitees: int = 10
    invitee_link_days: int = 7
    invitee_links_a_day: int = 5
    phone_link_minutes: int = 30
    electronic_entry_days: int = 15
    electronic_stay_days: int = 30
    electronic_f: int = 1
    electronic_m: int = 1
    electronic_r: int = 1
    electronic_z: int = 1
    electronic_s2: int = 1
    filing_months: int = 24
    filing_renewal_days: int = 60
    filing_working_days: int = 5
    filing_shanghai: int = 1
    filing_delta: int = 0
    port_correction_minutes: int = 60

    def electronic_for(self, category: str) -> bool:
        """Whether the electronic visa is given in this category (rows ``electronic_f`` …)."""
        return bool(getattr(self, f"electronic_{category.lower()}", 0))


def last_lawful_day(entered_on: date, stay_days: int) -> date:
    """The last day of a stay: it counts from the day after entry (Regulations, article 36)."""
    return entered_on + timedelta(days=stay_days)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day if there is none (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def arrival_problem(arrival_on: date, *, today: date, limits: Limits) -> Problem | None:
    """Whether the arrival lies between ``today`` and the furthest day that can be planned."""
    if arrival_on < today:
        message = _("The arrival date is in the past.")
        return Problem("arrival_past", message, "arrival_on")
    latest = today + timedelta(days=limits.max_days_ahead)
    if arrival_on > latest:
        message = _(
            "A port visa is for urgent visits. Choose an arrival on or before %(date)s, or apply "
            "for a visa at a Chinese mission abroad."
        ) % {"date": formats.date_format(latest)}
        return Problem("arrival_far", message, "arrival_on")
    return None


def stay_problem(stay_days: int) -> Problem | None:
    """A port visa is for one entry and a stay of 1 to 30 days (EEAL, article 20(4))."""
    if 1 <= stay_days <= MAX_STAY_DAYS:
        return None
    message = _("A stay on a port visa is between 1 and %(most)d days.") % {"most": MAX_STAY_DAYS}
    return Problem("stay", message, "stay_days")


def passport_problem(expires_on: date, *, arrival_on: date, stay_days: int) -> Problem | None:
    """A passport must be valid on the last day of the planned stay."""
    last_day = last_lawful_day(arrival_on, stay_days)
    if expires_on >= last_day:
        return None
    message = _(
        "The passport ends on %(expiry)s, before the last day of the stay, %(last)s. A new "
        "passport or a shorter stay is needed."
    ) % {"expiry": formats.date_format(expires_on), "last": formats.date_format(last_day)}
    return Problem("passport_ends", message, "expires_on")


def passport_warning(expires_on: date, *, arrival_on: date, limits: Limits) -> Problem | None:
    """Practice, not law: a passport should be valid for some months after arrival."""
    if expires_on >= add_months(arrival_on, limits.passport_warning_months):
        return None
    message = _(
        "The passport ends on %(expiry)s, less than %(months)d months after arrival. This is "
        "allowed, but airlines and officers may ask about it."
    ) % {"expiry": formats.date_format(expires_on), "months": limits.passport_warning_months}
    return Problem("passport_short", message, "expires_on")
