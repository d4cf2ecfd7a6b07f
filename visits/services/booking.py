"""Book, move, cancel. The row of the case is locked first, then the slot: never the other way.

An advisory lock makes the bookings of one slot wait for each other, so that the next one sees
which seats are left; the unique constraint on the seat has the last word.
"""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind
from applications.events import application_lock
from applications.models import Application
from notifications.enums import MessageEvent
from offices.models import Office
from ui.templatetags.components import date_words
from visits.enums import BookingState
from visits.errors import (
    AlreadyBooked,
    NotBookable,
    NotPermitted,
    NoVisit,
    ReasonMissing,
    SlotClosed,
    SlotPast,
    SlotTaken,
    TooOften,
)
from visits.models import Booking, HeldSeat
from visits.queries import (
    last_bookable,
    next_free,
    opening_of,
    seats_taken,
    terms_of,
    visit_complete,
    visit_open,
)
from visits.registry import VisitPlan, service_for
from visits.rules import Slot, reminder_days, seat_free, slot_at
from visits.services.common import state_check, visit_log, visit_tell, window_lock
from workdays.queries import calendar_load

PACE = (EventKind.VISIT_BOOKED, EventKind.VISIT_MOVED)
ONE_HOUR = timedelta(hours=1)
OFFICE = "office"  # whose hand moved or cancelled a visit, for the log and the messages
_random = secrets.SystemRandom()


@transaction.atomic
def visit_book(
    *,
    application: Application,
    office: Office,
    starts_at: datetime,
    actor: User | None,
    now: datetime,
    hand: str = "",
) -> Booking:
    """Book a visit. Booking the very same time again gives the visit that is there.

    :param actor: who books; None for somebody who came by a private link, whom the service above
        let in (``registry.VisitService.booker``).
    :param hand: whose hand it is, for the log.
    :raises NotPermitted, NotBookable, AlreadyBooked, SlotClosed, SlotPast, SlotTaken, TooOften:
        each with a sentence that says what to do.
    """
    case = application_lock(application.pk)
    plan = _plan(case, actor, now)
    there = visit_open(case)
    if there is not None:
        if (there.office_id, there.starts_at) == (office.pk, starts_at):
            return there
        raise AlreadyBooked(
            gettext_lazy("A visit is booked for %(when)s. Change that one instead."),
            when=when_words(there.starts_at),
        )
    _check_pace(case, office, now)
    slot = _slot(plan, office, starts_at, now)
    booking = Booking(
        application=case,
        office=office,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        seat=_seat(case, office, slot, plan, now),
        created_at=now,
        changed_at=now,
    )
    _latch_passed_reminders(booking, now)
    booking.save(force_insert=True)
    visit_log(booking=booking, kind=EventKind.VISIT_BOOKED, actor=actor, now=now, hand=hand)
    visit_tell(booking=booking, event=MessageEvent.VISIT_BOOKED, now=now)
    return booking


@transaction.atomic
def visit_move(
    *,
    application: Application,
    office: Office,
    starts_at: datetime,
    actor: User | None,
    now: datetime,
    hand: str = "",
) -> Booking:
    """Move the visit to another time or office. The old seat is kept until the new one is safe.

    Raises what ``visit_book`` raises, and ``NoVisit`` when none is to come.
    """
    case = application_lock(application.pk)
    plan = _plan(case, actor, now)
    booking = _to_come(case)
    if (booking.office_id, booking.starts_at) == (office.pk, starts_at):
        return booking
    _check_pace(case, office, now)
    slot = _slot(plan, office, starts_at, now)
    return _shift(booking, office, slot, _seat(case, office, slot, plan, now), actor, now, hand)


@transaction.atomic
def visit_move_for(
    *, booking: Booking, starts_at: datetime, reason: str, actor: User, now: datetime
) -> Booking:
    """An officer of the window moves somebody's visit to another time of the same office.

    The people of the application are told, with the reason.

    :raises NotPermitted, ReasonMissing, WrongState, NotBookable, SlotClosed, SlotPast, SlotTaken:
        each with a sentence.
    """
    locked, reason = _served(booking, actor, reason)
    case, office = locked.application, locked.office
    plan = _plan(case, None, now)
    if locked.starts_at == starts_at:
        raise SlotTaken(gettext_lazy("The visit is at this time already. Choose another."))
    slot = _slot(plan, office, starts_at, now)
    seat = _seat(case, office, slot, plan, now)
    return _shift(locked, office, slot, seat, actor, now, OFFICE, reason)


@transaction.atomic
def visit_cancel_for(*, booking: Booking, reason: str, actor: User, now: datetime) -> Booking:
    """An officer of the window cancels somebody's visit; they are told why and can book again.

    :raises NotPermitted, ReasonMissing, WrongState: each with a sentence.
    """
    locked, reason = _served(booking, actor, reason)
    return visit_end(booking=locked, actor=actor, now=now, hand=OFFICE, reason=reason)


def _served(booking: Booking, actor: User, reason: str) -> tuple[Booking, str]:
    """The visit behind its case's lock, if the officer may change it and says why."""
    locked = window_lock(booking, actor)
    state_check(locked, (BookingState.BOOKED,))
    if not reason.strip():
        raise ReasonMissing
    return locked, reason.strip()


def _shift(
    booking: Booking,
    office: Office,
    slot: Slot,
    seat: int,
    actor: User | None,
    now: datetime,
    hand: str,
    reason: str = "",
) -> Booking:
    """Put the visit into its new seat, log and tell it. The caller holds the locks."""
    before = {"office": booking.office.code, "at": booking.starts_at}
    _give_back(booking, now)
    booking.office, booking.seat = office, seat
    booking.starts_at, booking.ends_at = slot.starts_at, slot.ends_at
    booking.sequence += 1
    booking.changed_at = now
    booking.reminded_early_at = booking.reminded_late_at = booking.stranded_at = None
    _latch_passed_reminders(booking, now)
    booking.save()
    log: dict[str, Any] = {"actor": actor, "now": now, "hand": hand, "before": before}
    visit_log(booking=booking, kind=EventKind.VISIT_MOVED, reason=reason, **log)
    visit_tell(
        booking=booking,
        event=MessageEvent.VISIT_MOVED,
        now=now,
        reason=reason,
        by_office=hand == OFFICE,
    )
    return booking


@transaction.atomic
def visit_cancel(
    *, application: Application, actor: User | None, now: datetime, hand: str = ""
) -> Booking | None:
    """Cancel the visit to come; free, without a reason, however often.

    :returns: the cancelled visit; None when it was cancelled already, which is no error.
    :raises NotPermitted: the person has no part in the application.
    :raises NoVisit: the visit has begun: the person is at the window.
    """
    case = application_lock(application.pk)
    _check_part(case, actor)
    booking = visit_open(case)
    if booking is None:
        return None
    if booking.state != BookingState.BOOKED:
        raise NoVisit
    return visit_end(booking=booking, actor=actor, now=now, hand=hand)


def visit_end(
    *,
    booking: Booking,
    actor: User | None,
    now: datetime,
    hand: str = "",
    closed: bool = False,
    reason: str = "",
) -> Booking:
    """Cancel ``booking``, whose case the caller has locked; ``closed``: because the case is."""
    _give_back(booking, now)
    booking.state = BookingState.CANCELLED
    booking.cancelled_at = booking.changed_at = now
    booking.sequence += 1
    booking.save()
    log: dict[str, Any] = {"actor": actor, "now": now, "hand": hand, "reason": reason}
    visit_log(booking=booking, kind=EventKind.VISIT_CANCELLED, **log)
    visit_tell(
        booking=booking,
        event=MessageEvent.VISIT_CANCELLED,
        now=now,
        case_closed=closed,
        reason=reason,
        by_office=hand == OFFICE,
    )
    return booking


def when_words(moment: datetime) -> str:
    """A time in the reader's language, in Shanghai: ``Tuesday 3 March 2026, 09:20``."""
    return _("%(day)s, %(time)s") % {
        "day": date_words(moment),
        "time": f"{localtime(moment):%H:%M}",
    }


def _check_part(case: Application, actor: User | None) -> None:
    service = service_for(case)
    if service is None:
        raise NotBookable(gettext_lazy("This application needs no visit to an office."))
    if actor is not None and not service.may_book(actor, case):
        raise NotPermitted


def _plan(case: Application, actor: User | None, now: datetime) -> VisitPlan:
    _check_part(case, actor)
    service = service_for(case)
    assert service is not None  # noqa: S101 - just checked
    plan = service.plan(case, now)
    if plan.refusal:
        raise NotBookable("%(refusal)s", refusal=plan.refusal)
    if visit_complete(case):
        raise NotBookable(gettext_lazy("The visit is done. Nothing more waits for you here."))
    return plan


def _to_come(case: Application) -> Booking:
    booking = visit_open(case)
    if booking is None or booking.state != BookingState.BOOKED:
        raise NoVisit
    return booking


def _check_pace(case: Application, office: Office, now: datetime) -> None:
    """Changing one's mind is free; a program that tries every minute is asked to wait."""
    limit = terms_of(office).changes_per_hour
    recent = case.events.filter(kind__in=PACE, at__gt=now - ONE_HOUR).order_by("-at")
    times = list(recent.values_list("at", flat=True)[:limit])
    if len(times) < limit:
        return
    raise TooOften(
        gettext_lazy(
            "This visit was booked or changed %(times)d times within an hour. What is booked stays "
            "booked. Go on after %(when)s, or call 12367, day and night."
        ),
        times=limit,
        when=f"{localtime(times[-1] + ONE_HOUR):%H:%M}",
    )


def _slot(plan: VisitPlan, office: Office, starts_at: datetime, now: datetime) -> Slot:
    """Return the slot, if the application may have it at all."""
    if plan.choice(office.code) is None:
        raise SlotClosed(gettext_lazy("This office does not serve the application."))
    if starts_at < now + timedelta(minutes=terms_of(office).notice_minutes):
        raise SlotPast(
            gettext_lazy("%(when)s is over or too near. Choose a later time."),
            when=when_words(starts_at),
        )
    day = legal_date(starts_at)
    if not plan.first_on <= day <= last_bookable(office, now, plan.last_on):
        raise SlotClosed(gettext_lazy("This day cannot be booked. Choose one from the list."))
    slot = slot_at(starts_at, opening_of(office, day, day), calendar_load())
    if slot is None:
        raise SlotClosed(
            gettext_lazy("The office receives nobody at %(when)s. Choose a time from the list."),
            when=when_words(starts_at),
        )
    return slot


def _seat(case: Application, office: Office, slot: Slot, plan: VisitPlan, now: datetime) -> int:
    """Lock the slot and return a free seat of it; SlotTaken with the next free times."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"visit {office.pk} {slot.starts_at.timestamp():.0f}"],
        )
    taken = seats_taken(office, slot.starts_at, slot.ends_at, now, case)
    seat = seat_free(slot.capacity, taken.get(slot.starts_at, set()))
    if seat is not None:
        return seat
    last = last_bookable(office, now, plan.last_on)
    times = next_free(office=office, now=now, after=slot.starts_at, last=last, application=case)
    raise SlotTaken(_taken_words(times), next_times=times)


def _taken_words(times: list[datetime]) -> str:
    if not times:
        return _(
            "Somebody else took the last place a moment ago, and no other time is free now. Places "
            "that are given back show again within the hour. Look again later, or call 12367."
        )
    return _("Somebody else took this time a moment ago. The next free times: %(times)s.") % {
        "times": "; ".join(when_words(at) for at in times)
    }


def _give_back(booking: Booking, now: datetime) -> None:
    """Let the seat show again after a random while, so that nobody can wait for it."""
    if booking.starts_at <= now:
        return
    terms = terms_of(booking.office)
    wait = _random.uniform(terms.release_min * 60, terms.release_max * 60)
    HeldSeat.objects.create(
        office=booking.office,
        application=booking.application,
        starts_at=booking.starts_at,
        seat=booking.seat,
        free_at=now + timedelta(seconds=wait),
    )


def _latch_passed_reminders(booking: Booking, now: datetime) -> None:
    """Whoever books today is not reminded today: that day's reminder counts as given."""
    today: date = legal_date(now)
    early, late = reminder_days(legal_date(booking.starts_at), calendar_load())
    booking.reminded_early_at = now if early <= today else None
    booking.reminded_late_at = now if late <= today else None
