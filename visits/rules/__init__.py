"""Pure rules of visits: the slots of a day, free seats, days of reminders."""

from visits.rules.reminders import reminder_days
from visits.rules.slots import (
    Hours,
    Opening,
    Slot,
    WeeklyHours,
    clashes,
    hours_on,
    seat_free,
    slot_at,
    slots_of,
)

__all__ = [
    "Hours",
    "Opening",
    "Slot",
    "WeeklyHours",
    "clashes",
    "hours_on",
    "reminder_days",
    "seat_free",
    "slot_at",
    "slots_of",
]
