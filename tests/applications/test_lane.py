"""The expedited lane: hours day and night, its own alarms, its place in the queue, its own row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localtime

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import EventKind, Service
from applications.errors import NoStandard, TransitionNotAllowed
from applications.lanes import Rank
from applications.models import Application, ServiceStandard
from applications.queries import promise_statistics, queue_for
from applications.services import clock_extend, due, lane_expedite
from applications.services.alarms import alarms_give
from notifications.models import Message
from tests.factories.applications import ApplicationFactory, case_take, officer_at

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai; ordinary: Thursday 5 March
HOURS = 6  # the row that is seeded
FRIDAY_NIGHT = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai


def accepted(at: datetime = MONDAY) -> Application:
    case: Application = ApplicationFactory(accepted=True, at=at)
    return case


def boss(case: Application) -> User:
    assert case.office is not None
    return officer_at(case.office, PostRole.SUPERVISOR)


def reviewer_of(case: Application) -> User:
    assert case.office is not None
    return officer_at(case.office, PostRole.REVIEWER)


def expedited(case: Application, now: datetime = MONDAY) -> Application:
    officer = boss(case)
    return lane_expedite(application=case, actor=officer, now=now)


@pytest.fixture
def tomorrow_only(db: None) -> ServiceStandard:
    """From 10 March on, the lane promises 2 hours."""
    return ServiceStandard.objects.create(
        service=Service.PORT_VISA,
        lane="expedited",
        amount=2,
        unit="hours",
        valid_from=date(2026, 3, 10),
        legal_basis="Local configuration",
    )


def test_hours_run_from_the_grant_through_the_night_and_the_weekend() -> None:
    case = expedited(accepted(FRIDAY_NIGHT), FRIDAY_NIGHT)
    assert case.due_at == FRIDAY_NIGHT + timedelta(hours=HOURS)
    assert (case.due_on, case.next_on) == (date(2026, 3, 7), date(2026, 3, 7))  # a Saturday
    assert (case.rank, case.expedited_at) == (Rank.EXPEDITED, FRIDAY_NIGHT)
    event = case.events.get(kind=EventKind.EXPEDITE_GRANTED)
    assert event.data["due_before"] == "2026-03-11"
    assert event.data["due_at"].startswith("2026-03-07T05:00")


def test_before_acceptance_the_hours_begin_with_it() -> None:
    case = expedited(ApplicationFactory(submitted=True, at=MONDAY))
    assert (case.due_on, case.due_at, case.standard) == (None, None, None)
    later = MONDAY + timedelta(hours=3)
    case = case_take(case, "accept", at=later)
    assert case.due_at == later + timedelta(hours=HOURS)
    assert case.standard is not None
    assert (case.standard.lane, case.standard.unit) == ("expedited", "hours")


def test_it_never_makes_the_promise_later() -> None:
    last_evening = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)  # Thursday 22:00, due at 24:00
    case = expedited(accepted(), last_evening)
    assert case.due_on == date(2026, 3, 5)
    assert case.due_at is not None
    assert localtime(case.due_at).isoformat() == "2026-03-06T00:00:00+08:00"


@pytest.mark.parametrize(
    ("day", "hours"),
    [(datetime(2026, 3, 9, 2, tzinfo=UTC), 6), (datetime(2026, 3, 10, 2, tzinfo=UTC), 2)],
)
@pytest.mark.usefixtures("tomorrow_only")
def test_each_case_by_the_row_of_its_own_day(day: datetime, hours: int) -> None:
    case = expedited(accepted(day), day)
    assert case.due_at == day + timedelta(hours=hours)
    # what is recomputed later keeps the row of its day
    due.due_recompute_open(now=day + timedelta(days=1))
    case.refresh_from_db()
    assert case.due_at == day + timedelta(hours=hours)


def test_without_a_row_there_is_no_lane() -> None:
    ServiceStandard.objects.filter(lane="expedited").update(valid_from=date(2026, 4, 1))
    with pytest.raises(NoStandard):
        expedited(accepted())


def test_only_once_and_only_while_something_is_left_to_decide() -> None:
    case = expedited(accepted())
    with pytest.raises(TransitionNotAllowed):
        expedited(case)
    closed = case_take(accepted(), "approve", "issue")
    with pytest.raises(TransitionNotAllowed):
        expedited(closed)


def test_the_database_keeps_the_moment_with_the_lane() -> None:
    case = accepted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(rank=Rank.EXPEDITED)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(hours=4, minutes=59), []),
        (timedelta(hours=5), ["due_soon"]),
        (timedelta(hours=6), ["due_soon"]),
        (timedelta(hours=6, seconds=1), ["overdue"]),
        (timedelta(hours=7), ["overdue"]),
        (timedelta(hours=7, seconds=1), ["overdue", "escalated"]),
    ],
)
def test_alarms_come_by_the_hour(after: timedelta, expected: list[str]) -> None:
    case = expedited(accepted())
    for _twice in range(2):
        alarms_give(now=MONDAY + after)
    kinds = (EventKind.DUE_SOON, EventKind.OVERDUE, EventKind.ESCALATED)
    assert list(case.events.filter(kind__in=kinds).values_list("kind", flat=True)) == expected


def test_the_late_letter_names_the_hour() -> None:
    case = expedited(accepted())
    boss(case)
    alarms_give(now=MONDAY + timedelta(hours=8))
    letter = Message.objects.filter(event="overdue", context__reference=case.reference).first()
    assert letter is not None
    assert letter.context["promise"].startswith("2026-03-02T08:00:00")


def test_expedited_cases_come_first_and_by_their_hour() -> None:
    late, first, second = accepted(), accepted(), accepted()
    reviewer = reviewer_of(late)
    Application.objects.update(office=late.office)
    expedited(second, MONDAY + timedelta(hours=1))
    expedited(first)
    Application.objects.filter(pk=late.pk).update(next_on=date(2026, 1, 5))
    assert [case.pk for case in queue_for(reviewer)] == [first.pk, second.pk, late.pk]


def test_the_queue_reads_its_index_in_order() -> None:
    case = accepted()
    reviewer = reviewer_of(case)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = queue_for(reviewer)[:30].explain()
    assert "applications_next" in plan
    assert "Sort" not in plan


def test_an_extension_adds_days_to_the_hour() -> None:
    case = expedited(accepted())
    officer = boss(case)
    clock_extend(application=case, days=1, reason="A hearing", actor=officer, now=MONDAY)
    case.refresh_from_db()
    assert case.due_at == MONDAY + timedelta(days=1, hours=HOURS)


def test_the_published_share_counts_by_the_hour() -> None:
    case = expedited(accepted())
    for now, late in ((MONDAY + timedelta(hours=HOURS), 0), (MONDAY + timedelta(hours=7), 1)):
        found = promise_statistics(service=Service.PORT_VISA, since=date(2026, 3, 1), now=now)
        assert sum(month.overdue_open for month in found) == late
    done = case_take(case, "approve", at=MONDAY + timedelta(hours=7))
    assert done.due_at is not None
    [month] = promise_statistics(
        service=Service.PORT_VISA, since=date(2026, 3, 1), now=MONDAY + timedelta(hours=8)
    )
    assert (month.decided, month.within) == (1, 0)
