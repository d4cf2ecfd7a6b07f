"""The live stack itself: real processes on the test's database, and a killed worker loses nothing."""

import pytest
from django.utils import timezone

from notifications.enums import MessageEvent, MessageStatus
from notifications.models import Message, StoredLetter
from notifications.services import message_enqueue
from notifications.tasks import send_messages
from tests.factories.accounts import UserFactory
from tests.support.stack import Stack, wait_until


def queue_a_letter() -> None:
    message_enqueue(
        event=MessageEvent.APPLICATION_RECEIVED,
        key="PV-1:1",
        recipients=[UserFactory.create()],
        context={"reference": "PV-7K3M-4Q9X-C"},
        now=timezone.now(),
    )


@pytest.mark.slow
def test_a_worker_sends_what_was_queued_and_again_after_it_was_killed(live_stack: Stack) -> None:
    live_stack.start("worker")
    wait_until(lambda: "ready" in live_stack.log("worker"), what="worker ready")
    live_stack.kill("worker")
    queue_a_letter()
    pks = list(Message.objects.values_list("pk", flat=True))
    live_stack.send(send_messages, pks)
    live_stack.send(send_messages, pks)  # delivered twice, done once
    live_stack.start("worker")
    wait_until(
        lambda: Message.objects.filter(status=MessageStatus.SENT).count() == 2,
        what="both channels sent",
    )
    assert StoredLetter.objects.count() == 1


@pytest.mark.slow
def test_the_web_server_of_the_stack_serves_the_tests_database(live_stack: Stack) -> None:
    live_stack.start("web")
    assert live_stack.answers()
