"""The alarms: at the right time, to the right people, exactly once, however often the sweep runs."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts.enums import PostRole
from applications.enums import EventKind
from applications.events import chain_problems
from applications.models import Application, ServiceStandard
from applications.services import alarms as alarms_module
from applications.services import clock_resume, clock_stop, messages
from applications.services.alarms import alarms_give
from tests.factories.applications import ApplicationFactory, case_take, officer_at
from tests.factories.workdays import holiday

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # +3 working days: Thursday 5 March
NONE = {"due_soon_at": 0, "overdue_at": 0, "escalated_at": 0}


def beijing(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+08:00")


def kinds(case: Application) -> list[str]:
    alarms = (EventKind.DUE_SOON, EventKind.OVERDUE, EventKind.ESCALATED)
    return list(case.events.filter(kind__in=alarms).values_list("kind", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (beijing("2026-03-03"), []),
        (beijing("2026-03-04", 0, 1), ["due_soon"]),  # one working day before
        (beijing("2026-03-05", 23, 59), ["due_soon"]),  # the day ends at 24:00
        (beijing("2026-03-06", 0, 0), ["overdue"]),  # never warned: only what is true now
        (beijing("2026-03-07"), ["overdue", "escalated"]),  # Friday has passed in full
        (beijing("2026-03-20"), ["overdue", "escalated"]),
    ],
)
def test_each_alarm_at_its_time_by_beijing_days(moment: datetime, expected: list[str]) -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    alarms_give(now=moment)
    assert kinds(case) == expected


@pytest.mark.django_db
def test_due_soon_looks_over_weekends_and_holidays() -> None:
    case = ApplicationFactory(accepted=True, at=beijing("2026-02-12"))
    assert case.due_on == date(2026, 2, 24)  # after the Spring Festival; 14 February is worked
    assert alarms_give(now=beijing("2026-02-13")) == NONE
    assert alarms_give(now=beijing("2026-02-14"))["due_soon_at"] == 1


@pytest.mark.django_db
def test_run_every_day_twice_gives_each_alarm_once_and_keeps_the_chain() -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    for day in range(14):
        for _time in range(2):
            alarms_give(now=MONDAY + timedelta(days=day))
    assert kinds(case) == ["due_soon", "overdue", "escalated"]
    case.refresh_from_db()
    assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []
    assert alarms_give(now=MONDAY + timedelta(days=30)) == NONE


@pytest.mark.django_db
def test_only_cases_whose_promise_runs() -> None:
    for state in ("submitted", "supplement", "refused", "withdrawn", "approved"):
        ApplicationFactory(**{state: True}, at=MONDAY)
    second_officer = ApplicationFactory(recommended=True, at=MONDAY)
    given = alarms_give(now=MONDAY + timedelta(days=10))
    assert given == {"due_soon_at": 0, "overdue_at": 1, "escalated_at": 1}
    assert kinds(second_officer) == ["overdue", "escalated"]


@pytest.mark.django_db
def test_an_office_without_officers_still_gets_the_latch() -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    case_take(case, "accept", at=MONDAY)
    officer_at(case.office).posts.update(active=False)
    assert alarms_give(now=beijing("2026-03-05"))["due_soon_at"] == 1


@pytest.mark.django_db
def test_a_clock_that_stands_still_raises_no_alarm() -> None:
    case = ApplicationFactory(accepted=True, at=MONDAY)
    supervisor = officer_at(case.office, PostRole.SUPERVISOR)
    clock_stop(application=case, reason="Hearing", actor=supervisor, now=MONDAY)
    late = MONDAY + timedelta(days=14)
    assert alarms_give(now=late) == NONE
    clock_resume(application=case, actor=supervisor, now=late)
    assert alarms_give(now=late) == NONE  # three working days from here on
    assert alarms_give(now=late + timedelta(days=2))["due_soon_at"] == 1


@pytest.mark.django_db
def test_a_moved_date_gets_alarms_of_its_own() -> None:
    from applications.services.due import due_recompute_open

    case = ApplicationFactory(accepted=True, at=MONDAY)
    alarms_give(now=beijing("2026-03-05"))
    holiday("2026-03-05")
    due_recompute_open(now=beijing("2026-03-05"))
    alarms_give(now=beijing("2026-03-05", 12))
    assert kinds(case) == ["due_soon", "due_soon"]


@pytest.mark.django_db
def test_the_standard_decides_how_early_and_how_late() -> None:
    ServiceStandard.objects.update(due_soon_days=3, escalate_days=0)
    case = ApplicationFactory(accepted=True, at=MONDAY)
    assert alarms_give(now=MONDAY)["due_soon_at"] == 1
    alarms_give(now=beijing("2026-03-06"))
    assert kinds(case) == ["due_soon", "overdue", "escalated"]


@pytest.mark.django_db
def test_many_cases_go_in_batches() -> None:
    for _n in range(5):
        ApplicationFactory(accepted=True, at=MONDAY)
    given = alarms_give(now=MONDAY + timedelta(days=10), batch=2)
    assert given == {"due_soon_at": 0, "overdue_at": 5, "escalated_at": 5}


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_a_batch_undoes_it_and_the_next_run_makes_it_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = [ApplicationFactory(accepted=True, at=MONDAY) for _n in range(3)]
    late = MONDAY + timedelta(days=10)
    real = messages.people_tell
    calls = []

    def breaks(**message: Any) -> None:
        calls.append(message)
        if len(calls) == 2:
            raise RuntimeError("the worker was killed")
        real(**message)

    officer_at(cases[0].office, PostRole.SUPERVISOR)
    monkeypatch.setattr(alarms_module, "people_tell", breaks)
    with pytest.raises(RuntimeError):
        alarms_give(now=late)
    assert not Application.objects.filter(overdue_at__isnull=False).exists()
    alarms_give(now=late)
    for case in cases:
        assert kinds(case) == ["overdue", "escalated"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_a_time_share_the_work() -> None:
    cases = [ApplicationFactory(accepted=True, at=MONDAY) for _n in range(8)]
    officer_at(cases[0].office, PostRole.SUPERVISOR)
    barrier = threading.Barrier(2)
    given: list[dict[str, int]] = []

    def run() -> None:
        try:
            barrier.wait()
            given.append(alarms_give(now=MONDAY + timedelta(days=10), batch=2))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alarms_give(now=MONDAY + timedelta(days=10))  # what both passed over while the other held it
    for case in cases:
        assert sorted(kinds(case)) == ["escalated", "overdue"]


@pytest.mark.django_db(transaction=True)
def test_a_case_in_an_officers_hands_is_left_for_the_next_run() -> None:
    held = ApplicationFactory(accepted=True, at=MONDAY)
    free = ApplicationFactory(accepted=True, at=MONDAY)
    late = MONDAY + timedelta(days=5)
    locked, done = threading.Event(), threading.Event()

    def officer() -> None:
        try:
            with transaction.atomic():
                Application.objects.select_for_update().get(pk=held.pk)
                locked.set()
                done.wait(timeout=60)
        finally:
            connections.close_all()

    thread = threading.Thread(target=officer)
    thread.start()
    locked.wait(timeout=60)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    assert alarms_give(now=late)["overdue_at"] == 1
    assert kinds(free) == ["overdue", "escalated"]
    done.set()
    thread.join()
    assert alarms_give(now=late)["overdue_at"] == 1
    assert kinds(held) == ["overdue", "escalated"]
