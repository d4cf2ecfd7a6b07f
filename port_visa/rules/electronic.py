"""The electronic port visa: in which categories, for how long, entered until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from port_visa.rules.visit import Limits
from ui.problems import Problem


@dataclass(frozen=True)
class Wanted:
    """What an invitation for an electronic visa says; what is not answered yet is empty."""

    category: str
    stay_days: int | None
    arrival_on: date | None


def enter_until(issued_on: date, limits: Limits) -> date:
    """The last day to enter, counted from the day of issue."""
    return issued_on + timedelta(days=limits.electronic_entry_days)


def electronic_problem(wanted: Wanted, *, today: date, limits: Limits) -> Problem | None:
    """What keeps a visit from an electronic visa: category, days of stay, day of arrival.

    ``limits`` are those of the day on which it was handed in, or of today for a draft. Whether the
    inviter is filed is another question (``port_visa.filings``).
    """
    if wanted.category and not limits.electronic_for(wanted.category):
        message = _("There is no electronic visa in category %(category)s. Choose the paper one.")
        return Problem("electronic_category", message % {"category": wanted.category}, "electronic")
    most = limits.electronic_stay_days
    if wanted.stay_days and wanted.stay_days > most:
        message = _("A stay on an electronic visa is at most %(most)d days.") % {"most": most}
        return Problem("electronic_stay", message, "stay_days")
    latest = enter_until(today, limits)
    if wanted.arrival_on and wanted.arrival_on > latest:
        message = _(
            "An electronic visa is for entry within %(days)d days of its issue. Choose an arrival "
            "on or before %(date)s, or file later."
        ) % {"days": limits.electronic_entry_days, "date": formats.date_format(latest)}
        return Problem("electronic_far", message, "arrival_on")
    return None


def renewal_opens_on(valid_until: date, limits: Limits) -> date:
    """The first day on which a filing that ends on ``valid_until`` can be renewed."""
    return valid_until - timedelta(days=limits.filing_renewal_days)
