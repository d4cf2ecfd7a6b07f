"""What booking, the window and the sweeps share: the locks, the log and the letters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import LEGAL_ZONE
from applications.enums import EventKind
from applications.events import application_lock, event_record
from applications.services import message_context, people_tell
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue_address
from offices.models import Office
from visits.errors import NotPermitted, WrongState
from visits.models import Booking
from visits.permissions import can_serve
from visits.queries import bookings_with_parts
from visits.registry import service_for


def visit_log(
    *,
    booking: Booking,
    kind: EventKind,
    actor: User | None,
    now: datetime,
    hand: str = "",
    reason: str = "",
    **facts: Any,
) -> None:
    """Write what happened into the log of the visit's application.

    :param hand: whose hand acted, when the service above knows (``employer``, ``person``).
    """
    data = {"office": booking.office.code, "at": booking.starts_at, **facts}
    if hand:
        data["hand"] = hand
    event_record(
        application=booking.application, kind=kind, actor=actor, now=now, reason=reason, data=data
    )


def visit_tell(
    *, booking: Booking, event: MessageEvent, now: datetime, key: str = "", **facts: Any
) -> None:
    """Queue the message to everybody whom the service above names, in each person's language."""
    service = service_for(booking.application)
    if service is None:
        return
    case = booking.application
    further = {**visit_facts(booking), **facts}
    key = f"visit-{booking.pk}-{booking.sequence}{'-' + key if key else ''}"
    people_tell(
        application=case,
        event=event,
        recipients=service.recipients(case),
        now=now,
        key=key,
        **further,
    )
    for address in service.addresses(case):
        message_enqueue_address(
            event=event,
            key=f"{case.reference}:{key}",
            address=address.email,
            language=address.language,
            context={**message_context(case), **further},
            now=now,
        )


def visit_facts(booking: Booking) -> dict[str, Any]:
    """Return the facts of a visit for messages, as plain JSON."""
    begins = booking.starts_at.astimezone(LEGAL_ZONE)
    office = booking.office
    return {
        "visit_on": begins.date().isoformat(),
        "visit_time": f"{begins:%H:%M}",
        **office_facts(office),
        "path": neutral_path("visit", booking.application.reference),
    }


def office_facts(office: Office) -> dict[str, str]:
    """Return the office's name and address in both languages: people of one case may differ."""
    return {
        "office_en": str(office.name_en or office.name),  # type: ignore[attr-defined]
        "office_zh": str(office.name_zh_hans or office.name),  # type: ignore[attr-defined]
    }


def window_lock(booking: Booking, actor: User) -> Booking:
    """The visit behind its case's lock, if the officer works at its window."""
    locked = visit_lock(booking)
    if not can_serve(actor, locked):
        raise NotPermitted(_("Only officers of this office's windows can do this."))
    return locked


def visit_lock(booking: Booking) -> Booking:
    """Lock the case, then read the visit afresh: everything about a visit locks in this order."""
    application_lock(booking.application_id)
    return bookings_with_parts().get(pk=booking.pk)


def state_check(booking: Booking, wanted: Sequence[str]) -> None:
    """Refuse a step that is not possible from where the visit stands; raises ``WrongState``."""
    if booking.state not in wanted:
        raise WrongState(
            _("The visit is “%(state)s” now. Look at the list again."),
            state=booking.get_state_display(),
        )
