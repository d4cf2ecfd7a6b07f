"""The outbox: what queueing and sending cost, and that both grow in step with their number."""

import time
from datetime import UTC, datetime

from accounts.models import User
from benchmarks.registry import Measured, Ratio, Result, benchmark
from notifications.enums import MessageEvent
from notifications.models import Message
from notifications.services import message_enqueue, message_send

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def _enqueue(users: list[User], key: str) -> float:
    started = time.perf_counter()
    message_enqueue(
        event=MessageEvent.APPLICATION_RECEIVED,
        key=key,
        recipients=users,
        context={"reference": "PV-7K3M-4Q9X-C", "promise": "2026-03-05"},
        now=NOW,
    )
    return time.perf_counter() - started


@benchmark("outbox: queue and send")
def outbox() -> Measured:
    """Messages to 100 and to 1,000 people."""
    users = User.objects.bulk_create(User(email=f"p{n}@example.org") for n in range(1000))
    few = _enqueue(users[:100], "few")
    many = _enqueue(users, "many")
    yield Result("queue, 100 people", few, 200)
    yield Result("queue, 1,000 people", many, 2000)
    yield Ratio("queue: cost each, 1,000 ÷ 100 people", (many / 2000) / (few / 200), at_most=1.5)
    ids = list(Message.objects.order_by("pk").values_list("pk", flat=True)[:400])
    started = time.perf_counter()
    sent = sum(message_send(message_id=pk, now=NOW) for pk in ids)
    yield Result("render and send", time.perf_counter() - started, sent)
