"""The lane of a case: into the expedited one, with a promise in hours (ADR 0093)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, EventKind, Status
from applications.errors import TransitionNotAllowed
from applications.events import application_lock, event_record
from applications.lanes import Rank
from applications.models import Application
from applications.services.home import NO_ALARMS
from applications.services.standards import case_due, due_columns, standard_of
from workdays.queries import calendar_load

# A decision is still to come, and it is the office's: not while a home office checks first.
LANE_STATUSES = (Status.SUBMITTED, Status.SUPPLEMENT, *CLOCK_STATUSES)
_COLUMNS = (
    *("rank", "expedited_at", "standard", "due_on", "due_at", "due_provisional", "next_on"),
    *NO_ALARMS,
)


@transaction.atomic
def lane_expedite(
    *,
    application: Application,
    actor: User,
    now: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> Application:
    """Put the case before all others, and promise its decision in hours from now.

    Before acceptance the hours begin with it. Who may grant this is the caller's to check.
    :raises TransitionNotAllowed: the case is expedited already, or nothing is left to decide.
    :raises NoStandard: no row of the lane is in force today.
    """
    locked = application_lock(application.pk)
    if locked.rank == Rank.EXPEDITED:
        raise TransitionNotAllowed(_("This application is expedited already."))
    if locked.status not in LANE_STATUSES:
        raise TransitionNotAllowed(_("Nothing is left to expedite on this application."))
    locked.rank, locked.expedited_at = Rank.EXPEDITED, now
    facts: dict[str, Any] = {"due_before": locked.due_on} if locked.due_on else {}
    standard = standard_of(locked, locked.accepted_at or now)
    if locked.status in CLOCK_STATUSES and locked.accepted_at is not None:
        due = case_due(
            application=locked,
            standard=standard,
            accepted_at=locked.accepted_at,
            calendar=calendar_load(),
            adjustments=list(locked.clock_adjustments.all()),
            today=legal_date(now),
        )
        locked.standard = standard
        for column, value in {**due_columns(due), **NO_ALARMS}.items():
            setattr(locked, column, value)
        facts |= {"due_on": due.on, "due_at": due.at, "standard": standard.pk}
    locked.save(update_fields=_COLUMNS)
    event_record(
        application=locked,
        kind=EventKind.EXPEDITE_GRANTED,
        actor=actor,
        now=now,
        reason=reason,
        data={**facts, **(data or {})},
    )
    return locked
