"""The outbox: a row in the transaction of what happened, sent afterwards, retried, never twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Max, Min, QuerySet

from notifications.attachments import attachments_of
from notifications.enums import KEY_EVENTS, Channel, MessageEvent, MessageStatus
from notifications.errors import NotFailed
from notifications.models import Message
from notifications.rendering import Text, html_alternative, message_text, text_for
from notifications.rules import (
    LOST_AFTER,
    STUCK_AFTER,
    keyless_facts,
    next_attempt,
    safe_facts,
)
from notifications.typing import Recipient

BULK_SIZE = 2000  # rows a statement
TASK_SIZE = 20  # a bulk is many small tasks, so that one that is lost costs little


BOTH = (Channel.INBOX, Channel.EMAIL)


@dataclass(frozen=True)
class Letter:
    """What happened to one thing, and who is told.

    ``event`` chooses the template; ``key`` is what it happened to, e.g. reference and version of
    the case; ``recipients`` get it in the language of their account; ``context`` holds facts as
    plain JSON: strings, ISO dates, lists of strings.
    """

    event: MessageEvent
    key: str
    recipients: Iterable[Recipient]
    context: Mapping[str, Any]
    channels: Sequence[Channel] = BOTH

    def rows(self, now: datetime) -> list[Message]:
        """One message a recipient and channel."""
        facts = safe_facts(self.context)
        return [
            Message(
                event=self.event,
                key=self.key,
                channel=channel,
                recipient_id=recipient.pk,
                address=recipient.email,
                language=recipient.language,
                context=facts,
                next_attempt_at=now,
                created_at=now,
            )
            for recipient in self.recipients
            for channel in self.channels
        ]


@transaction.atomic
def message_enqueue(
    *,
    event: MessageEvent,
    key: str,
    recipients: Iterable[Recipient],
    context: Mapping[str, Any],
    now: datetime,
    channels: Sequence[Channel] = BOTH,
) -> None:
    """Queue one message a recipient and channel. Doing so again with the same key does nothing.

    The arguments are those of ``Letter``; ``now`` is the instant of what happened.
    """
    _insert(Letter(event, key, recipients, context, channels).rows(now))


@transaction.atomic
def messages_enqueue(*, letters: Iterable[Letter], now: datetime) -> None:
    """Queue many letters at once, in one statement. Doing so again does nothing.

    The broker gets one task, which hands the messages on: a change that concerns thousands of
    people must not keep the one who confirmed it waiting.
    """
    rows = [row for letter in letters for row in letter.rows(now)]
    if not rows:
        return
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BULK_SIZE)
    span = _waiting(rows).aggregate(first=Min("pk"), last=Max("pk"))
    if span["first"] is not None:
        from notifications.tasks import hand_over_messages

        hand_over_messages.delay_on_commit(span["first"], span["last"])  # type: ignore[attr-defined]


def messages_hand_over(*, first: int, last: int, now: datetime) -> int:
    """Hand the messages with these keys that are due to workers. Returns how many."""
    due = Message.objects.filter(
        pk__range=(first, last), status=MessageStatus.PENDING, next_attempt_at__lte=now
    )
    ids = list(due.order_by("pk").values_list("pk", flat=True))
    _hand_over(ids)
    return len(ids)


@transaction.atomic
def message_enqueue_address(
    *,
    event: MessageEvent,
    key: str,
    address: str,
    language: str,
    context: Mapping[str, Any],
    now: datetime,
) -> None:
    """Queue an e-mail to somebody who has no account yet. Idempotent by event, key and address."""
    _insert(
        [
            Message(
                event=event,
                key=key,
                channel=Channel.EMAIL,
                address=address.strip().lower(),
                language=language,
                context=safe_facts(context),
                next_attempt_at=now,
                created_at=now,
            )
        ]
    )


def _insert(rows: list[Message]) -> None:
    """Write the rows that are not there yet and, after the commit, hand them to workers."""
    if not rows:
        return
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    _hand_over([row.pk for row in _waiting(rows).order_by("pk").only("pk")])


def _waiting(rows: Sequence[Message]) -> QuerySet[Message]:
    """These rows as they stand in the outbox, as far as they wait to be sent."""
    return Message.objects.filter(
        event__in={row.event for row in rows},
        key__in={row.key for row in rows},
        address__in={row.address for row in rows},
        status=MessageStatus.PENDING,
    )


def _hand_over(ids: Sequence[int]) -> None:
    from notifications.tasks import send_messages

    for start in range(0, len(ids), TASK_SIZE):
        some = list(ids[start : start + TASK_SIZE])
        send_messages.delay_on_commit(some)  # type: ignore[attr-defined]


def message_send(*, message_id: int, now: datetime) -> bool:
    """Send one message, if it is due and nobody else is at it.

    The claim is committed before anything leaves, and the result after: a worker that dies in
    between leaves a row in "being sent" for the sweep. An e-mail's Message-ID is made from the row,
    so that a copy sent after such a crash is recognised as the same letter.

    Returns:
        Whether it was sent now.
    """
    message = _claim(message_id, now)
    if message is None:
        return False
    try:
        text = message_text(message)
        if message.channel == Channel.EMAIL:
            _email(message, text.subject, text.body)
    except Exception as error:
        _note_failure(message, error, now)
        return False
    Message.objects.filter(pk=message.pk).update(
        status=MessageStatus.SENT,
        subject=text.subject,
        sent_at=now,
        last_error="",
        **_kept(message, text),
    )
    return True


def _kept(message: Message, text: Text) -> dict[str, Any]:
    """What stays of a message that has left. A link that opens a door by itself does not stay."""
    if message.event not in KEY_EVENTS:
        return {"body": text.body}
    facts = keyless_facts(message.context)
    kept = text_for(
        event=message.event, language=message.language, facts=facts, channel=message.channel
    )
    return {"context": facts, "body": kept.body}


@transaction.atomic
def _claim(message_id: int, now: datetime) -> Message | None:
    message = (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk=message_id, status=MessageStatus.PENDING, next_attempt_at__lte=now)
        .first()
    )
    if message is None:
        return None
    message.status = MessageStatus.SENDING
    message.claimed_at = now
    message.attempts += 1
    message.save(update_fields=["status", "claimed_at", "attempts"])
    return message


def _email(message: Message, subject: str, body: str) -> None:
    letter = EmailMultiAlternatives(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        headers={
            "Message-ID": f"<message-{message.pk}@{settings.EMAIL_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": "zh-Hans" if message.language == "zh-hans" else "en",
        },
    )
    html = html_alternative(Text(subject, body), language=message.language)
    letter.attach_alternative(html, "text/html")
    for file in attachments_of(message.event, message.context):
        letter.attach(file.name, file.content, file.media_type)
    letter.send()


def _note_failure(message: Message, error: Exception, now: datetime) -> None:
    """Wait longer each time; after the last attempt the failure stays visible."""
    again = next_attempt(message.attempts, now)
    Message.objects.filter(pk=message.pk).update(
        status=MessageStatus.FAILED if again is None else MessageStatus.PENDING,
        next_attempt_at=again or now,
        last_error=f"{type(error).__name__}: {error}"[:1000],
    )


def messages_sweep(*, now: datetime, limit: int = 2000) -> int:
    """Find what a lost task or a dead worker left behind and hand it to workers again.

    Safe to run at any time, twice, or by two workers at once.

    Args:
        now: the instant to measure from.
        limit: most messages to take in one run; the next run takes more.

    Returns:
        How many were handed over.
    """
    with transaction.atomic():
        stuck = list(
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(status=MessageStatus.SENDING, claimed_at__lt=now - STUCK_AFTER)
            .order_by("pk")[:limit]
        )
        for message in stuck:
            _note_failure(message, TimeoutError("the worker was lost while sending"), now)
        due = (
            Message.objects.filter(status=MessageStatus.PENDING, next_attempt_at__lte=now)
            .exclude(attempts=0, created_at__gt=now - LOST_AFTER)  # its own task is on the way
            .order_by("next_attempt_at", "pk")
            .values_list("pk", flat=True)[:limit]
        )
        ids = list(due)
        _hand_over(ids)
    return len(ids)


@transaction.atomic
def message_retry(*, message: Message, actor: Recipient, now: datetime) -> Message:
    """Give a failed message a new set of attempts, at an officer's wish.

    Raises:
        NotFailed: it is not a failed one.
    """
    locked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if locked.status != MessageStatus.FAILED:
        raise NotFailed
    locked.status = MessageStatus.PENDING
    locked.attempts = 0
    locked.next_attempt_at = now
    locked.last_error = f"retried by {actor.email}; before: {locked.last_error}"[:1000]
    locked.save(update_fields=["status", "attempts", "next_attempt_at", "last_error"])
    _hand_over([locked.pk])
    return locked


def message_mark_read(*, message: Message, now: datetime) -> None:
    """Remember when the recipient first opened it."""
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=now)
