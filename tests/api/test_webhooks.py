"""Events told to a real server that fails, recovers, lies or is not there."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from api.enums import DeliveryStatus
from api.errors import ClientError
from api.limits import Limits
from api.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from api.services.webhooks import webhook_deliver, webhook_replay, webhooks_sweep
from api.webhook_transport import Unreachable, allowed, post, target_of
from tests.factories.api import Caller, administrator
from tests.factories.port_visa import NOW
from tests.support.tasks import TaskBox


class Receiver:
    """A server that answers ``status`` and keeps what it took."""

    def __init__(self) -> None:
        self.status = 200
        self.hold: Callable[[], object] | None = None  # before it answers
        self.seen: list[tuple[dict[str, str], bytes, int]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.seen.append((dict(self.headers), body, receiver.status))
                if receiver.hold is not None:
                    receiver.hold()
                self.send_response(receiver.status)
                if receiver.status == 302:
                    self.send_header("Location", "http://169.254.169.254/latest/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook?x=1"

    def taken(self) -> list[str]:
        """Numbers of the events that were taken, in their order."""
        return [json.loads(body)["id"] for _headers, body, status in self.seen if status == 200]


@contextmanager
def running() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = Thread(target=receiver.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.server.shutdown()
        receiver.server.server_close()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as found:
        yield found


@pytest.fixture
def hooked(caller: Caller, receiver: Receiver) -> dict[str, Any]:
    """A client whose endpoint is the receiver, and an application that was submitted."""
    made = caller.post("webhooks/", {"url": receiver.url})
    assert made.status_code == 201, made.content
    caller.submit(caller.complete())
    found: dict[str, Any] = made.json()
    return found


def due(now: datetime) -> list[WebhookDelivery]:
    waiting = WebhookDelivery.objects.filter(
        status=DeliveryStatus.PENDING, next_attempt_at__lte=now
    )
    return list(waiting)


def work(now: datetime) -> None:
    """What the sweep and its tasks do at an instant."""
    webhooks_sweep(now=now)
    for row in due(now):
        webhook_deliver(delivery_id=str(row.pk), now=now)


def test_an_event_arrives_once_and_signed(hooked: dict[str, Any], receiver: Receiver) -> None:
    for _turn in range(3):
        work(NOW)
    [(headers, body, _status)] = receiver.seen
    told = json.loads(body)
    assert told["type"] == "application.status_changed"
    assert (told["data"]["status_before"], told["data"]["status"]) == ("draft", "submitted")
    assert headers["Portal-Event-Id"] == told["id"]
    assert "ERIKSSON" not in body.decode()
    stamp, mac = headers["Portal-Signature"].split(",")
    seconds = stamp.removeprefix("t=")
    assert int(seconds) == int(NOW.timestamp())
    signed = hmac.new(hooked["secret"].encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    assert mac == f"v1={signed.hexdigest()}"
    assert hooked["secret"] not in WebhookEndpoint.objects.get().secret


def test_a_receiver_that_fails_for_an_hour_loses_nothing_and_gets_nothing_twice(
    hooked: dict[str, Any], receiver: Receiver, caller: Caller
) -> None:
    receiver.status = 503
    for minute in range(60):
        if minute == 20:
            caller.submit(caller.complete())
        work(NOW + timedelta(minutes=minute))
    assert receiver.taken() == []
    receiver.status = 200
    for minute in range(60, 300):
        work(NOW + timedelta(minutes=minute))
    taken = receiver.taken()
    assert len(taken) == len(set(taken)) == 2
    assert WebhookDelivery.objects.filter(status=DeliveryStatus.DELIVERED).count() == 2
    assert len(receiver.seen) < 20, "it was not hammered while it was down"


def test_a_lost_worker_is_found_by_the_sweep(hooked: dict[str, Any], receiver: Receiver) -> None:
    row = WebhookDelivery.objects.get()
    WebhookDelivery.objects.update(status=DeliveryStatus.SENDING, claimed_at=NOW, attempts=1)
    webhooks_sweep(now=NOW + timedelta(minutes=1))
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENDING, "it may still be at work"
    work(NOW + timedelta(minutes=6))
    work(NOW + timedelta(minutes=8))
    assert len(receiver.taken()) == 1
    assert WebhookAttempt.objects.count() == 2


def test_a_lost_task_is_handed_over_again(
    hooked: dict[str, Any], receiver: Receiver, task_box: TaskBox, committed: Any
) -> None:
    with committed():
        assert webhooks_sweep(now=NOW) == 1
    task_box.run()
    assert len(receiver.taken()) == 1


def test_it_is_given_up_after_days_and_can_be_sent_again(
    hooked: dict[str, Any], receiver: Receiver
) -> None:
    receiver.status = 302
    now = NOW
    for _turn in range(Limits().webhook_attempts + 2):
        work(now)
        now += timedelta(hours=4)
    row = WebhookDelivery.objects.get()
    assert (row.status, row.attempts) == (DeliveryStatus.FAILED, Limits().webhook_attempts)
    assert now - NOW > timedelta(days=3)
    assert {one.status for one in row.log.all()} == {302}, "a redirect is not followed"
    with pytest.raises(ClientError):
        webhook_replay(delivery=row, actor=row.endpoint.client.user, now=now)
    receiver.status = 200
    webhook_replay(delivery=row, actor=administrator(), now=now)
    work(now)
    assert receiver.taken() == [row.event_code]


def test_who_is_not_there_is_logged(caller: Caller) -> None:
    with running() as receiver:
        caller.post("webhooks/", {"url": receiver.url})
    caller.submit(caller.complete())
    work(NOW)
    assert "refused" in WebhookAttempt.objects.get().error


def test_an_ended_webhook_is_told_nothing(
    hooked: dict[str, Any], receiver: Receiver, caller: Caller
) -> None:
    path = f"webhooks/{hooked['id']}/"
    log = caller.get(f"{path}deliveries/").json()["results"]
    assert [one["status"] for one in log] == ["pending"]
    rival = Caller()
    for method, where in (("GET", path), ("DELETE", path), ("GET", f"{path}deliveries/")):
        assert rival.call(method, where).status_code == 404
    assert rival.get("webhooks/").json() == []
    assert caller.get(path).json()["url"] == receiver.url
    assert caller.call("DELETE", path).status_code == 204
    assert caller.get(path).status_code == 404
    assert caller.get("webhooks/").json() == []
    work(NOW)
    caller.submit(caller.complete())
    assert receiver.seen == []
    assert WebhookDelivery.objects.count() == 1


def test_a_client_has_few_webhooks(caller: Caller) -> None:
    codes = [
        caller.post("webhooks/", {"url": f"https://hooks.example.org/{n}"}).status_code
        for n in range(6)
    ]
    assert codes == [201] * 5 + [422]


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "https://user@hooks.example.org/",
        "https:///nothing",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX: y",
        "https://höoks.example.org/",
        "//hooks.example.org",
        "",
    ],
)
def test_addresses_that_are_never_asked(settings: Any, url: str) -> None:
    settings.PORTAL_DEMO = False
    with pytest.raises(ValidationError):
        target_of(url)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("10.0.0.1", False),
        ("172.16.0.9", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_only_public_addresses_are_asked(settings: Any, address: str, good: bool) -> None:
    settings.PORTAL_DEMO = False
    assert allowed(address) == good


def test_a_name_that_leads_inside_is_not_followed(settings: Any) -> None:
    settings.PORTAL_DEMO = False
    with pytest.raises(Unreachable, match="not public"):
        post("https://localhost/", b"{}", {})
