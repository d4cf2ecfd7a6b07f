"""Numbers: taken, called, called again, done, missed, given back; and who may do it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Authority, PostRole
from accounts.models import User
from centre import errors
from centre.enums import TicketState
from centre.models import CentreParameter, ServiceWindow, Ticket, TicketPurpose
from centre.queries import Queue, numbers_on
from centre.rules import Estimate, Outlook
from centre.services import (
    ticket_call_next,
    ticket_done,
    ticket_leave,
    ticket_missed,
    ticket_recall,
    ticket_take,
)
from offices.models import Office
from tests.factories.accounts import NOW, PostFactory
from tests.factories.centre import (
    ShiftFactory,
    WindowFactory,
    centre_office,
    centre_officer,
    purpose_of,
    served,
    took,
)

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # the third of March begins in Shanghai


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


def test_numbers_run_by_letter_and_day(window: ServiceWindow) -> None:
    labels = [took(letter).label for letter in "AABA"]
    assert labels == ["A001", "A002", "B001", "A003"]
    before = took(now=MIDNIGHT - minutes(1))
    after = took(now=MIDNIGHT)
    assert (before.label, after.label) == ("A004", "A001")
    assert [str(before.day), str(after.day)] == ["2026-03-02", "2026-03-03"]


def test_one_press_is_one_number(window: ServiceWindow) -> None:
    press = uuid4()
    first = took(press=press)
    assert took(press=press) == first
    assert Ticket.objects.count() == 1


def test_a_ticket_names_nobody_and_its_code_is_no_guess(window: ServiceWindow) -> None:
    codes = {took().code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 16 for code in codes)


def test_only_centres_and_served_purposes_give_numbers(window: ServiceWindow) -> None:
    airport = Office.objects.get(code="pvg-port-visa")
    who: dict[str, Any] = {"press": uuid4(), "source": "kiosk", "now": NOW}
    with pytest.raises(errors.PurposeClosed):
        ticket_take(office=airport, purpose=purpose_of(), **who)
    TicketPurpose.objects.filter(letter="A").update(active=False)
    with pytest.raises(errors.PurposeClosed):
        took("A")
    ServiceWindow.objects.update(active=False)
    with pytest.raises(errors.PurposeClosed):
        took("B")


def test_the_longest_waiting_is_called_across_midnight(
    windows: list[ServiceWindow], officer: User
) -> None:
    yesterday = took("B", now=MIDNIGHT - minutes(2))
    first_today = took("C", now=MIDNIGHT + minutes(1))
    called = ticket_call_next(window=windows[1], actor=officer, now=MIDNIGHT + minutes(2))
    assert called == first_today  # window 2 does not serve contracts
    called = ticket_call_next(window=windows[0], actor=officer, now=MIDNIGHT + minutes(2))
    assert (called, called.state, called.calls) == (yesterday, TicketState.CALLED, 1)
    assert (called.window, called.called_by) == (windows[0], officer)


def test_a_window_has_one_ticket(window: ServiceWindow, officer: User) -> None:
    took()
    took()
    first = ticket_call_next(window=window, actor=officer, now=NOW)
    with pytest.raises(errors.WindowBusy, match="A001"):
        ticket_call_next(window=window, actor=officer, now=NOW)
    second = Ticket.objects.get(state=TicketState.WAITING)
    facts = {"state": "called", "called_at": NOW, "called_by": officer, "calls": 1}
    with pytest.raises(IntegrityError, match="centre_window_one_ticket"), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(window=window, **facts)
    ticket_done(ticket=first, window=window, actor=officer, now=NOW + minutes(5))
    assert ticket_call_next(window=window, actor=officer, now=NOW + minutes(5)) == second
    ticket_done(ticket=second, window=window, actor=officer, now=NOW + minutes(9))
    with pytest.raises(errors.NobodyWaiting):
        ticket_call_next(window=window, actor=officer, now=NOW + minutes(9))


def test_done_twice_is_once_and_what_is_over_stays_over(
    windows: list[ServiceWindow], officer: User
) -> None:
    took()
    ticket = ticket_call_next(window=windows[0], actor=officer, now=NOW)
    who: dict[str, Any] = {"ticket": ticket, "actor": officer}
    with pytest.raises(errors.WrongState):
        ticket_done(**who, window=windows[1], now=NOW)
    done = ticket_done(**who, window=windows[0], now=NOW + minutes(3))
    again = ticket_done(**who, window=windows[0], now=NOW + minutes(4))
    assert again.ended_at == done.ended_at == NOW + minutes(3)
    for step in (ticket_missed, ticket_recall):
        with pytest.raises(errors.WrongState, match="A001"):
            step(**who, window=windows[0], now=NOW + minutes(5))


def test_called_again_at_the_window_and_after_it_was_missed(
    windows: list[ServiceWindow], officer: User
) -> None:
    took()
    took("C")
    who: dict[str, Any] = {"actor": officer}
    ticket = ticket_call_next(window=windows[0], now=NOW, **who)
    again = ticket_recall(ticket=ticket, window=windows[0], now=NOW + minutes(2), **who)
    assert (again.calls, again.first_called_at, again.called_at) == (2, NOW, NOW + minutes(2))
    missed = ticket_missed(ticket=ticket, window=windows[0], now=NOW + minutes(4), **who)
    assert missed.state == TicketState.MISSED
    other = ticket_call_next(window=windows[1], now=NOW + minutes(5), **who)
    with pytest.raises(errors.WindowBusy):
        ticket_recall(ticket=ticket, window=windows[1], now=NOW + minutes(6), **who)
    ticket_done(ticket=other, window=windows[1], now=NOW + minutes(6), **who)
    back = ticket_recall(ticket=ticket, window=windows[1], now=NOW + minutes(7), **who)
    assert (back.state, back.window, back.ended_at) == (TicketState.CALLED, windows[1], None)


@pytest.mark.parametrize(("after", "possible"), [(120, True), (121, False)])
def test_a_missed_number_can_be_called_for_a_while(
    window: ServiceWindow, officer: User, after: int, possible: bool
) -> None:
    took()
    who: dict[str, Any] = {"window": window, "actor": officer}
    ticket = ticket_call_next(**who, now=NOW)
    ticket_missed(ticket=ticket, **who, now=NOW)
    if possible:
        ticket_recall(ticket=ticket, **who, now=NOW + minutes(after))
    else:
        with pytest.raises(errors.WrongState):
            ticket_recall(ticket=ticket, **who, now=NOW + minutes(after))


def test_a_place_can_be_given_back_while_it_waits(window: ServiceWindow, officer: User) -> None:
    first, second = took(), took()
    left = ticket_leave(ticket=first, now=NOW + minutes(1))
    assert ticket_leave(ticket=first, now=NOW + minutes(2)).ended_at == left.ended_at
    assert ticket_call_next(window=window, actor=officer, now=NOW + minutes(3)) == second
    with pytest.raises(errors.WrongState):
        ticket_leave(ticket=second, now=NOW + minutes(3))


def test_nobody_calls_where_no_shift_works(windows: list[ServiceWindow], officer: User) -> None:
    unstaffed = WindowFactory.create(number=9)
    took()
    with pytest.raises(errors.WindowClosed):
        ticket_call_next(window=unstaffed, actor=officer, now=NOW)


def test_only_this_centres_reviewers_call(window: ServiceWindow) -> None:
    took()
    people = [
        PostFactory.create(office=Office.objects.get(code="pvg-port-visa")).officer,
        centre_officer(PostRole.ADMINISTRATOR),
        centre_officer(PostRole.PORT_OFFICER),
        PostFactory.create(office=centre_office(), authority=Authority.WORK_PERMIT).officer,
    ]
    for person in people:
        with pytest.raises(errors.NotPermitted):
            ticket_call_next(window=window, actor=person, now=NOW)
    assert ticket_call_next(window=window, actor=centre_officer(PostRole.SUPERVISOR), now=NOW)


def test_the_queue_knows_place_and_wait(windows: list[ServiceWindow], officer: User) -> None:
    served(windows[0], officer, 10, 10, 10)
    contract, travel, second = took("B"), took("C", now=NOW + minutes(1)), took("B", now=NOW)
    ticket_call_next(window=windows[0], actor=officer, now=NOW + minutes(2))
    queue = Queue(centre_office(), NOW + minutes(2))
    assert [t.label for t in queue.waiting] == [second.label, travel.label]
    assert [t.pk for t in queue.before(travel.purpose_id, travel)] == [second.pk]
    assert queue.before(second.purpose_id, second) == []
    assert queue.estimate(contract.purpose_id).outlook == Outlook.UNKNOWN
    # window 2 is free and serves advice: the one who waits for a contract is not its business,
    # but window 1 could call either, so both count
    assert queue.estimate(purpose_of("D").pk).outlook == Outlook.UNKNOWN
    assert queue.estimate(purpose_of("A").pk) == Estimate(Outlook.UNKNOWN)
    later = Queue(centre_office(), NOW + timedelta(hours=4))
    assert later.took == {}


def test_waiting_is_measured_over_the_hours_in_force(window: ServiceWindow, officer: User) -> None:
    served(window, officer, 10, 12, 14)
    took()
    ticket_call_next(window=window, actor=officer, now=NOW)
    took()
    found = Queue(centre_office(), NOW).estimate(purpose_of().pk)
    assert found == Estimate(Outlook.MINUTES, 10, 20)
    today = NOW.date()
    CentreParameter.objects.create(
        code="estimate_least", value=4, legal_basis="Local configuration", valid_from=today
    )
    tomorrow = today + timedelta(days=1)
    CentreParameter.objects.create(
        code="estimate_hours", value=1, legal_basis="Local configuration", valid_from=tomorrow
    )
    assert Queue(centre_office(), NOW).estimate(purpose_of().pk).outlook == Outlook.UNKNOWN
    assert numbers_on(today).estimate_hours == 3
    assert numbers_on(tomorrow).estimate_hours == 1


def test_without_shifts_the_purpose_is_closed(officer: User) -> None:
    WindowFactory.create(number=1)
    assert Queue(centre_office(), NOW).estimate(purpose_of().pk).outlook == Outlook.CLOSED
    ShiftFactory.create(valid_from=NOW.date() + timedelta(days=1))
    assert Queue(centre_office(), NOW).estimate(purpose_of().pk).outlook == Outlook.CLOSED
