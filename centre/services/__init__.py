"""What can be done at the centre. Each is one transaction; actor and time are passed in."""

from centre.services.expedite import expedite_ask, expedite_decline, expedite_grant
from centre.services.guidance import guidance_send
from centre.services.tickets import (
    ticket_call_next,
    ticket_done,
    ticket_leave,
    ticket_missed,
    ticket_recall,
    ticket_take,
)

__all__ = [
    "expedite_ask",
    "expedite_decline",
    "expedite_grant",
    "guidance_send",
    "ticket_call_next",
    "ticket_done",
    "ticket_leave",
    "ticket_missed",
    "ticket_recall",
    "ticket_take",
]
