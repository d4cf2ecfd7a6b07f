"""Messages in each state."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from notifications.enums import Channel, MessageEvent, MessageStatus
from notifications.models import Message
from tests.factories.accounts import UserFactory

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    class Params:
        inbox = factory.Trait(channel=Channel.INBOX)
        sent = factory.Trait(
            status=MessageStatus.SENT,
            sent_at=NOW,
            subject="We received your application",
            body="Hello.\n\n- one\n- two",
        )
        failed = factory.Trait(status=MessageStatus.FAILED, attempts=8, last_error="SMTP: no")
        sending = factory.Trait(status=MessageStatus.SENDING, attempts=1, claimed_at=NOW)

    event = MessageEvent.APPLICATION_RECEIVED
    key = factory.Sequence(lambda n: f"PV-{n}:1")
    channel = Channel.EMAIL
    recipient = factory.SubFactory(UserFactory)
    address = factory.LazyAttribute(lambda row: row.recipient.email)
    language = "en"
    context = factory.LazyFunction(lambda: {"reference": "PV7K-2MXA", "promise": "2026-03-05"})
    next_attempt_at = NOW
    created_at = NOW
