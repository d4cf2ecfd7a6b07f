"""The machines' addresses: alive always, ready only with every part; error pages carry a number."""

import json
import logging
from datetime import timedelta

import pytest
import structlog
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from applications.models import Heartbeat
from portal import celery as portal_celery
from portal import health
from portal.processes import WORKERS
from portal.settings.logs import drop_health_checks
from portal.tasks import heartbeat
from tests.support.stack import Stack, wait_until


def test_healthz_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}


@pytest.fixture
def all_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for queue in settings.CELERY_TASK_QUEUES:
        heartbeat(queue.name)
    Heartbeat.objects.create(name="applications.sweep_invariants", at=timezone.now(), found=3)


def parts(client: Client) -> tuple[int, dict]:
    answer = client.get("/readyz")
    return answer.status_code, answer.json()


def test_readyz_names_each_part(client: Client, all_ready: None) -> None:
    status, body = parts(client)
    named = {"database", "broker", "workers", "calendar", "fonts", "partners"}
    assert set(body["parts"]) == named
    assert body["offenders"] == 3
    assert status == 200, body


def test_a_silent_queue_is_named(client: Client, all_ready: None) -> None:
    Heartbeat.objects.filter(name="queue:pdf").update(at=timezone.now() - timedelta(minutes=6))
    status, body = parts(client)
    assert (status, body["parts"]["workers"]) == (503, "no worker for: pdf")


def test_a_worker_says_at_once_which_queues_it_consumes(live_stack: Stack) -> None:
    """Not at the next full minute: nobody beats the time here."""
    live_stack.start("worker")
    fresh = Heartbeat.objects.filter(name__startswith="queue:")
    wait_until(lambda: fresh.count() == len(WORKERS["worker"]), what="the worker's first sign")
    assert {row.name for row in fresh} == {f"queue:{name}" for name in WORKERS["worker"]}


def test_a_part_that_is_away_makes_it_unready_without_an_error_page(
    client: Client, all_ready: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_now: object) -> str:
        raise ConnectionError("secret address")

    monkeypatch.setitem(health.CHECKS, "broker", away)
    status, body = parts(client)
    assert (status, body["parts"]["broker"]) == (503, "failed: ConnectionError")
    assert "secret" not in json.dumps(body)


@pytest.mark.django_db
def test_a_task_of_the_timetable_leaves_a_heartbeat_with_what_it_found() -> None:
    class Sweep:
        name = "notifications.tasks.sweep_messages"

    portal_celery.note_heartbeat(task=Sweep, state="FAILURE", retval=None)
    assert not Heartbeat.objects.exists()
    portal_celery.note_heartbeat(task=Sweep, state="SUCCESS", retval=4)
    assert Heartbeat.objects.get().found == 4


@pytest.mark.django_db
def test_the_number_of_the_request_is_in_the_header_and_on_the_error_page(client: Client) -> None:
    answer = client.get("/en/no-such-page/")
    number = answer["X-Request-ID"]
    assert answer.status_code == 404
    assert number
    assert number in answer.content.decode()
    assert client.get(reverse("home"))["X-Request-ID"] != number


@override_settings(ALLOWED_HOSTS=["portal.example"])
def test_a_wrong_host_is_a_calm_400(client: Client) -> None:
    assert client.get("/en/", HTTP_HOST="evil.example").status_code == 400


def test_health_checks_write_no_line_unless_they_fail() -> None:
    quiet = {"event": "request_finished", "request": "GET /readyz", "code": 200}
    with pytest.raises(structlog.DropEvent):
        drop_health_checks(logging.getLogger(), "info", quiet)
    loud = {**quiet, "code": 503}
    assert drop_health_checks(logging.getLogger(), "info", loud) == loud
