"""Many windows and many hands at once, on real connections."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from centre import errors
from centre.enums import TicketState
from centre.models import Ticket
from centre.services import ticket_call_next, ticket_leave
from tests.factories.accounts import NOW
from tests.factories.centre import ShiftFactory, WindowFactory, centre_officer, took

pytestmark = pytest.mark.django_db(transaction=True)
Step = Callable[[], Any]


def at_once(steps: Sequence[Step]) -> list[Any]:
    """Run the steps on threads with connections of their own; an error is a result."""
    gate = Barrier(len(steps))

    def act(step: Step) -> Any:
        try:
            gate.wait(timeout=60)
            return step()
        except errors.CentreError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(act, steps))


def test_no_ticket_is_called_twice() -> None:
    windows = [WindowFactory.create(number=n) for n in range(1, 13)]
    ShiftFactory.create()
    officer = centre_officer()
    taken = [took() for _ in range(8)]
    call = [partial(ticket_call_next, window=w, actor=officer, now=NOW) for w in windows]
    found = at_once(call)
    called = [result for result in found if isinstance(result, Ticket)]
    assert sorted(ticket.pk for ticket in called) == sorted(ticket.pk for ticket in taken)
    refused = [result for result in found if not isinstance(result, Ticket)]
    assert len(refused) == 4
    assert all(isinstance(result, errors.NobodyWaiting) for result in refused)
    rows = Ticket.objects.filter(state=TicketState.CALLED)
    assert Counter(row.calls for row in rows) == {1: 8}
    assert len({row.window_id for row in rows}) == 8


def test_two_presses_at_one_window_call_one() -> None:
    window = WindowFactory.create(number=1)
    ShiftFactory.create()
    officer = centre_officer()
    for _ in range(3):
        took()
    call = partial(ticket_call_next, window=window, actor=officer, now=NOW)
    found = at_once([call] * 6)
    assert sum(isinstance(result, Ticket) for result in found) == 1
    assert sum(isinstance(result, errors.WindowBusy) for result in found) == 5
    assert Ticket.objects.filter(state=TicketState.CALLED).count() == 1


def test_numbers_taken_together_differ_and_a_double_press_is_one() -> None:
    WindowFactory.create(number=1)
    press = uuid4()
    steps: list[Step] = [partial(took, "A") for _ in range(10)]
    steps += [partial(took, "A", press=press) for _ in range(4)]
    found = at_once(steps)
    assert all(isinstance(result, Ticket) for result in found)
    assert sorted(Ticket.objects.values_list("number", flat=True)) == list(range(1, 12))


def test_leaving_and_being_called_at_the_same_moment_has_one_end() -> None:
    window = WindowFactory.create(number=1)
    ShiftFactory.create()
    officer = centre_officer()
    ticket = took()
    at_once(
        [
            partial(ticket_call_next, window=window, actor=officer, now=NOW),
            partial(ticket_leave, ticket=ticket, now=NOW),
        ]
    )
    ticket.refresh_from_db()
    assert (ticket.state == TicketState.CALLED) == (ticket.window is not None)
    assert ticket.state in (TicketState.CALLED, TicketState.LEFT)
