"""The ticket queue, its windows and shifts, and the dated numbers of the centre."""

from centre.models.parameter import CentreParameter
from centre.models.tickets import Ticket, TicketPurpose
from centre.models.windows import ServiceWindow, Shift

__all__ = ["CentreParameter", "ServiceWindow", "Shift", "Ticket", "TicketPurpose"]
