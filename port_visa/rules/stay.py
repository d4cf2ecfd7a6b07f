"""How long somebody may stay, and until when they can ask for more. Pure."""

from datetime import date, timedelta
from typing import Final

from port_visa.rules.visit import last_lawful_day

EXTENSION_DAYS_BEFORE: Final = 7  # EEAL, article 29: seven days before the stay ends


def extension_apply_by(last_day: date) -> date:
    """The last day on which an extension can be asked for."""
    return last_day - timedelta(days=EXTENSION_DAYS_BEFORE)


def extended_at_most(entered_on: date, stay_days: int) -> date:
    """The furthest last day: all extensions together are no longer than the stay (EEAL 29)."""
    return last_lawful_day(entered_on, 2 * stay_days)
