"""The three alarms of a running promise: due soon, overdue, escalated. They never decide anything.

Each alarm is a latch on the case. One statement picks the cases whose alarm is due and not yet
given, skips rows that another worker holds, and sets the latch; the log and the messages follow in
the same transaction. So a run that comes twice, late or after a crash gives each alarm exactly
once, and two runs at a time share the work.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import translation

from accounts.enums import PostRole
from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import CLOCK_STATUSES, EventKind, Status
from applications.events_bulk import events_record_many
from applications.models import Application, ServiceStandard
from applications.registry import adapter_for
from applications.services.home import home_words
from applications.services.messages import applicant_tell, desk_path, people_tell
from notifications.enums import MessageEvent
from offices.models import Office
from workdays.queries import calendar_load
from workdays.rules import Calendar

BATCH = 200
ONE_DAY = timedelta(days=1)
HOTLINE = "12367"
_AT_HOME = (Status.HOME_CHECK,)
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Moment:
    """When a run looks: the instant, the day in Beijing, and the calendar it counts with."""

    now: datetime
    today: date
    calendar: Calendar


# first and last due date, or due time, for which the alarm is to be given now
Window = Callable[[Moment, ServiceStandard], tuple[date, date]]


@dataclass(frozen=True)
class Alarm:
    """One latch: its column, its event, when it is due, whom it tells; about which date.

    ``watched`` is the day in cases of these ``statuses``, or the time of promises in hours: those
    have ``due_at``, and no alarm by the day.
    """

    column: str
    kind: EventKind
    window: Window
    tell: Callable[[Application, date, datetime], None]
    statuses: tuple[Status, ...] = CLOCK_STATUSES
    watched: str = "due_on"


def alarms_give(*, now: datetime, batch: int = BATCH) -> dict[str, int]:
    """Give every alarm that is due, in batches; return how many of each were given."""
    given = dict.fromkeys((alarm.column for alarm in ALARMS), 0)
    for alarm in ALARMS:
        while count := _give_batch(alarm, now, batch):
            given[alarm.column] += count
    return given


@transaction.atomic
def _give_batch(alarm: Alarm, now: datetime, batch: int) -> int:
    today = legal_date(now)
    ids = _latch(alarm, now, today, batch)
    if not ids:
        return 0
    cases = list(
        Application.objects.select_related(
            *("traveller", "filed_by", "organisation", "standard", "assigned_to"),
            *("office", "home_office", "port_office"),
        )
        .filter(pk__in=ids)
        .order_by(alarm.watched, "pk")
    )
    events_record_many(
        kind=alarm.kind,
        data={case.pk: _due_facts(case) for case in cases},
        actor=None,
        now=now,
    )
    for case in cases:
        alarm.tell(case, today, now)
    return len(cases)


def _latch(alarm: Alarm, now: datetime, today: date, batch: int) -> list[int]:
    """Set the latch on the cases whose alarm is due; return their keys. One statement."""
    moment = Moment(now, today, calendar_load())
    windows = [
        (standard.pk, *alarm.window(moment, standard)) for standard in ServiceStandard.objects.all()
    ]
    column = connection.ops.quote_name(alarm.column)
    watched = connection.ops.quote_name(alarm.watched)
    by_hour = alarm.watched == BY_HOUR
    kind = "timestamptz" if by_hour else "date"
    statement = f"""
        WITH due AS MATERIALIZED (
            SELECT a.id FROM applications_application a
            JOIN unnest(%(standards)s::bigint[], %(first)s::{kind}[], %(last)s::{kind}[])
                AS w (standard_id, first_on, last_on) ON w.standard_id = a.standard_id
            WHERE a.status = ANY(%(statuses)s) AND a.{column} IS NULL
              AND a.due_at IS {"NOT NULL" if by_hour else "NULL"}
              AND a.{watched} BETWEEN w.first_on AND w.last_on
              AND NOT EXISTS (
                SELECT 1 FROM applications_clockadjustment c
                WHERE c.application_id = a.id
                  AND c.stopped_on IS NOT NULL AND c.resumed_on IS NULL)
            ORDER BY a.{watched}, a.id
            LIMIT %(batch)s
            FOR UPDATE OF a SKIP LOCKED
        )
        UPDATE applications_application a SET {column} = %(now)s
        FROM due WHERE a.id = due.id
        RETURNING a.id
    """  # noqa: S608 - the only parts put in are column names of our own, quoted
    values: dict[str, Any] = {
        "standards": [pk for pk, _first, _last in windows],
        "first": [first for _pk, first, _last in windows],
        "last": [last for _pk, _first, last in windows],
        "statuses": [str(status) for status in alarm.statuses],
        "batch": batch,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]


# --- when ---


def _due_soon(moment: Moment, standard: ServiceStandard) -> tuple[date, date]:
    """Due today or within the standard's working days; what is overdue gets that alarm instead."""
    return moment.today, moment.calendar.add(moment.today, standard.due_soon_days).date


def _overdue(moment: Moment, standard: ServiceStandard) -> tuple[date, date]:
    """The day ends at 24:00 Beijing time, so a case is overdue from the next day on."""
    return date.min, moment.today - ONE_DAY


def _escalated(moment: Moment, standard: ServiceStandard) -> tuple[date, date]:
    """So many working days after the due date have passed in full."""
    if standard.escalate_days == 0:
        return date.min, moment.today - ONE_DAY
    return date.min, moment.calendar.add(moment.today, -standard.escalate_days).date - ONE_DAY


def _due_soon_hours(moment: Moment, standard: ServiceStandard) -> tuple[datetime, datetime]:
    """Due within the standard's hours, day and night."""
    return moment.now, moment.now + timedelta(hours=standard.due_soon_hours)


def _overdue_hours(moment: Moment, standard: ServiceStandard) -> tuple[datetime, datetime]:
    """Overdue from the moment after the due time on."""
    return _EVER, moment.now - _TICK


def _escalated_hours(moment: Moment, standard: ServiceStandard) -> tuple[datetime, datetime]:
    """So many hours after the due time have passed, day and night."""
    return _EVER, moment.now - timedelta(hours=standard.escalate_hours) - _TICK


# --- whom ---


def _tell_reviewers(case: Application, today: date, now: datetime) -> None:
    owner = case.assigned_to if len(adapter_for(case).authorities) == 1 else None
    reviewers = [owner] if owner else _officers(case, PostRole.REVIEWER)
    _tell_officers(case, MessageEvent.DUE_SOON, reviewers, today, now, "due-soon")


def _tell_both(case: Application, today: date, now: datetime) -> None:
    """The supervisor, and the applicant too: with an apology, and whom to call."""
    supervisors = _officers(case, PostRole.SUPERVISOR)
    _tell_officers(case, MessageEvent.OVERDUE_ESCALATED, supervisors, today, now, "overdue")
    applicant_tell(
        application=case,
        event=MessageEvent.OVERDUE,
        now=now,
        key=_key(case, "overdue"),
        hotline=HOTLINE,
        days_late=_days_late(case, today),
    )


def _tell_supervisors_again(case: Application, today: date, now: datetime) -> None:
    people = {
        person.pk: person
        for role in (PostRole.SUPERVISOR, PostRole.ADMINISTRATOR)
        for person in _officers(case, role)
    }
    _tell_officers(
        case, MessageEvent.OVERDUE_ESCALATED, list(people.values()), today, now, "escalated"
    )


def _tell_home_late(case: Application, today: date, now: datetime) -> None:
    """The home office's supervisors, and the inviter too: with an apology, and whom to call."""
    supervisors = _officers(case, PostRole.SUPERVISOR)
    _tell_officers(case, MessageEvent.HOME_CHECK_LATE_DESK, supervisors, today, now, "overdue")
    applicant_tell(
        application=case,
        event=MessageEvent.HOME_CHECK_LATE,
        now=now,
        key=_key(case, "overdue"),
        **home_words(case),
    )


def _tell_both_offices(case: Application, today: date, now: datetime) -> None:
    """A partner that still does not answer: the supervisors of both offices, and administrators."""
    people = {
        person.pk: person
        for office in (case.office, case.port_office)
        for role in (PostRole.SUPERVISOR, PostRole.ADMINISTRATOR)
        for person in _officers(case, role, office)
    }
    _tell_officers(
        case,
        MessageEvent.HOME_CHECK_LATE_DESK,
        list(people.values()),
        today,
        now,
        "escalated",
    )


def _tell_officers(
    case: Application,
    event: MessageEvent,
    officers: Sequence[User],
    today: date,
    now: datetime,
    key: str,
) -> None:
    for language in sorted({officer.language for officer in officers}):
        with translation.override(language):  # the office's name is in the message
            facts: Mapping[str, Any] = {
                "path": desk_path(case),
                "office": str(case.office or ""),
                "days_late": _days_late(case, today),
            }
        people_tell(
            application=case,
            event=event,
            recipients=[officer for officer in officers if officer.language == language],
            now=now,
            key=_key(case, key),
            **facts,
        )


def _officers(case: Application, role: PostRole, office: Office | None = None) -> list[User]:
    found = User.objects.filter(
        is_active=True,
        posts__office=office or case.office,
        posts__role=role,
        posts__active=True,
        **({} if role == PostRole.ADMINISTRATOR else _concerned(case)),
    )
    return list(found.distinct().order_by("pk"))


def _concerned(case: Application) -> dict[str, list[str]]:
    """Posts of the authorities that have not finished: who has done their part is left in peace."""
    waiting = case.reviews.filter(decision="").values_list("authority", flat=True)
    return {"posts__authority__in": list(waiting) or list(adapter_for(case).authorities)}


def _key(case: Application, key: str) -> str:
    """A date that moved gets alarms of its own."""
    return f"{key}-{case.due_at.isoformat() if case.due_at else _deadline(case)}"


def _due_facts(case: Application) -> dict[str, Any]:
    """What the log says of the promise: its day, and its time when it is one in hours."""
    return {"due_on": _deadline(case), **({"due_at": case.due_at} if case.due_at else {})}


def _days_late(case: Application, today: date) -> int:
    """Calendar days since the due date."""
    deadline = _deadline(case)
    return max((today - deadline).days, 0) if deadline else 0


def _deadline(case: Application) -> date | None:
    """The day that was watched: the promise, or the last day of the home office's check."""
    return case.next_on if case.status == Status.HOME_CHECK else case.due_on


BY_HOUR = "due_at"
ALARMS = (
    Alarm("due_soon_at", EventKind.DUE_SOON, _due_soon, _tell_reviewers),
    Alarm("overdue_at", EventKind.OVERDUE, _overdue, _tell_both),
    Alarm("escalated_at", EventKind.ESCALATED, _escalated, _tell_supervisors_again),
    Alarm("due_soon_at", EventKind.DUE_SOON, _due_soon_hours, _tell_reviewers, watched=BY_HOUR),
    Alarm("overdue_at", EventKind.OVERDUE, _overdue_hours, _tell_both, watched=BY_HOUR),
    Alarm(
        "escalated_at",
        EventKind.ESCALATED,
        _escalated_hours,
        _tell_supervisors_again,
        watched=BY_HOUR,
    ),
    Alarm("overdue_at", EventKind.OVERDUE, _overdue, _tell_home_late, _AT_HOME, "next_on"),
    Alarm("escalated_at", EventKind.ESCALATED, _escalated, _tell_both_offices, _AT_HOME, "next_on"),
)
