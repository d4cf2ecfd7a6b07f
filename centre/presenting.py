"""Words about waiting, in the language that is active; and what a phone scans."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.services.messages import neutral_path
from centre.models import Ticket, TicketPurpose
from centre.queries import Queue
from centre.rules import Estimate, Outlook


def wait_words(found: Estimate) -> str:
    """The estimate as a sentence that promises no more than is known."""
    if found.outlook == Outlook.SOON:
        return _("A window is free: you are called in a moment.")
    if found.outlook == Outlook.CLOSED:
        return _("No window for this is staffed right now. Your number keeps its place.")
    if found.outlook == Outlook.UNKNOWN:
        return _("Too few visits in the last hours to say how long it takes.")
    if found.low == 0:
        return _("Up to %(high)s minutes, as the last hours went.") % {"high": found.high}
    return _("About %(low)s to %(high)s minutes, as the last hours went.") % {
        "low": found.low,
        "high": found.high,
    }


def wait_short(found: Estimate) -> str:
    """The estimate in a few words, for a table that is read from afar."""
    if found.outlook == Outlook.SOON:
        return _("at once")
    if found.outlook == Outlook.CLOSED:
        return _("window closed")
    if found.outlook == Outlook.UNKNOWN:
        return _("no estimate yet")
    if found.low == 0:
        return _("up to %(high)s min") % {"high": found.high}
    return _("%(low)s–%(high)s min") % {"low": found.low, "high": found.high}


def ahead_words(count: int) -> str:
    """How many are called before."""
    if count == 0:
        return _("You are next.")
    return ngettext(
        "%(count)s person is called before you.", "%(count)s people are called before you.", count
    ) % {"count": count}


@dataclass(frozen=True)
class Line:
    """One purpose in a list: how many wait, how long."""

    purpose: TicketPurpose
    waiting: int
    estimate: Estimate


def lines(queue: Queue) -> list[Line]:
    """Every purpose for which numbers are given out."""
    return [
        Line(purpose, queue.waiting_for(purpose), queue.estimate(purpose.pk))
        for purpose in queue.purposes
    ]


def phone_url(office_code: str, ticket: Ticket | None = None) -> str:
    """The address that a phone scans: it opens in the phone's own language."""
    path = (
        neutral_path("centre_ticket", office_code, ticket.code)
        if ticket
        else neutral_path("centre", office_code)
    )
    return settings.PORTAL_BASE_URL + path
