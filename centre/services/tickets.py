"""Take a number, call the next, finish. No ticket is at two windows, no window has two tickets."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models import User
from applications.deadlines import legal_date
from centre.enums import TicketSource, TicketState
from centre.errors import (
    NobodyWaiting,
    NotPermitted,
    PurposeClosed,
    WindowBusy,
    WindowClosed,
    WrongState,
)
from centre.models import ServiceWindow, Ticket, TicketPurpose
from centre.permissions import can_serve
from centre.queries import numbers_on, staffed_now
from offices.enums import OfficeKind
from offices.models import Office

CODE_BYTES = 12


@transaction.atomic
def ticket_take(
    *, office: Office, purpose: TicketPurpose, press: UUID, source: TicketSource, now: datetime
) -> Ticket:
    """Take a number. Nobody signs in for it, so there is no actor.

    :param press: one press of the button; the same again gives the ticket that is there.
    :raises PurposeClosed: the office is no centre, or none of its windows serves the purpose.
    """
    # whoever takes a number of this letter waits for the one before: numbers have no gaps
    locked = TicketPurpose.objects.select_for_update(of=("self",)).get(pk=purpose.pk)
    there = Ticket.objects.select_related("purpose", "office").filter(press=press).first()
    if there is not None:
        return there
    served = ServiceWindow.objects.filter(office=office, active=True, purposes=locked).exists()
    is_centre = office.kind == OfficeKind.PORT_VISA_CENTRE and office.active
    if not (is_centre and locked.active and served):
        raise PurposeClosed
    day = legal_date(now)
    last = Ticket.objects.filter(office=office, purpose=locked, day=day).aggregate(n=Max("number"))
    return Ticket.objects.create(
        office=office,
        purpose=locked,
        day=day,
        number=(last["n"] or 0) + 1,
        code=secrets.token_urlsafe(CODE_BYTES),
        press=press,
        source=source,
        taken_at=now,
    )


@transaction.atomic
def ticket_call_next(*, window: ServiceWindow, actor: User, now: datetime) -> Ticket:
    """Call the ticket that has waited longest among those the window serves.

    Rows that another window is about to call are skipped, so two windows never wait for each other
    nor call the same; ``centre_window_one_ticket`` has the last word.

    :raises NotPermitted, WindowClosed, WindowBusy, NobodyWaiting: each with a sentence.
    """
    locked = _window(window, actor)
    if locked.pk not in staffed_now(locked.office, now):
        raise WindowClosed
    _check_free(locked)
    waiting = Ticket.objects.filter(
        office_id=locked.office_id,
        state=TicketState.WAITING,
        purpose__in=list(locked.purposes.values_list("pk", flat=True)),
    )
    ticket = (
        waiting.select_related("purpose", "office")
        .order_by("taken_at", "id")
        .select_for_update(of=("self",), skip_locked=True)
        .first()
    )
    if ticket is None:
        raise NobodyWaiting
    _call(ticket, locked, actor, now)
    return ticket


@transaction.atomic
def ticket_recall(*, ticket: Ticket, window: ServiceWindow, actor: User, now: datetime) -> Ticket:
    """Call a ticket once more: that of this window, or one whose holder did not come in time.

    :raises NotPermitted, WindowBusy, WrongState: each with a sentence.
    """
    locked_window = _window(window, actor)
    locked = _lock(ticket, locked_window)
    lately = timedelta(minutes=numbers_on(legal_date(now)).recall_minutes)
    missed_at = locked.ended_at if locked.state == TicketState.MISSED else None
    if missed_at is not None and missed_at + lately >= now:
        _check_free(locked_window)
    elif locked.state != TicketState.CALLED or locked.window_id != locked_window.pk:
        raise _moved_on(locked)
    _call(locked, locked_window, actor, now)
    return locked


@transaction.atomic
def ticket_done(*, ticket: Ticket, window: ServiceWindow, actor: User, now: datetime) -> Ticket:
    """The visit is over; the window is free. Twice is once.

    :raises NotPermitted, WrongState: each with a sentence.
    """
    return _end(ticket, window, actor, TicketState.DONE, now)


@transaction.atomic
def ticket_missed(*, ticket: Ticket, window: ServiceWindow, actor: User, now: datetime) -> Ticket:
    """Nobody came to the window. The ticket can be called again for a while. Twice is once.

    :raises NotPermitted, WrongState: each with a sentence.
    """
    return _end(ticket, window, actor, TicketState.MISSED, now)


@transaction.atomic
def ticket_leave(*, ticket: Ticket, now: datetime) -> Ticket:
    """Give the place in the queue back, by whoever has the ticket's code. Twice is once.

    :raises WrongState: the ticket is at a window, or its visit is over.
    """
    locked = _rows().get(pk=ticket.pk)
    if locked.state == TicketState.LEFT:
        return locked
    if locked.state != TicketState.WAITING:
        raise _moved_on(locked)
    locked.state, locked.ended_at = TicketState.LEFT, now
    locked.save(update_fields=["state", "ended_at"])
    return locked


def _end(
    ticket: Ticket, window: ServiceWindow, actor: User, state: TicketState, now: datetime
) -> Ticket:
    locked_window = _window(window, actor)
    locked = _lock(ticket, locked_window)
    if locked.state == state and locked.window_id == locked_window.pk:
        return locked
    if locked.state != TicketState.CALLED or locked.window_id != locked_window.pk:
        raise _moved_on(locked)
    locked.state, locked.ended_at = state, now
    locked.save(update_fields=["state", "ended_at"])
    return locked


def _call(ticket: Ticket, window: ServiceWindow, actor: User, now: datetime) -> None:
    ticket.state, ticket.window, ticket.called_by = TicketState.CALLED, window, actor
    ticket.first_called_at = ticket.first_called_at or now
    ticket.called_at, ticket.ended_at = now, None
    ticket.calls += 1
    ticket.save()


def _window(window: ServiceWindow, actor: User) -> ServiceWindow:
    """Lock the window first, the ticket second: always in this order."""
    rows = ServiceWindow.objects.select_related("office").select_for_update(of=("self",))
    locked = rows.get(pk=window.pk)
    if not can_serve(actor, locked.office_id):
        raise NotPermitted
    return locked


def _rows() -> QuerySet[Ticket]:
    return Ticket.objects.select_related("purpose", "office", "window").select_for_update(
        of=("self",)
    )


def _lock(ticket: Ticket, window: ServiceWindow) -> Ticket:
    locked: Ticket = _rows().get(pk=ticket.pk)
    if locked.office_id != window.office_id:
        raise NotPermitted
    return locked


def _check_free(window: ServiceWindow) -> None:
    there = Ticket.objects.select_related("purpose").filter(window=window, state=TicketState.CALLED)
    if (ticket := there.first()) is not None:
        raise WindowBusy(ticket=ticket.label)


def _moved_on(ticket: Ticket) -> WrongState:
    return WrongState(ticket=ticket.label, state=ticket.get_state_display())
