"""The ticket queue, its windows and shifts, expedited handling, and dated numbers of the centre."""

from centre.models.expedite import Expedite, ExpediteReason
from centre.models.parameter import CentreParameter
from centre.models.tickets import Ticket, TicketPurpose
from centre.models.windows import ServiceWindow, Shift

__all__ = [
    "CentreParameter",
    "Expedite",
    "ExpediteReason",
    "ServiceWindow",
    "Shift",
    "Ticket",
    "TicketPurpose",
]
