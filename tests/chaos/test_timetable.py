"""Every entry of the timetable: twice at once, and then again, it does what one run does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from applications.models import Application, Event, Heartbeat, SupplementRequest
from documents.enums import DocumentStatus
from documents.models import IssuedDocument, Upload
from notifications.enums import MessageStatus
from notifications.models import Message
from port_visa.models import Invitation
from portal.celery import app
from portal.demo import demo_load
from tests.support.tasks import TaskBox

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

# What a run may leave behind. Not: when exactly, under which key, and the chain's digests.
FACTS: dict[Any, tuple[str, ...]] = {
    Application: (
        "pk",
        "status",
        "version",
        "due_on",
        "next_on",
        "due_soon_at",
        "overdue_at",
        "escalated_at",
        "event_count",
    ),
    Event: ("application", "sequence", "kind", "status_after"),
    Invitation: ("pk", "status", "expiry_warned_at"),
    SupplementRequest: ("pk", "answer_by", "answered_at", "lapsed_at"),
    IssuedDocument: ("pk", "subject", "version", "status"),
    Upload: ("pk", "status", "problem"),
    Message: ("event", "key", "channel", "address"),
    Heartbeat: ("name",),
}

# How long after the demonstration was loaded, and which entries then find something to do.
STAGES = {
    21: {"applications.give_alarms", "applications.accept_by_silence"},
    85: {"applications.lapse_supplements", "applications.expire_drafts"},
    100: {"applications.expire_drafts"},
}


def facts() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model.__name__: sorted(model.objects.values_list(*columns), key=repr)
        for model, columns in FACTS.items()
    }


@pytest.fixture
def populated(transactional_db: None, settings: Any) -> datetime:
    """The demonstration's cases, one in every state; answers when they were loaded."""
    settings.PORTAL_DEMO = True
    now = timezone.now()
    demo_load(now=now, demo=True)
    return now


def run(entry: dict[str, Any]) -> None:
    app.tasks[entry["task"]].apply(kwargs=entry.get("kwargs"), throw=True)


def once(entry: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    """What one run leaves behind, without leaving it."""
    with transaction.atomic():
        run(entry)
        found = facts()
        transaction.set_rollback(True)
    return found


def twice_at_once(entry: dict[str, Any]) -> None:
    gate = Barrier(2)

    def act(_number: int) -> None:
        try:
            gate.wait(timeout=60)
            run(entry)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, range(2)))


def entries() -> list[tuple[str, dict[str, Any]]]:
    app.loader.import_default_modules()
    return sorted(app.conf.beat_schedule.items())


@pytest.mark.django_db(transaction=True)
def test_every_entry_run_twice_at_once_and_again_has_one_effect(
    populated: datetime, task_box: TaskBox
) -> None:
    for days, expected_busy in STAGES.items():
        with time_machine.travel(populated + timedelta(days=days), tick=False):
            busy = {name for name, entry in entries() if one_effect(name, entry)}
            assert busy >= expected_busy, f"after {days} days"
            task_box.run()
            nothing_is_left_to_do(task_box)


def one_effect(name: str, entry: dict[str, Any]) -> bool:
    """Twice at once and once more give what one run gives. Answers whether that is anything."""
    before, expected = facts(), once(entry)
    twice_at_once(entry)
    assert facts() == expected, f"{name}, twice at once"
    run(entry)
    assert facts() == expected, f"{name}, again"
    return any(before[model] != expected[model] for model in expected if model != "Heartbeat")


def nothing_is_left_to_do(task_box: TaskBox) -> None:
    """When all that the entries sent to workers is done, a further round changes nothing."""
    done, letters = facts(), len(mail.outbox)
    assert set(IssuedDocument.objects.values_list("status", flat=True)) == {DocumentStatus.VALID}
    assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.SENT}
    for name, entry in entries():
        run(entry)
        task_box.run()
        assert (facts(), len(mail.outbox)) == (done, letters), name
