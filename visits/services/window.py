"""At the window: check in, record the outcome, note that nobody came."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import EventKind
from notifications.enums import MessageEvent
from visits.enums import BookingState, Fingerprints
from visits.errors import OutcomeIncomplete, WrongState
from visits.models import Booking
from visits.queries import visit_open
from visits.services.common import state_check, visit_lock, visit_log, visit_tell, window_lock


@transaction.atomic
def visit_check_in(*, booking: Booking, actor: User, now: datetime) -> Booking:
    """The person has come. Late on the same day, also after the visit was noted as missed.

    Twice is once: a visitor who was checked in stays so.

    :raises NotPermitted: not an officer of this window.
    :raises WrongState: another day, or the visit was cancelled, moved or is done.
    """
    locked = window_lock(booking, actor)
    if locked.state == BookingState.ARRIVED:
        return locked
    state_check(locked, (BookingState.BOOKED, BookingState.MISSED))
    if legal_date(locked.starts_at) != legal_date(now):
        raise WrongState(_("This visit is on another day. Check the person in on that day."))
    if locked.state == BookingState.MISSED and visit_open(locked.application):
        raise WrongState(_("The person has booked another visit meanwhile."))
    locked.state = BookingState.ARRIVED
    locked.arrived_at = now
    locked.missed_at = None
    locked.save(update_fields=["state", "arrived_at", "missed_at"])
    visit_log(booking=locked, kind=EventKind.VISIT_ARRIVED, actor=actor, now=now)
    return locked


@transaction.atomic
def visit_record(
    *,
    booking: Booking,
    identity_checked: bool,
    fingerprints: str,
    actor: User,
    now: datetime,
    note: str = "",
) -> Booking:
    """Record what happened at the window; the visit is over.

    :param fingerprints: one of ``enums.Fingerprints``.
    :param note: for colleagues; needed when identity could not be checked, or fingerprints were
        not taken.
    :raises NotPermitted, WrongState, OutcomeIncomplete: each with a sentence.
    """
    locked = window_lock(booking, actor)
    state_check(locked, (BookingState.ARRIVED,))
    if fingerprints not in Fingerprints.values:
        raise OutcomeIncomplete({"fingerprints": [_("Say what became of the fingerprints.")]})
    note = note.strip()
    if not note and not (identity_checked and fingerprints == Fingerprints.TAKEN):
        raise OutcomeIncomplete({"note": [_("Say why, so that colleagues know what to do.")]})
    locked.state = BookingState.DONE
    locked.identity_checked = identity_checked
    locked.fingerprints = fingerprints
    locked.note = note
    locked.recorded_at = now
    locked.recorded_by = actor
    locked.save()
    visit_log(
        booking=locked,
        kind=EventKind.VISIT_RECORDED,
        actor=actor,
        now=now,
        reason=note,
        identity_checked=identity_checked,
        fingerprints=fingerprints,
    )
    return locked


@transaction.atomic
def visit_missed(*, booking: Booking, actor: User | None, now: datetime) -> Booking:
    """Nobody came. The people of the application are told how to book again.

    :param actor: the officer; None for the sweep.
    :raises WrongState: the visit has not begun, or stands elsewhere already.
    """
    locked = window_lock(booking, actor) if actor else visit_lock(booking)
    if locked.state == BookingState.MISSED:
        return locked
    state_check(locked, (BookingState.BOOKED,))
    if locked.starts_at > now:
        raise WrongState(_("The visit has not begun yet."))
    locked.state = BookingState.MISSED
    locked.missed_at = locked.changed_at = now
    locked.save(update_fields=["state", "missed_at", "changed_at"])
    visit_log(booking=locked, kind=EventKind.VISIT_MISSED, actor=actor, now=now)
    visit_tell(booking=locked, event=MessageEvent.VISIT_MISSED, now=now)
    return locked
