"""Keeping the cached dates true to the facts: for one case, and for all open ones at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from applications import due_sql
from applications.deadlines import Due, completeness_until, due_date, legal_date
from applications.enums import CLOCK_STATUSES, EventKind, PeriodUnit
from applications.events import application_lock, event_record
from applications.events_bulk import events_record_many
from applications.models import Application, SupplementRequest
from applications.services.messages import Telling, applicant_tell, applicants_tell
from applications.services.standards import case_due, standard_in_force
from notifications.enums import MessageEvent
from workdays.queries import calendar_load
from workdays.rules import Calendar

CHUNK = 500


@dataclass(frozen=True)
class Recomputed:
    """How many due dates really moved, and how many rows changed at all."""

    moved: int
    changed: int


@transaction.atomic
def due_recompute(
    *, application: Application, now: datetime, actor: User | None = None, reason: str = ""
) -> Application:
    """Recompute one case's due date from its facts; log and tell only when it really moves.

    A case without a running promise, or whose clock stands still, is left as it is.
    """
    locked = application_lock(application.pk)
    due = _due_of(locked, calendar_load())
    if due is None:
        return locked
    before = locked.due_on
    if due_sql.set_due([(locked.pk, due)], today=legal_date(now)):
        locked.refresh_from_db()
    if before is not None and before != due.on:
        event_record(
            application=locked,
            kind=EventKind.DUE_DATE_MOVED,
            actor=actor,
            now=now,
            reason=reason,
            data=_moved_data(before, due.on),
        )
        applicant_tell(
            application=locked,
            event=MessageEvent.DUE_DATE_MOVED,
            now=now,
            key=str(locked.event_count),
            **_moved_facts(before, reason),
        )
    return locked


@transaction.atomic
def due_recompute_open(
    *,
    now: datetime,
    calendar: Calendar | None = None,
    actor: User | None = None,
    reason: str = "",
) -> Recomputed:
    """Recompute every open case, set-based: one statement for all that have no adjustments.

    Cases that share day of acceptance and period share a due date, so a hundred thousand cases
    need a few thousand additions and one UPDATE. Cases with a stop, an extension or a period in
    hours are computed one by one. The days to ask and to answer follow the calendar as well.
    """
    calendar = calendar or calendar_load()
    today = legal_date(now)
    changed = due_sql.set_due_of_groups(dues_of_groups(calendar), today=today)
    dues = [
        (case.pk, due)
        for case in _single_cases()
        if (due := _due_of(case, calendar)) and _cached(case) != (due.on, due.at, due.provisional)
    ]
    changed += due_sql.set_due(dues, today=today)
    due_sql.set_completeness(_completeness_days(calendar))
    due_sql.set_home_checks(
        [
            (
                standard,
                received,
                completeness_until(received_on=received, days=days, calendar=calendar),
            )
            for standard, received, days in due_sql.home_groups()
        ]
    )
    _push_answers(calendar)
    moved = {pk: (before, after) for pk, before, after in changed if before != after}
    _record(moved, now, actor, reason)
    return Recomputed(moved=len(moved), changed=len(changed))


def due_preview(*, calendar: Calendar) -> tuple[list[tuple[str, date, date]], int]:
    """Say which open cases another calendar would move, and how many dates would become final.

    Returns (reference, before, after) by due date; reads only.
    """
    groups = dues_of_groups(calendar)
    moves, settled = due_sql.compare_groups(groups)
    for case in _single_cases():
        due = _due_of(case, calendar)
        if due is None or case.due_on is None:
            continue
        if due.on != case.due_on:
            moves.append((case.reference, case.due_on, due.on))
        settled += case.due_provisional and not due.provisional
    return sorted(moves, key=lambda move: (move[1], move[0])), settled


def dues_of_groups(calendar: Calendar) -> list[tuple[date, int, Due]]:
    return [
        (
            started_on,
            amount,
            due_date(
                started_on=started_on,
                amount=amount,
                unit=PeriodUnit.WORKING_DAYS,
                calendar=calendar,
            ),
        )
        for started_on, amount in due_sql.groups()
    ]


def _single_cases() -> list[Application]:
    """Open cases that cannot be computed by group, locked; none whose clock stands still."""
    ids = due_sql.single_ids()
    cases = (
        Application.objects.select_related("standard")
        .prefetch_related("clock_adjustments")
        .filter(pk__in=ids)
        .order_by("pk")
    )
    return list(cases)


def _due_of(case: Application, calendar: Calendar) -> Due | None:
    standard = case.standard
    if case.status not in CLOCK_STATUSES or case.accepted_at is None or standard is None:
        return None
    adjustments = list(case.clock_adjustments.all())
    if any(a.stopped_on and a.resumed_on is None for a in adjustments):
        return None  # no date can be promised while the clock stands still
    return case_due(
        application=case,
        standard=standard,
        accepted_at=case.accepted_at,
        adjustments=adjustments,
        calendar=calendar,
    )


def _cached(case: Application) -> tuple[date | None, datetime | None, bool]:
    return case.due_on, case.due_at, case.due_provisional


def _completeness_days(calendar: Calendar) -> list[tuple[str, date, date]]:
    """Service, day received, last day to ask: for each pair that occurs among open cases."""
    return [
        (
            service,
            received_on,
            completeness_until(
                received_on=received_on,
                days=standard_in_force(service, received_on).completeness_days,
                calendar=calendar,
            ),
        )
        for service, received_on in due_sql.received_groups()
    ]


def _push_answers(calendar: Calendar) -> None:
    """An answer's last day that became a rest day moves on; it never moves forward."""
    open_requests = SupplementRequest.objects.filter(answered_at=None, lapsed_at=None)
    for answer_by in set(open_requests.values_list("answer_by", flat=True)):
        rolled = calendar.roll(answer_by)
        if rolled != answer_by:
            requests = open_requests.filter(answer_by=answer_by)
            Application.objects.filter(
                pk__in=list(requests.values_list("application_id", flat=True))
            ).update(next_on=rolled)
            requests.update(answer_by=rolled)


def _record(
    moved: Mapping[int, tuple[date | None, date]], now: datetime, actor: User | None, reason: str
) -> None:
    """Log every moved date and tell the people concerned, a chunk at a time."""
    ids = sorted(moved)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        data: dict[int, dict[str, Any]] = {pk: _moved_data(*moved[pk]) for pk in chunk}
        events_record_many(
            kind=EventKind.DUE_DATE_MOVED, data=data, actor=actor, now=now, reason=reason
        )
        applicants_tell(
            event=MessageEvent.DUE_DATE_MOVED,
            tellings=[
                Telling(case, str(case.event_count), _moved_facts(moved[case.pk][0], reason))
                for case in _cases_to_tell(chunk)
            ],
            now=now,
        )


def _cases_to_tell(ids: Sequence[int]) -> list[Application]:
    cases = Application.objects.select_related(
        "traveller", "filed_by", "organisation", "office", "standard"
    )
    return list(cases.filter(pk__in=ids).order_by("pk"))


def _moved_data(before: date | None, after: date) -> dict[str, Any]:
    return {"due_before": before, "due_on": after}


def _moved_facts(before: date | None, reason: str) -> dict[str, Any]:
    return {
        "reason": reason,
        "calendar": not reason,  # nothing else moves a date without a reason of its own
        "promise_before": before.isoformat() if before else "",
    }
