"""The timetable and the queues: what is named exists, is consumed, and gets only its own tasks."""

import inspect

import pytest
from celery import current_app
from django.conf import settings

from portal.processes import WORKERS

QUEUES = {queue.name for queue in settings.CELERY_TASK_QUEUES}


def test_every_queue_has_a_routing_key_of_its_own() -> None:
    assert {queue.routing_key for queue in settings.CELERY_TASK_QUEUES} == QUEUES


def test_every_queue_is_consumed_by_exactly_one_kind_of_worker() -> None:
    consumed = [queue for queues in WORKERS.values() for queue in queues]
    assert sorted(consumed) == sorted(QUEUES)


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE) or ["none"])
def test_every_beat_entry_is_bound_to_a_task_and_a_queue(name: str) -> None:
    entry = settings.CELERY_BEAT_SCHEDULE.get(name)
    if entry is None:
        return
    current_app.loader.import_default_modules()
    task = current_app.tasks[entry["task"]]
    inspect.signature(task.run).bind(*entry.get("args", ()), **entry.get("kwargs", {}))
    options = entry.get("options", {})
    assert options.get("queue", settings.CELERY_TASK_DEFAULT_QUEUE) in QUEUES
    assert "expires" in options, "a beat task that waited too long must not pile up"


def test_every_task_goes_to_a_queue_that_exists() -> None:
    current_app.loader.import_default_modules()
    for name, route in settings.CELERY_TASK_ROUTES.items():
        assert name in current_app.tasks
        assert route["queue"] in QUEUES
