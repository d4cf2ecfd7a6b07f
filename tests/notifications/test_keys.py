"""A link that opens a door by itself is in the letter, and nowhere once the letter has left."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail

from notifications import services
from notifications.enums import MessageEvent, MessageStatus
from notifications.models import Message
from tests.factories.notifications import NOW
from tests.support.tasks import TaskBox

pytestmark = pytest.mark.django_db
TOKEN = "d0orK3y-of-43-signs"
Committed = Callable[[], AbstractContextManager[list[Any]]]


def enqueue(event: MessageEvent, language: str = "en", **facts: str) -> None:
    services.message_enqueue_address(
        event=event,
        key="7",
        address="anna@example.net",
        language=language,
        context={"organisation": "上海示例有限公司", "reference": "WR-3F7K-9A2M-T", **facts},
        now=NOW,
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("event", "facts"),
    [
        (MessageEvent.PERMIT_LINK, {"path": f"/permit-link/{TOKEN}/"}),
        (MessageEvent.INVITEE_LINK, {"path": f"/invited/open/{TOKEN}/"}),
        (MessageEvent.MEMBER_INVITED, {"link": f"https://portal.example/join/{TOKEN}/"}),
    ],
)
def test_the_key_leaves_with_the_letter(
    task_box: TaskBox,
    committed: Committed,
    event: MessageEvent,
    facts: dict[str, str],
    language: str,
) -> None:
    with committed():
        enqueue(event, language, **facts)
    waiting = Message.objects.get()
    assert TOKEN in str(waiting.context)  # needed until it is sent
    task_box.run()
    assert TOKEN in mail.outbox[0].body
    sent = Message.objects.get()
    assert sent.status == MessageStatus.SENT
    assert TOKEN not in f"{sent.context} {sent.body} {sent.subject} {sent.last_error}"
    assert "[…]" in sent.body  # that a link was sent stays
    assert "inbox" not in sent.body.split("[…]")[0]
    assert sent.subject


def test_a_letter_that_could_not_leave_keeps_its_key_for_the_next_attempt(
    task_box: TaskBox, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> None:
        raise ConnectionError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr(services, "_email", broken)
        with committed():
            enqueue(MessageEvent.PERMIT_LINK, path=f"/permit-link/{TOKEN}/")
        task_box.run()
    assert TOKEN in Message.objects.get().context["path"]


def test_other_messages_keep_their_way_back(task_box: TaskBox, committed: Committed) -> None:
    with committed():
        enqueue(MessageEvent.APPLICATION_RECEIVED, path="/applications/WR-3F7K-9A2M-T/")
    task_box.run()
    sent = Message.objects.get()
    assert sent.context["path"] == "/applications/WR-3F7K-9A2M-T/"
    assert "/applications/WR-3F7K-9A2M-T/" in sent.body
