"""The receiver for developers takes a real delivery, and believes nothing that is not signed."""

import inspect
import io
import re
from datetime import timedelta
from threading import Event as Flag
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from api.management.commands.api_schema import BASE_DIR
from api.models import WebhookDelivery
from api.services.webhooks import webhook_deliver, webhook_replay
from api.webhook_listening import LARGEST
from api.webhook_signing import HEADER, secret_new, signature, signature_check
from api.webhook_transport import post
from tests.factories.api import Caller, administrator
from tests.factories.port_visa import NOW

BODY = b'{"id": "evt_1", "type": "application.status_changed"}'
WAIT = 30  # seconds until a test gives up


class Said(io.StringIO):
    """What the command prints, and a flag once it listens."""

    def __init__(self) -> None:
        super().__init__()
        self.listens = Flag()

    def write(self, text: str) -> int:
        done = super().write(text)
        if "Listening on" in text:
            self.listens.set()
        return done

    @property
    def url(self) -> str:
        assert self.listens.wait(WAIT)
        found = re.search(r"http://\S+/", self.getvalue())
        assert found
        return found.group()


class Running:
    """The command in a thread of its own, until it took ``times`` deliveries."""

    def __init__(self, secret: str, times: int) -> None:
        self.said = Said()
        self.thread = Thread(
            target=call_command,
            args=("webhook_listen", "0"),
            kwargs={"secret": secret, "times": times, "stdout": self.said},
            daemon=True,
        )
        self.thread.start()

    def done(self) -> str:
        """Everything that it printed, after it ended by itself."""
        self.thread.join(WAIT)
        assert not self.thread.is_alive()
        return self.said.getvalue()


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.PORTAL_DEMO = True


def test_a_real_delivery_is_believed_and_shown(caller: Caller) -> None:
    """The secret is known only after the address, so the address is registered twice."""
    first = Running(secret_new(), times=1)
    endpoint = caller.post("webhooks/", {"url": first.said.url}).json()
    caller.submit(caller.complete())
    row = WebhookDelivery.objects.get()
    assert webhook_deliver(delivery_id=str(row.pk), now=NOW) is False, "another secret: 400"
    assert "NOT believed: it was signed with another secret" in first.done()

    second = Running(endpoint["secret"], times=2)
    row.endpoint.url = second.said.url
    row.endpoint.save(update_fields=["url"])
    later = NOW + timedelta(minutes=4)  # the listener's clock says NOW
    assert webhook_deliver(delivery_id=str(row.pk), now=later) is True
    webhook_replay(delivery=row, actor=administrator(), now=later)
    assert webhook_deliver(delivery_id=str(row.pk), now=later) is True
    told = second.done()
    assert told.count(row.event_code) == 4, "twice as a title, twice in the body"
    assert f"{row.event_code} (again: leave it out)" in told
    assert '"status": "submitted"' in told
    assert "ERIKSSON" not in told


@pytest.mark.parametrize(
    ("body", "header", "status", "sentence"),
    [
        (BODY, "", 400, "names no time"),
        (BODY, "t=now,v1=00", 400, "names no time"),
        (BODY, "t=" + "9" * 5000, 400, "names no time"),
        (BODY + b" ", None, 400, "another secret, or changed"),
        (b"[]", "own", 400, "no event"),
        (b"\xff", "own", 400, "no event"),
        (b"x" * (LARGEST + 1), "own", 413, ""),
    ],
)
def test_what_is_not_believed(body: bytes, header: str | None, status: int, sentence: str) -> None:
    secret = secret_new()
    running = Running(secret, times=1)
    now = timezone.now()
    signed = signature(secret, body if header == "own" else BODY, now)
    sent = header if header not in (None, "own") else signed
    assert post(running.said.url, body, {HEADER: str(sent)}) == status
    if status == 413:  # it goes on waiting for one that it can read
        assert post(running.said.url, BODY, {HEADER: signature(secret, BODY, now)}) == 204
    assert sentence in running.done()


def test_an_old_letter_that_is_sent_again_shows_its_age() -> None:
    secret, now = secret_new(), timezone.now()
    header = signature(secret, BODY, now)
    seconds = int(now.timestamp())
    assert signature_check(secret, BODY, header, seconds + 299) == ""
    assert "five minutes" in signature_check(secret, BODY, header, seconds + 301)
    assert "five minutes" in signature_check(secret, BODY, header, seconds - 301)
    assert signature_check(secret, BODY, f"v0=old,{header}", seconds) == ""


def test_only_the_demonstration_and_with_a_secret(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBHOOK_SECRET", raising=False)
    with pytest.raises(CommandError, match="Give the secret"):
        call_command("webhook_listen", "0")
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("webhook_listen", "70000", secret="x")
    settings.PORTAL_DEMO = False
    with pytest.raises(CommandError, match="Only the demonstration"):
        call_command("webhook_listen", "0", secret="x")


def test_the_document_prints_the_check_that_runs() -> None:
    text = (BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    assert f"```python\n{inspect.getsource(signature_check)}```" in text
    assert "manage.py webhook_listen 9000" in text
