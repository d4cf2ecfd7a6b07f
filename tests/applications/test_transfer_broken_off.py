"""A hand-over that is broken off at any of its statements: one owner, nothing lost, nothing twice."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import Error, connection

from accounts.models import User
from applications.models import Application, Transfer
from applications.services import transfer_return, transfer_send
from notifications.models import Message
from tests.factories.applications import NOW, ApplicationFactory, officer_at

pytestmark = pytest.mark.django_db(transaction=True)


class Lost:
    """Lets so many statements through, then loses the connection for good, as a killed process."""

    def __init__(self, statements: int) -> None:
        self.left = statements
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.seen += 1
        if self.left == 0:
            connection.connection.close()
        self.left -= 1
        return execute(*args)


def send(case: Application, actor: User) -> None:
    transfer_send(application=case, actor=actor, now=NOW, key="JS-1")


def send_back(case: Application, actor: User) -> None:
    transfer_return(application=case, reason="Who invites?", actor=actor, now=NOW, key="SH-1")


def facts(case: Application) -> tuple[Any, ...]:
    row = Application.objects.get(pk=case.pk)
    hand_overs = Transfer.objects.filter(application=case).order_by("pk")
    return (
        (row.status, row.office_id, row.version, row.event_count, row.next_on),
        list(hand_overs.values_list("key", "outcome")),
        row.events.count(),
        Message.objects.count(),
    )


def statements_of(act: Callable[..., None], case: Application, actor: User) -> int:
    counting = Lost(-1)
    with connection.execute_wrapper(counting):
        act(case, actor)
    return counting.seen


@pytest.mark.parametrize(("path", "act"), [("home_check", send), ("transferred", send_back)])
def test_broken_off_at_every_statement(path: str, act: Callable[..., None]) -> None:
    sample = ApplicationFactory(path=path)
    number = statements_of(act, sample, officer_at(sample.office))
    Transfer.objects.filter(application=sample).exclude(key__startswith="PV").update(key="other")
    case = ApplicationFactory(path=path)
    actor = officer_at(case.office)
    before = facts(case)
    assert number > 10
    for let_through in range(number):
        with suppress(Error), connection.execute_wrapper(Lost(let_through)):
            act(case, actor)
        connection.close()
        assert facts(case) == before, let_through
    act(case, actor)
    done = facts(case)
    act(case, actor)  # no answer was heard, so it is sent again
    assert facts(case) == done
    assert done[0][1] != before[0][1]
    assert done[2] == before[2] + 1
