"""Opening hours of offices, and bookings of visits."""

from visits.models.booking import Booking, HeldSeat
from visits.models.hours import ClosedDate, ExtraHours, HoursChange, OpeningRule, VisitTerms

__all__ = [
    "Booking",
    "ClosedDate",
    "ExtraHours",
    "HeldSeat",
    "HoursChange",
    "OpeningRule",
    "VisitTerms",
]
