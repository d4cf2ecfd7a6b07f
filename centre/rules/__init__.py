"""Which windows are staffed, and how long people wait: pure functions over plain values."""

from centre.rules.shifts import WeeklyShift, staffed, unstaffed
from centre.rules.waiting import Estimate, Outlook, estimate

__all__ = ["Estimate", "Outlook", "WeeklyShift", "estimate", "staffed", "unstaffed"]
