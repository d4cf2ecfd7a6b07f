"""What happens by itself: silence, lapse, expiry; the search for stranded cases; the timetable."""

import importlib
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import connections

from applications import drafts, tasks
from applications.drafts import DraftsSwept, drafts_expire
from applications.enums import EventKind, Status
from applications.models import Application, Heartbeat, SupplementRequest
from applications.services.heartbeats import heartbeat_record
from applications.services.sweeps import (
    invariants_sweep,
    silence_sweep,
    stranded_cases,
    supplement_sweep,
)
from tests.factories.applications import ApplicationFactory, case_take
from tests.factories.workdays import holiday

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def beijing(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+08:00")


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


# --- silence ---


@pytest.mark.django_db
def test_silence_accepts_from_the_day_received() -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    assert silence_sweep(now=beijing("2026-03-09", 23, 59)) == 0  # the fifth working day
    assert silence_sweep(now=beijing("2026-03-10", 0, 1)) == 1
    accepted = fresh(case)
    assert accepted.status == Status.ACCEPTED
    assert accepted.accepted_at == MONDAY
    assert accepted.due_on == date(2026, 3, 5)
    event = accepted.events.get(kind=EventKind.ACCEPT_BY_SILENCE)
    assert (event.actor, event.actor_kind) == (None, "system")
    assert silence_sweep(now=beijing("2026-03-10", 0, 2)) == 0


@pytest.mark.django_db
def test_a_late_run_makes_it_good_with_the_same_result() -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    assert silence_sweep(now=beijing("2026-05-01")) == 1
    assert fresh(case).due_on == date(2026, 3, 5)


@pytest.mark.django_db
def test_silence_counts_from_the_complete_answer() -> None:
    case = ApplicationFactory(supplement=True, at=MONDAY)
    assert silence_sweep(now=beijing("2026-03-20")) == 0
    assert fresh(case).status == Status.SUPPLEMENT


@pytest.mark.django_db
def test_a_next_date_that_is_too_early_accepts_nobody_early() -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    Application.objects.filter(pk=case.pk).update(next_on=date(2026, 3, 1))
    assert silence_sweep(now=beijing("2026-03-03")) == 0
    assert fresh(case).status == Status.SUBMITTED


@pytest.mark.django_db(transaction=True)
def test_two_silence_runs_accept_once() -> None:
    cases = [ApplicationFactory(submitted=True, at=MONDAY) for _n in range(6)]
    barrier = threading.Barrier(2)

    def run() -> None:
        try:
            barrier.wait()
            silence_sweep(now=beijing("2026-03-10"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    silence_sweep(now=beijing("2026-03-10"))
    for case in cases:
        assert case.events.filter(kind=EventKind.ACCEPT_BY_SILENCE).count() == 1
        assert fresh(case).version == case.version + 1


# --- supplement ---


@pytest.mark.django_db
def test_an_unanswered_list_closes_the_case_after_its_last_day() -> None:
    case = ApplicationFactory(supplement=True, at=MONDAY)
    assert case.next_on == date(2026, 4, 1)
    assert supplement_sweep(now=beijing("2026-04-01", 23, 59)) == 0
    assert supplement_sweep(now=beijing("2026-04-02", 0, 0)) == 1
    closed = fresh(case)
    assert (closed.status, closed.next_on) == (Status.LAPSED, None)
    assert SupplementRequest.objects.get().lapsed_at == beijing("2026-04-02", 0, 0)
    assert supplement_sweep(now=beijing("2026-04-03")) == 0


@pytest.mark.django_db
def test_thirty_days_that_end_on_a_holiday_end_after_it() -> None:
    case = ApplicationFactory(supplement=True, at=beijing("2026-03-05"))  # 4 April is Qingming
    assert supplement_sweep(now=beijing("2026-04-07", 23, 0)) == 0
    assert supplement_sweep(now=beijing("2026-04-08", 1, 0)) == 1
    assert fresh(case).status == Status.LAPSED


@pytest.mark.django_db
def test_a_holiday_declared_later_gives_more_time() -> None:
    from applications.services.due import due_recompute_open

    ApplicationFactory(supplement=True, at=MONDAY)
    holiday("2026-04-01")
    due_recompute_open(now=beijing("2026-03-20"))
    assert supplement_sweep(now=beijing("2026-04-02", 23, 0)) == 0
    assert supplement_sweep(now=beijing("2026-04-03")) == 1


# --- drafts ---


def test_drafts_are_swept_by_whoever_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_sweeps", [])
    seen = []

    def sweep(now: datetime) -> DraftsSwept:
        seen.append(now)
        return DraftsSwept(warned=2, expired=1)

    drafts.register(sweep)
    drafts.register(sweep)
    assert drafts_expire(now=MONDAY) == DraftsSwept(warned=2, expired=1)
    assert seen == [MONDAY]


# --- invariants ---


@pytest.mark.django_db
def test_no_case_is_stranded_on_any_path() -> None:
    for state in ("submitted", "supplement", "accepted", "recommended", "approved", "issued"):
        ApplicationFactory(**{state: True}, at=MONDAY)
    assert list(stranded_cases()) == []
    assert invariants_sweep() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("lost", ["office", "next_on", "last_event_at"])
def test_a_stranded_case_is_counted(lost: str) -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    Application.objects.filter(pk=case.pk).update(**{lost: None})
    assert invariants_sweep() == 1
    assert invariants_sweep(limit=0) == 0
    case_take(ApplicationFactory(accepted=True), "withdraw")
    assert list(stranded_cases()) == [case]


# --- heartbeat and timetable ---


@pytest.mark.django_db
def test_a_heartbeat_is_one_row_that_moves_on() -> None:
    heartbeat_record(name="alarms", now=MONDAY, found=3)
    heartbeat_record(name="alarms", now=MONDAY + timedelta(minutes=1))
    beat = Heartbeat.objects.get()
    assert (beat.at, beat.found) == (MONDAY + timedelta(minutes=1), 0)


TASKS = {
    "alarms": tasks.give_alarms,
    "silence": tasks.accept_by_silence,
    "supplements": tasks.lapse_supplements,
    "drafts": tasks.expire_drafts,
    "due_dates": tasks.recheck_due_dates,
    "invariants": tasks.check_invariants,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TASKS)
def test_every_task_runs_twice_and_leaves_its_heartbeat(name: str) -> None:
    ApplicationFactory(submitted=True, at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        TASKS[name]()
        TASKS[name]()
    beat = Heartbeat.objects.get(name=name)
    assert (beat.at, beat.found) == (MONDAY + timedelta(days=2), 0)


@pytest.mark.django_db
def test_the_invariants_task_reports_what_it_found() -> None:
    case = ApplicationFactory(submitted=True, at=MONDAY)
    Application.objects.filter(pk=case.pk).update(next_on=None)
    tasks.check_invariants()
    assert Heartbeat.objects.get(name="invariants").found == 1


@pytest.mark.parametrize("entry", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_each_entry_of_the_timetable_names_a_task_that_exists(entry: str) -> None:
    name = settings.CELERY_BEAT_SCHEDULE[entry]["task"]
    importlib.import_module(name.rpartition(".")[0])
    assert name in current_app.tasks


def test_every_task_of_the_engine_is_on_the_timetable() -> None:
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {task.name for task in TASKS.values()} <= planned
