"""The outbox: once, whoever asks how often; retried; visible when it fails; swept when lost."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connections, transaction

from notifications import services
from notifications.enums import Channel, MessageEvent, MessageStatus
from notifications.errors import NotFailed
from notifications.models import Message
from notifications.rules import ATTEMPTS, LOST_AFTER, STUCK_AFTER
from tests.factories.accounts import UserFactory
from tests.factories.notifications import NOW, MessageFactory
from tests.support.tasks import TaskBox

Committed = Callable[[], AbstractContextManager[list[Any]]]
FACTS = {"reference": "PV7K-2MXA", "promise": "2026-03-05", "passport_number": "L898902C3"}


def enqueue(*recipients: Any, key: str = "PV7K-2MXA:1") -> None:
    services.message_enqueue(
        event=MessageEvent.APPLICATION_RECEIVED,
        key=key,
        recipients=recipients,
        context=FACTS,
        now=NOW,
    )


@pytest.mark.django_db
def test_each_recipient_gets_each_channel_once_in_their_language(
    task_box: TaskBox, committed: Committed
) -> None:
    english, chinese = UserFactory.create(), UserFactory.create(language="zh-hans")
    with committed():
        enqueue(english, chinese)
        enqueue(english, chinese)
    assert Message.objects.count() == 4
    task_box.run()
    subjects = {message.recipients()[0]: message.subject for message in mail.outbox}
    assert subjects == {
        english.email: "We received your application PV7K-2MXA",
        chinese.email: "已收到您的申请 PV7K-2MXA",
    }
    inbox = Message.objects.filter(channel=Channel.INBOX, status=MessageStatus.SENT)
    assert inbox.count() == 2


@pytest.mark.django_db
def test_a_letter_carries_no_passport_number_and_has_plain_text_and_html(
    task_box: TaskBox, committed: Committed
) -> None:
    with committed():
        enqueue(UserFactory.create())
    task_box.run()
    letter = mail.outbox[0]
    assert "L898902C3" not in str(letter.message())
    assert "L898902C3" not in str(Message.objects.values_list("context", flat=True))
    assert isinstance(letter, EmailMultiAlternatives)
    assert [content_type for _body, content_type in letter.alternatives] == ["text/html"]
    row = Message.objects.get(channel=Channel.EMAIL)
    assert letter.extra_headers["Message-ID"].startswith(f"<message-{row.pk}@")


@pytest.mark.django_db
def test_nothing_is_sent_when_the_transaction_fails(task_box: TaskBox) -> None:
    user = UserFactory.create()
    with transaction.atomic():
        enqueue(user)
        transaction.set_rollback(True)
    assert task_box.sent == []
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_bulk_is_many_small_tasks(task_box: TaskBox, committed: Committed) -> None:
    with committed():
        enqueue(*UserFactory.create_batch(25))
    assert [len(sent.args[0]) for sent in task_box.sent] == [20, 20, 10]


@pytest.mark.django_db
def test_a_person_without_an_account_gets_an_email_only(
    task_box: TaskBox, committed: Committed
) -> None:
    for _twice in range(2):
        with committed():
            services.message_enqueue_address(
                event=MessageEvent.MEMBER_INVITED,
                key="invitation:7",
                address=" New.Colleague@Example.org ",
                language="zh-hans",
                context={"organisation": "上海示例有限公司", "path": "/join/7/"},
                now=NOW,
            )
    task_box.run()
    assert [letter.to for letter in mail.outbox] == [["new.colleague@example.org"]]
    assert "/zh-hans/join/7/" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_failure_waits_longer_each_time_and_stays_visible_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message = MessageFactory.create()
    monkeypatch.setattr(services, "_email", refuse)
    now, waits = NOW, []
    for _attempt in range(ATTEMPTS):
        assert not services.message_send(message_id=message.pk, now=now)
        message.refresh_from_db()
        waits.append(message.next_attempt_at - now)
        assert not services.message_send(message_id=message.pk, now=now), "not before its time"
        now = message.next_attempt_at
    assert waits[:-1] == sorted(waits[:-1])
    assert message.status == MessageStatus.FAILED
    assert message.last_error == "OSError: the post office is closed"


def refuse(*_args: Any) -> None:
    raise OSError("the post office is closed")


@pytest.mark.django_db
def test_a_text_that_cannot_be_drawn_fails_the_message_not_the_worker() -> None:
    message = MessageFactory.create(event="no_such_event")
    assert not services.message_send(message_id=message.pk, now=NOW)
    message.refresh_from_db()
    assert message.last_error.startswith("TemplateDoesNotExist")


@pytest.mark.django_db
def test_the_sweep_finds_what_a_lost_task_left(task_box: TaskBox, committed: Committed) -> None:
    lost = MessageFactory.create()
    MessageFactory.create(next_attempt_at=NOW + timedelta(hours=1), attempts=1)
    later = NOW + LOST_AFTER + timedelta(seconds=1)
    fresh = MessageFactory.create(created_at=later)
    with committed():
        assert services.messages_sweep(now=later) == 1
    assert task_box.sent[0].args == ([lost.pk],)
    assert fresh.pk not in task_box.sent[0].args[0]


@pytest.mark.django_db
def test_the_sweep_frees_what_a_dead_worker_held(task_box: TaskBox, committed: Committed) -> None:
    held = MessageFactory.create(sending=True)
    with committed():
        services.messages_sweep(now=NOW + STUCK_AFTER)
    held.refresh_from_db()
    assert held.status == MessageStatus.SENDING, "not stuck yet"
    later = NOW + STUCK_AFTER + timedelta(seconds=1)
    services.messages_sweep(now=later)
    held.refresh_from_db()
    assert held.status == MessageStatus.PENDING
    assert services.message_send(message_id=held.pk, now=held.next_attempt_at)
    assert not services.message_send(message_id=held.pk, now=held.next_attempt_at)


@pytest.mark.django_db
def test_retry_is_for_failed_messages_only(task_box: TaskBox, committed: Committed) -> None:
    officer = UserFactory.create(officer=True)
    failed, sent = MessageFactory.create(failed=True), MessageFactory.create(sent=True)
    with committed():
        services.message_retry(message=failed, actor=officer, now=NOW)
    task_box.run()
    failed.refresh_from_db()
    assert failed.status == MessageStatus.SENT
    with pytest.raises(NotFailed, match="has not failed"):
        services.message_retry(message=sent, actor=officer, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_five_workers_at_once_send_one_letter() -> None:
    message = MessageFactory.create()
    barrier = threading.Barrier(5)
    results: list[bool] = []

    def work() -> None:
        barrier.wait()
        try:
            results.append(services.message_send(message_id=message.pk, now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, False, True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_fail_the_request_and_the_sweep_sends_later(
    task_box: TaskBox, caplog: pytest.LogCaptureFixture
) -> None:
    task_box.refuse = OSError("no broker")
    enqueue(UserFactory.create())
    assert "no broker" in caplog.text
    assert Message.objects.filter(status=MessageStatus.PENDING).count() == 2
    task_box.refuse = None
    services.messages_sweep(now=NOW + LOST_AFTER + timedelta(seconds=1))
    task_box.run()
    assert Message.objects.filter(status=MessageStatus.SENT).count() == 2


def letters(*recipients: Any, count: int) -> list[services.Letter]:
    return [
        services.Letter(MessageEvent.APPLICATION_RECEIVED, f"PV-{number}:1", recipients, FACTS)
        for number in range(count)
    ]


@pytest.mark.django_db
def test_many_letters_are_queued_by_few_statements_and_one_task_and_once(
    task_box: TaskBox,
    committed: Committed,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]],
) -> None:
    people = UserFactory.create_batch(2)
    with committed(), django_assert_max_num_queries(6):
        services.messages_enqueue(letters=letters(*people, count=30), now=NOW)
    with committed():
        services.messages_enqueue(letters=letters(*people, count=30), now=NOW)
        services.messages_enqueue(letters=[], now=NOW)
    assert Message.objects.count() == 120
    assert "passport_number" not in Message.objects.all()[0].context
    assert task_box.names == ["notifications.tasks.hand_over_messages"] * 2
    with committed():
        task_box.run()
    task_box.run()
    assert set(Message.objects.values_list("status", flat=True)) == {MessageStatus.SENT}
    assert len(mail.outbox) == 60
    with committed():
        services.messages_enqueue(letters=letters(*people, count=30), now=NOW)
    assert task_box.names == [], "all were sent: there is nothing to hand over"


@pytest.mark.django_db
def test_what_was_queued_in_bulk_and_never_handed_over_is_swept(
    task_box: TaskBox, committed: Committed
) -> None:
    with committed():
        services.messages_enqueue(letters=letters(UserFactory.create(), count=3), now=NOW)
    task_box.sent.clear()
    with committed():
        assert services.messages_sweep(now=NOW + LOST_AFTER * 2) == 6
    task_box.run()
    assert len(mail.outbox) == 3
