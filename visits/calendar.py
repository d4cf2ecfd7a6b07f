"""The visit as a file for the calendar of a phone or computer (RFC 5545, RFC 5546)."""

from datetime import UTC, timedelta

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from visits.enums import BookingState
from visits.models import Booking

REMIND_BEFORE = timedelta(days=1)


def calendar_file(booking: Booking, *, url: str) -> bytes:
    """Return the visit as an iCalendar file in the reader's language.

    The UID stays the same for the life of the visit and the SEQUENCE grows with every change, so
    that a calendar replaces what it has: METHOD is PUBLISH, and CANCEL once the visit is cancelled.
    Instants are in UTC: a calendar shows them in its owner's zone.
    """
    cancelled = booking.state == BookingState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Shanghai Exit-Entry Services//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(booking, url, cancelled))
    return calendar.to_ical()


def _event(booking: Booking, url: str, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"visit-{booking.uid}@{settings.EMAIL_DOMAIN}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", booking.changed_at.astimezone(UTC))
    event.add("created", booking.created_at.astimezone(UTC))
    event.add("last-modified", booking.changed_at.astimezone(UTC))
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("summary", _("Visit to the exit-entry office"), {"language": _language()})
    place = ", ".join(part for part in (booking.office.name, booking.office.address) if part)
    event.add("location", place, {"language": _language()})
    event.add("description", _description(booking, url), {"language": _language()})
    event.add("url", url)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    organizer = vCalAddress(f"mailto:no-reply@{settings.EMAIL_DOMAIN}")
    organizer.params["cn"] = vText(_("Exit-Entry Administration Bureau, Shanghai"))
    event["organizer"] = organizer
    if not cancelled:
        event.add_component(_alarm())
    return event


def _description(booking: Booking, url: str) -> str:
    lines = [
        _("Application %(reference)s") % {"reference": booking.application.reference},
        _("Bring the passport that is named in the application. Change or cancel here:"),
        url,
    ]
    return "\n".join(lines)


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Visit to the exit-entry office"))
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def _language() -> str:
    return "zh-Hans" if (get_language() or "").startswith("zh") else "en"
