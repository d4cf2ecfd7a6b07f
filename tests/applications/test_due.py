"""Due dates in the database: set-based and one by one agree; only a real move is logged and told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from applications.deadlines import due_date, legal_date
from applications.enums import EventKind, PeriodUnit, Status
from applications.events import chain_problems
from applications.models import Application, ClockAdjustment, Event, ServiceStandard
from applications.services import clock_extend, clock_stop
from applications.services.due import due_preview, due_recompute, due_recompute_open
from notifications.enums import MessageEvent
from notifications.models import Message
from tests.factories.applications import ApplicationFactory, officer_at
from tests.factories.workdays import holiday
from tests.workdays.notices import NOTICE_2027
from workdays.models import CalendarNotice, CalendarYear
from workdays.notices import notice_read
from workdays.queries import calendar_load
from workdays.services import calendar_import, calendar_preview

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 5, 3, 0, tzinfo=UTC)
ACCEPTED = datetime(2027, 2, 4, 3, 0, tzinfo=UTC)  # before the Spring Festival, not yet announced
D = date.fromisoformat


@pytest.fixture
def administrator():
    return get_user_model().objects.create_superuser("admin@example.org", "long-password-1")


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


def moves_of(case: Application) -> list[Event]:
    return list(case.events.filter(kind=EventKind.DUE_DATE_MOVED))


def test_an_import_moves_and_logs(administrator) -> None:
    case = ApplicationFactory(accepted=True, at=ACCEPTED)
    assert (case.due_on, case.due_provisional) == (D("2027-02-11"), True)
    notice, problems = notice_read(NOTICE_2027)
    assert problems == []

    preview = calendar_preview(notice=notice, now=NOW)
    assert preview.moves.count == 1
    assert preview.moves.settled == 1
    assert preview.moves.first[0].label == case.reference
    assert preview.moves.first[0].after == D("2027-02-16")
    assert fresh(case).due_on == D("2027-02-11")  # nothing happened yet

    done = calendar_import(notice=notice, actor=administrator, now=NOW, token=preview.token)
    moved = fresh(case)
    assert done.moved == 1
    assert (moved.due_on, moved.next_on) == (D("2027-02-16"), D("2027-02-16"))
    assert not moved.due_provisional
    (event,) = moves_of(case)
    assert event.data == {"due_before": "2027-02-11", "due_on": "2027-02-16"}
    assert event.actor == administrator
    assert list(chain_problems(moved, list(moved.events.order_by("sequence")))) == []
    year = CalendarYear.objects.get(year=2027)
    assert (year.published, year.imported_by, year.imported_at) == (True, administrator, NOW)
    assert CalendarNotice.objects.get().moved == 1


def test_posted_twice_has_one_effect(administrator) -> None:
    case = ApplicationFactory(accepted=True, at=ACCEPTED)
    notice, _problems = notice_read(NOTICE_2027)
    token = calendar_preview(notice=notice, now=NOW).token
    for _time in range(2):
        done = calendar_import(notice=notice, actor=administrator, now=NOW, token=token)
    assert (done.days, done.moved) == (0, 0)
    assert len(moves_of(case)) == 1
    assert CalendarNotice.objects.count() == 1


def test_a_date_that_only_becomes_final_is_not_news(administrator) -> None:
    case = ApplicationFactory(accepted=True, at=datetime(2026, 12, 30, 3, 0, tzinfo=UTC))
    assert (case.due_on, case.due_provisional) == (D("2027-01-05"), True)
    notice, _problems = notice_read(NOTICE_2027)
    assert calendar_import(notice=notice, actor=administrator, now=NOW).moved == 0
    assert (fresh(case).due_on, fresh(case).due_provisional) == (D("2027-01-05"), False)
    assert moves_of(case) == []


def test_recomputing_again_changes_nothing() -> None:
    for day in range(5):
        ApplicationFactory(accepted=True, at=ACCEPTED - timedelta(days=day))
    before = list(Application.objects.order_by("pk").values())
    for _time in range(2):
        done = due_recompute_open(now=NOW)
        assert (done.moved, done.changed) == (0, 0)
    assert list(Application.objects.order_by("pk").values()) == before


def test_only_open_cases_with_a_running_promise_follow() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    running = ApplicationFactory(accepted=True, at=at)
    second = ApplicationFactory(recommended=True, at=at)
    decided = ApplicationFactory(refused=True, at=at)
    holiday("2026-03-04")
    assert due_recompute_open(now=at).moved == 2
    assert fresh(running).due_on == fresh(second).due_on == D("2026-03-06")
    assert fresh(decided).due_on == D("2026-03-05")


def test_set_based_and_one_by_one_agree(administrator) -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    cases = [ApplicationFactory(accepted=True, at=at + timedelta(hours=7 * i)) for i in range(8)]
    supervisor = officer_at(cases[0].office, "supervisor")
    clock_extend(application=cases[1], days=2, reason="Expert review", actor=supervisor, now=at)
    hours = ServiceStandard.objects.create(
        service="port_visa",
        lane="urgent",
        amount=24,
        unit=PeriodUnit.HOURS,
        legal_basis="test",
        valid_from=D("2026-01-01"),
    )
    Application.objects.filter(pk=cases[2].pk).update(standard=hours)
    for day in ("2026-03-03", "2026-03-05", "2026-03-06"):
        holiday(day)
    due_recompute_open(now=at)
    calendar = calendar_load()
    for case in Application.objects.select_related("standard"):
        assert case.accepted_at
        assert case.standard
        expected = due_date(
            started_on=legal_date(case.accepted_at),
            started_at=case.accepted_at,
            amount=case.standard.amount,
            unit=case.standard.unit,
            adjustments=case.clock_adjustments.all(),
            calendar=calendar,
        )
        assert (case.due_on, case.next_on) == (expected.on, expected.on)
        assert due_recompute(application=case, now=at).due_on == expected.on


def test_half_past_midnight_in_beijing_belongs_to_the_new_day() -> None:
    late = ApplicationFactory(accepted=True, at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC))
    assert late.due_on == D("2026-03-05")
    holiday("2026-03-03")
    due_recompute_open(now=NOW)
    assert fresh(late).due_on == D("2026-03-06")


def test_a_clock_that_stands_still_promises_nothing() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = ApplicationFactory(accepted=True, at=at)
    supervisor = officer_at(case.office, "supervisor")
    clock_stop(application=case, reason="Hearing", actor=supervisor, now=at)
    before = fresh(case).due_on
    holiday("2026-03-04")
    assert due_recompute_open(now=at + timedelta(days=20)).changed == 0
    assert fresh(case).due_on == before
    assert due_recompute(application=case, now=at).due_on == before


def test_a_date_moved_into_the_future_is_armed_again() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = ApplicationFactory(accepted=True, at=at)
    late = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)
    Application.objects.update(due_soon_at=late, overdue_at=late, escalated_at=late)
    holiday("2026-03-05")
    due_recompute_open(now=late)
    armed = fresh(case)
    assert armed.due_on == D("2026-03-06")
    assert (armed.due_soon_at, armed.overdue_at, armed.escalated_at) == (None, None, None)


def test_a_date_that_stays_in_the_past_keeps_its_alarms() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = ApplicationFactory(accepted=True, at=at)
    late = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
    Application.objects.update(overdue_at=late)
    holiday("2026-03-05")
    assert due_recompute_open(now=late).moved == 1
    assert fresh(case).overdue_at == late


def test_one_case_is_recomputed_logged_once() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = ApplicationFactory(accepted=True, at=at)
    draft = ApplicationFactory()
    holiday("2026-03-04")
    for _time in range(2):
        due_recompute(application=case, now=at, reason="calendar")
    assert fresh(case).due_on == D("2026-03-06")
    (event,) = moves_of(case)
    assert event.reason == "calendar"
    assert due_recompute(application=draft, now=at).due_on is None


def test_the_days_to_ask_and_to_answer_follow_the_calendar() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    waiting = ApplicationFactory(submitted=True, at=at)
    asked = ApplicationFactory(supplement=True, at=at)
    assert waiting.next_on == D("2026-03-09")
    assert asked.next_on == D("2026-04-01")
    holiday("2026-03-04")
    holiday("2026-04-01")
    due_recompute_open(now=at)
    assert fresh(waiting).next_on == D("2026-03-10")
    assert fresh(asked).next_on == D("2026-04-02")
    assert asked.supplement_requests.get().answer_by == D("2026-04-02")


def test_the_preview_knows_adjusted_cases_too() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = ApplicationFactory(accepted=True, at=at)
    ClockAdjustment.objects.create(
        application=case,
        extra_days=1,
        reason="Expert review",
        author=officer_at(case.office),
        created_at=at,
    )
    due_recompute(application=case, now=at)
    assert due_preview(calendar=calendar_load()) == ([], 0)
    holiday("2026-03-05")
    moves, _settled = due_preview(calendar=calendar_load())
    assert moves == [(case.reference, D("2026-03-06"), D("2026-03-09"))]
    assert Application.objects.get().status == Status.ACCEPTED


def test_the_number_of_statements_does_not_grow_with_the_cases(
    django_assert_max_num_queries,
) -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    for _n in range(12):
        ApplicationFactory(accepted=True, at=at)
    with django_assert_max_num_queries(12):
        due_recompute_open(now=at)


def test_telling_many_takes_no_more_statements_than_telling_few(
    django_assert_max_num_queries,
) -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    for _n in range(12):
        ApplicationFactory(accepted=True, at=at)
    holiday("2026-03-05")
    with django_assert_max_num_queries(24):
        assert due_recompute_open(now=at).moved == 12
    moved = Message.objects.filter(event=MessageEvent.DUE_DATE_MOVED)
    assert len(set(moved.values_list("key", flat=True))) == 12
    assert all(
        not list(chain_problems(case, list(case.events.order_by("sequence"))))
        for case in Application.objects.all()
    )
