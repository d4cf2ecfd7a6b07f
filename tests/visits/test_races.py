"""Many at once, on real connections: nothing is booked twice, nobody is left without a sentence."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from applications.events import chain_problems
from applications.models import Application
from notifications.models import Message
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.applications import NOW
from tests.factories.visits import OpeningRuleFactory, at, booked, case_of, minutes, office_of
from visits import errors
from visits.enums import BookingState
from visits.models import Booking, HeldSeat, VisitTerms
from visits.services import visit_book, visit_cancel, visit_move

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 20
Step = Callable[[], Any]


def at_once(steps: Sequence[Step]) -> list[Any]:
    """Run every step on a pool of threads with connections of their own; the first ones together.

    A step's error is its result.
    """
    gate = Barrier(min(WORKERS, len(steps)))

    def act(numbered: tuple[int, Step]) -> Any:
        number, step = numbered
        try:
            if number < gate.parties:
                gate.wait(timeout=60)
            return step()
        except errors.VisitError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(gate.parties) as pool:
        return list(pool.map(act, enumerate(steps)))


def book(case: Application, hour: int, minute: int = 0) -> Any:
    return visit_book(
        application=case,
        office=office_of(),
        starts_at=at(hour, minute),
        actor=case.filed_by,
        now=NOW,
    )


def cases(count: int) -> list[Application]:
    """Cases of one company, all filed by the same person."""
    organisation = OrganisationFactory.create(verified=True)
    person: User = MembershipFactory.create(organisation=organisation).user
    return [case_of("submitted", organisation=organisation, filed_by=person) for _ in range(count)]


@pytest.mark.slow
def test_two_hundred_ask_for_twenty_places(transactional_db: None) -> None:
    """Ten times with two windows; everybody wants one of these, spread evenly."""
    OpeningRuleFactory.create(windows=2, minutes=12)
    VisitTerms.objects.create(office=office_of(), days_ahead=8)
    later = [(9 + n // 5, n % 5 * 12) for n in range(10)]
    wishes = [(case, *later[n % 10]) for n, case in enumerate(cases(200))]
    answers = at_once([partial(book, *wish) for wish in wishes])
    won = [answer for answer in answers if isinstance(answer, Booking)]
    lost = [answer for answer in answers if isinstance(answer, errors.SlotTaken)]
    assert (len(won), len(lost)) == (20, 180)
    rows = Booking.objects.filter(state=BookingState.BOOKED)
    assert rows.count() == 20
    assert max(Counter(rows.values_list("application", flat=True)).values()) == 1
    seats = Counter(rows.values_list("starts_at", "seat"))
    assert len(seats) == 20
    assert max(seats.values()) == 1
    for answer in lost:
        assert "Somebody else took this time a moment ago. The next free times:" in str(answer)
        assert len(answer.next_times) == 3
    for visit in won:
        case = visit.application
        assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []
    assert Message.objects.filter(event="visit_booked").count() == 40


def test_the_same_press_twenty_times_books_once(transactional_db: None) -> None:
    OpeningRuleFactory.create(windows=20)
    (case,) = cases(1)
    answers = at_once([lambda: book(case, 9)] * WORKERS)
    assert {answer.pk for answer in answers} == {Booking.objects.get().pk}
    assert case.events.filter(kind="visit_booked").count() == 1


def test_one_case_that_asks_for_six_times_at_once_gets_one(transactional_db: None) -> None:
    OpeningRuleFactory.create()
    (case,) = cases(1)
    wishes = [(9, 0), (9, 20), (9, 40), (10, 0), (10, 20), (10, 40)]
    answers = at_once([partial(book, case, *wish) for wish in wishes])
    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert sum(isinstance(answer, errors.AlreadyBooked) for answer in answers) == 5


def test_moves_into_one_place_from_many_sides(transactional_db: None) -> None:
    OpeningRuleFactory.create()
    found = cases(5)
    for number, case in enumerate(found):
        booked(at(9) + minutes(20 * number), application=case)

    def move(case: Application) -> Any:
        return visit_move(
            application=case,
            office=office_of(),
            starts_at=at(10, 40),
            actor=case.filed_by,
            now=NOW,
        )

    answers = at_once([partial(move, case) for case in found])
    assert sum(isinstance(answer, Booking) for answer in answers) == 1
    assert sum(isinstance(answer, errors.SlotTaken) for answer in answers) == 4
    assert Booking.objects.filter(starts_at=at(10, 40)).count() == 1
    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 5
    assert HeldSeat.objects.count() == 1


def test_two_who_swap_do_not_wait_for_each_other_forever(transactional_db: None) -> None:
    """Each wants the other's time: both are refused, since neither place was free."""
    OpeningRuleFactory.create()
    one, other = cases(2)
    booked(at(9), application=one)
    booked(at(10), application=other)

    def move(case: Application, hour: int) -> Any:
        return visit_move(
            application=case, office=office_of(), starts_at=at(hour), actor=case.filed_by, now=NOW
        )

    for _round in range(3):
        answers = at_once([lambda: move(one, 10), lambda: move(other, 9)])
        assert all(isinstance(answer, errors.SlotTaken) for answer in answers)


def test_book_cancel_and_book_again_in_a_storm(transactional_db: None) -> None:
    """Six cases book and cancel the one place over and over; it is never held twice."""
    OpeningRuleFactory.create(closes=time(9, 20))
    VisitTerms.objects.create(
        office=office_of(), release_min=0, release_max=0, changes_per_hour=100
    )
    found = cases(6)

    def round_of(case: Application) -> int:
        got = 0
        for _try in range(5):
            try:
                book(case, 9)
            except errors.SlotTaken:
                continue
            got += 1
            visit_cancel(application=case, actor=case.filed_by, now=NOW)
        return got

    answers = at_once([partial(round_of, case) for case in found])
    assert sum(answers) >= 1
    assert Booking.objects.count() == sum(answers)
    assert not Booking.objects.exclude(state=BookingState.CANCELLED).exists()
    for case in found:
        case.refresh_from_db()
        assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []


def test_cancelled_twenty_times_at_once_is_cancelled_once(transactional_db: None) -> None:
    OpeningRuleFactory.create()
    (case,) = cases(1)
    booked(application=case)
    answers = at_once(
        [lambda: visit_cancel(application=case, actor=case.filed_by, now=NOW)] * WORKERS
    )
    assert sum(answer is not None for answer in answers) == 1
    assert HeldSeat.objects.count() == 1
    assert case.events.filter(kind="visit_cancelled").count() == 1
