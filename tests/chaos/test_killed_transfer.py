"""A transfer is interrupted at every step: one owner, nothing lost, nothing twice.

Real processes are killed with SIGKILL while they stand before a table that they want to write to.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest
import time_machine

from accounts.enums import PostRole
from api.enums import DeliveryStatus
from api.models import WebhookDelivery
from applications.enums import EventKind, Status
from applications.models import Application, Event, Transfer
from notifications.enums import MessageEvent
from notifications.models import Message
from tests.api.test_webhooks import Receiver, running, work
from tests.factories.api import Caller
from tests.factories.applications import officer_at
from tests.factories.port_visa import NOW
from tests.factories.transfers import at_home, home_office, inviter_of, partner, port
from tests.support.doomed import begin, done, kill, killed_before
from tests.support.stack import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
# In the order in which a hand-over comes to them: the row, the log, the webhooks, the messages.
TABLES = (
    "applications_transfer",
    "applications_event",
    "api_webhookdelivery",
    "notifications_message",
)
LATE = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def case(transactional_db: None, settings: Any) -> Application:
    """A case at home, whose inviter's system is told of everything."""
    settings.PORTAL_DEMO = True
    found = at_home()
    inviter_of(found).post("webhooks/", {"url": "https://hooks.invalid/"})
    return found


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running() as found:
        yield found


def facts(case: Application) -> tuple[Any, ...]:
    row = Application.objects.get(pk=case.pk)
    return (
        (row.status, row.office_id, row.version, row.event_count, row.next_on, row.overdue_at),
        list(Transfer.objects.order_by("pk").values_list("key", "outcome")),
        Event.objects.filter(application=case).count(),
        Message.objects.count(),
        WebhookDelivery.objects.count(),
    )


def test_a_killed_hand_over_leaves_nothing_and_the_next_one_is_whole(
    case: Application, tmp_path: Path
) -> None:
    args = (case.pk, officer_at(home_office()).pk, NOW.isoformat())
    before = facts(case)
    for table in TABLES:
        killed_before(table, tmp_path, "send", *args)
        assert facts(case) == before, table
    done(begin(tmp_path, "send", *args))
    sent = facts(case)
    assert sent[0][:2] == (Status.SUBMITTED, port().pk)
    assert sent[1] == [("JS-1", "received")]
    assert (sent[2], sent[4]) == (before[2] + 1, before[4] + 1)
    done(begin(tmp_path, "send", *args))
    assert facts(case) == sent, "it is sent again, since its answer was lost"


def test_a_killed_return_leaves_nothing_and_the_next_one_is_whole(
    case: Application, tmp_path: Path
) -> None:
    done(begin(tmp_path, "send", case.pk, officer_at(home_office()).pk, NOW.isoformat()))
    args = (case.pk, officer_at(port()).pk, NOW.isoformat())
    before = facts(case)
    for table in TABLES:
        killed_before(table, tmp_path, "send_back", *args)
        assert facts(case) == before, table
    for _turn in range(2):
        done(begin(tmp_path, "send_back", *args))
    assert facts(case)[0][:2] == (Status.HOME_CHECK, home_office().pk)
    assert facts(case)[1] == [("JS-1", "returned"), ("SH-1", "received")]
    assert facts(case)[2] == before[2] + 1


def test_a_killed_sweep_gives_the_home_offices_alarms_once(
    case: Application, tmp_path: Path
) -> None:
    """The partner is silent: its supervisors, then both offices', are told once; it keeps it."""
    for office in (home_office(), port()):
        officer_at(office, PostRole.SUPERVISOR)
    before = facts(case)
    for table in ("applications_event", "notifications_message"):
        killed_before(table, tmp_path, "alarms", LATE.isoformat())
        assert facts(case) == before, table
    for _turn in range(2):
        done(begin(tmp_path, "alarms", LATE.isoformat()))
    kinds = Counter(Event.objects.filter(application=case).values_list("kind", flat=True))
    assert (kinds[EventKind.OVERDUE], kinds[EventKind.ESCALATED]) == (1, 1)
    late = Message.objects.filter(event=MessageEvent.HOME_CHECK_LATE_DESK)
    told = Counter(late.values_list("recipient", "channel", "key"))
    assert set(told.values()) == {1}
    told_at = set(late.values_list("recipient__posts__office", flat=True))
    assert told_at == {home_office().pk, port().pk}
    row = Application.objects.get(pk=case.pk)
    assert (row.status, row.office) == (Status.HOME_CHECK, home_office())


@pytest.fixture
def told(case: Application, receiver: Receiver) -> Caller:
    """The home office's system, which wants to be told."""
    home = partner()
    assert home.post("webhooks/", {"url": receiver.url}).status_code == 201
    return home


def transferred(home: Caller, case: Application) -> None:
    answer = home.post(f"transfers/{case.reference}/send/", If_Match="*")
    assert answer.status_code == 200, answer.content


def test_a_worker_that_is_killed_while_it_delivers_tells_it_once_more_with_the_same_number(
    told: Caller, case: Application, receiver: Receiver, tmp_path: Path
) -> None:
    transferred(told, case)
    row = WebhookDelivery.objects.get(endpoint__client=told.client)
    start, arrived, go_on = row.next_attempt_at, Signal(), Signal()

    def hold() -> None:
        arrived.set()
        go_on.wait(120)

    receiver.hold = hold
    process = begin(tmp_path, "deliver", row.pk, start.isoformat())
    wait_until(arrived.is_set, what="the receiver has it")
    kill(process)
    receiver.hold = None
    go_on.set()
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENDING, "its answer was heard by nobody"
    killed_before(
        "api_webhookattempt", tmp_path, "sweep", (start + timedelta(minutes=6)).isoformat()
    )
    row.refresh_from_db()
    assert row.status == DeliveryStatus.SENDING, "the sweep was killed, too"
    for minute in (7, 9, 11):
        work(start + timedelta(minutes=minute))
    row.refresh_from_db()
    assert (row.status, row.attempts) == (DeliveryStatus.DELIVERED, 2)
    assert receiver.taken() == [row.event_code] * 2, "the receiver leaves the second out by its id"


def test_a_receiver_that_fails_for_an_hour_of_hand_overs_misses_none(
    told: Caller, case: Application, receiver: Receiver, tmp_path: Path
) -> None:
    """To and fro while the partner's receiver is down: each event arrives once, one owner."""
    receiver.status = 503
    transferred(told, case)
    done(begin(tmp_path, "send_back", case.pk, officer_at(port()).pk, NOW.isoformat()))
    transferred(told, case)
    rows = WebhookDelivery.objects.filter(endpoint__client=told.client)
    start = max(row.next_attempt_at for row in rows)
    for minute in range(0, 60, 5):
        work(start + timedelta(minutes=minute))
    assert receiver.taken() == []
    receiver.status = 200
    for minute in range(60, 300, 10):
        work(start + timedelta(minutes=minute))
    assert sorted(receiver.taken()) == sorted(row.event_code for row in rows)
    assert rows.count() == 3
    assert {row.status for row in rows.all()} == {DeliveryStatus.DELIVERED}
    row = Application.objects.get(pk=case.pk)
    assert (row.status, row.office) == (Status.SUBMITTED, port())
    assert Transfer.objects.filter(application=case).count() == 3
