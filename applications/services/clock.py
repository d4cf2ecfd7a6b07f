"""What stops or extends a running promise: always with reason and author, told to the applicant."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, EventKind
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.events import application_lock, event_record
from applications.models import Application, ClockAdjustment
from applications.permissions import can_supervise
from applications.services.messages import applicant_tell
from applications.services.standards import case_due, due_columns
from notifications.enums import MessageEvent
from workdays.queries import calendar_load


@transaction.atomic
def clock_stop(
    *, application: Application, reason: str, actor: User, now: datetime
) -> ClockAdjustment:
    """Stop the clock from tomorrow on; today still counts.

    By a supervisor, for what the law excludes from the period (ALL 45: hearing, inspection, expert
    review), with the reason that the applicant reads.
    """
    locked = _checked(application, actor, reason)
    if locked.clock_adjustments.filter(stopped_on__isnull=False, resumed_on=None).exists():
        raise TransitionNotAllowed(_("The clock of this application already stands still."))
    adjustment = ClockAdjustment.objects.create(
        application=locked, stopped_on=legal_date(now), reason=reason, author=actor, created_at=now
    )
    _moved(locked, EventKind.CLOCK_STOPPED, actor, now, reason)
    return adjustment


@transaction.atomic
def clock_resume(
    *, application: Application, actor: User, now: datetime, reason: str = ""
) -> ClockAdjustment:
    """Let the clock run on; tomorrow is the next day that counts."""
    locked = _checked(application, actor, reason or "-")
    adjustment = locked.clock_adjustments.filter(stopped_on__isnull=False, resumed_on=None).first()
    if adjustment is None:
        raise TransitionNotAllowed(_("The clock of this application is running."))
    adjustment.resumed_on = legal_date(now)
    adjustment.save(update_fields=["resumed_on"])
    _moved(locked, EventKind.CLOCK_RESUMED, actor, now, reason)
    return adjustment


@transaction.atomic
def clock_extend(
    *,
    application: Application,
    days: int,
    reason: str,
    actor: User,
    now: datetime,
    seen_events: int | None = None,
) -> ClockAdjustment:
    """Add working days to the period, by a supervisor, with the reason told (ALL 42).

    ``seen_events`` is how many events the officer saw: an extension since then, by a second press
    of the button or by a colleague, raises ``TransitionNotAllowed``.
    """
    if days < 1:
        raise Incomplete(_("Give the number of further working days, at least 1."))
    locked = _checked(application, actor, reason)
    if (
        seen_events is not None
        and locked.events.filter(kind=EventKind.CLOCK_EXTENDED, sequence__gt=seen_events).exists()
    ):
        raise TransitionNotAllowed(
            _("The period was extended meanwhile. Look at the case, then decide again.")
        )
    adjustment = ClockAdjustment.objects.create(
        application=locked, extra_days=days, reason=reason, author=actor, created_at=now
    )
    _moved(locked, EventKind.CLOCK_EXTENDED, actor, now, reason, days=days)
    return adjustment


_CLOCK_FIELDS = (
    "due_on",
    "due_at",
    "next_on",
    "due_provisional",
    "due_soon_at",
    "overdue_at",
    "escalated_at",
)


def _checked(application: Application, actor: User, reason: str) -> Application:
    locked = application_lock(application.pk)
    if not can_supervise(actor, locked):
        raise NotPermitted(_("Only a supervisor of this application's office can do this."))
    if locked.status not in CLOCK_STATUSES:
        raise TransitionNotAllowed(_("No promise is running on this application."))
    if not reason.strip():
        raise Incomplete(_("Give the reason. The applicant reads it."))
    return locked


def _moved(
    locked: Application, kind: EventKind, actor: User, now: datetime, reason: str, **data: int
) -> None:
    """Recompute the due date from the recorded facts, log it, and tell the applicant."""
    if locked.standard is None or locked.accepted_at is None:  # the database forbids it
        raise TransitionNotAllowed(_("No promise is running on this application."))
    before = locked.due_on
    due = case_due(
        application=locked,
        standard=locked.standard,
        accepted_at=locked.accepted_at,
        calendar=calendar_load(),
        today=legal_date(now),
        adjustments=list(locked.clock_adjustments.all()),
    )
    for column, value in due_columns(due).items():
        setattr(locked, column, value)
    if before is None or due.on > before:  # alarms of the old date say nothing about the new
        locked.due_soon_at = locked.overdue_at = locked.escalated_at = None
    locked.save(update_fields=_CLOCK_FIELDS)
    event = event_record(
        application=locked,
        kind=kind,
        actor=actor,
        now=now,
        reason=reason,
        data={"due_before": before, "due_on": due.on, **data},
    )
    # While the clock stands still, no date can be promised.
    stopped = {"promise": "", "stopped": True} if kind == EventKind.CLOCK_STOPPED else {}
    applicant_tell(
        application=locked,
        event=MessageEvent.DUE_DATE_MOVED,
        now=now,
        reason=reason,
        key=str(event.sequence),
        promise_before=before.isoformat() if before and (stopped or before != due.on) else "",
        **stopped,
    )
