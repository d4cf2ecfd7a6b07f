"""At the window: who may, in which order, what is written; and what happens by itself."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from accounts.enums import Authority, PostRole
from accounts.models import User
from applications.enums import EventKind
from applications.models import Application
from notifications.models import Message
from tests.factories.accounts import MembershipFactory, PostFactory
from tests.factories.applications import NOW, case_take, last_event
from tests.factories.visits import at, booked, case_of, minutes, office_of
from visits import errors
from visits.enums import BookingState
from visits.models import Booking, HeldSeat, OpeningRule, VisitTerms
from visits.permissions import can_serve
from visits.queries import visit_complete, visits_served_by
from visits.services import (
    reminders_give,
    visit_check_in,
    visit_missed,
    visit_move,
    visit_record,
    visits_close,
    visits_missed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db: None) -> User:
    person: User = PostFactory.create(office=office_of()).officer
    return person


@pytest.fixture
def visit(rule: OpeningRule) -> Booking:
    return booked()


def record(visit: Booking, officer: User, **values: Any) -> Booking:
    facts: dict[str, Any] = {"identity_checked": True, "fingerprints": "taken", **values}
    return visit_record(booking=visit, actor=officer, now=at(9, 10), **facts)


def test_a_visit_goes_its_way(visit: Booking, officer: User) -> None:
    arrived = visit_check_in(booking=visit, actor=officer, now=at(8, 55))
    assert (arrived.state, arrived.arrived_at) == (BookingState.ARRIVED, at(8, 55))
    assert last_event(visit.application).kind == EventKind.VISIT_ARRIVED
    assert not visit_complete(visit.application)
    done = record(visit, officer)
    assert (done.state, done.recorded_by) == (BookingState.DONE, officer)
    assert last_event(visit.application).data["fingerprints"] == "taken"
    assert visit_complete(visit.application)


def test_checked_in_twice_is_once(visit: Booking, officer: User) -> None:
    first = visit_check_in(booking=visit, actor=officer, now=at(8, 55))
    again = visit_check_in(booking=visit, actor=officer, now=at(8, 56))
    assert again.arrived_at == first.arrived_at
    assert visit.application.events.filter(kind=EventKind.VISIT_ARRIVED).count() == 1


@pytest.mark.parametrize("now", [at(9, day=date(2026, 3, 2)), at(9, day=date(2026, 3, 4))])
def test_another_day_is_not_checked_in(visit: Booking, officer: User, now: datetime) -> None:
    with pytest.raises(errors.WrongState):
        visit_check_in(booking=visit, actor=officer, now=now)


@pytest.mark.parametrize("step", [visit_check_in, visit_missed])
def test_only_this_window(visit: Booking, step: Any) -> None:
    elsewhere = PostFactory.create(office=office_of("branch-qingpu")).officer
    work_permit = PostFactory.create(office=office_of(), authority=Authority.WORK_PERMIT).officer
    administrator = PostFactory.create(office=office_of(), role=PostRole.ADMINISTRATOR).officer
    for person in (elsewhere, work_permit, administrator, visit.application.filed_by):
        with pytest.raises(errors.NotPermitted), transaction.atomic():
            step(booking=visit, actor=person, now=at(9))
        assert visit not in visits_served_by(person)


def test_nobody_serves_themselves(visit: Booking, officer: User) -> None:
    Application.objects.filter(pk=visit.application_id).update(person=officer)
    assert visit not in visits_served_by(officer)
    with pytest.raises(errors.NotPermitted):
        visit_check_in(booking=visit, actor=officer, now=at(9))


def test_nobody_serves_their_own_company(visit: Booking, officer: User) -> None:
    assert can_serve(officer, visit)
    assert visit in visits_served_by(officer)
    MembershipFactory.create(user=officer, organisation=visit.application.organisation)
    assert not can_serve(officer, visit)
    assert visit not in visits_served_by(officer)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"fingerprints": "perhaps"}, "fingerprints"),
        ({"fingerprints": "exempt"}, "note"),
        ({"fingerprints": "repeat", "note": "  "}, "note"),
        ({"identity_checked": False}, "note"),
    ],
)
def test_an_outcome_says_enough(
    visit: Booking, officer: User, values: dict[str, Any], field: str
) -> None:
    visit_check_in(booking=visit, actor=officer, now=at(9))
    with pytest.raises(errors.OutcomeIncomplete) as caught:
        record(visit, officer, **values)
    assert field in caught.value.error_dict


@pytest.mark.parametrize(
    ("values", "complete"),
    [
        ({"fingerprints": "exempt", "note": "Under 14."}, True),
        ({"fingerprints": "repeat", "note": "The reader failed."}, False),
        ({"identity_checked": False, "note": "Another passport."}, False),
    ],
)
def test_what_still_waits_after_a_visit(
    visit: Booking, officer: User, values: dict[str, Any], complete: bool
) -> None:
    visit_check_in(booking=visit, actor=officer, now=at(9))
    record(visit, officer, **values)
    assert visit_complete(visit.application) is complete


def test_nothing_is_recorded_before_the_person_came(visit: Booking, officer: User) -> None:
    with pytest.raises(errors.WrongState) as caught:
        record(visit, officer)
    assert "booked" in str(caught.value.messages)


def test_nobody_came_and_then_came_late(visit: Booking, officer: User) -> None:
    missed = visit_missed(booking=visit, actor=officer, now=at(9, 30))
    assert missed.state == BookingState.MISSED
    assert visit_missed(booking=visit, actor=officer, now=at(9, 31)).missed_at == at(9, 30)
    assert Message.objects.filter(event="visit_missed").count() == 2
    late = visit_check_in(booking=visit, actor=officer, now=at(10, 30))
    assert (late.state, late.missed_at) == (BookingState.ARRIVED, None)


def test_who_has_booked_again_is_not_checked_in_for_the_missed_visit(
    visit: Booking, officer: User
) -> None:
    visit_missed(booking=visit, actor=officer, now=at(9, 1))
    booked(at(10, 40), application=visit.application, now=at(9, 2))
    with pytest.raises(errors.WrongState):
        visit_check_in(booking=visit, actor=officer, now=at(9, 3))


def test_a_visit_is_not_missed_before_it_begins(visit: Booking, officer: User) -> None:
    with pytest.raises(errors.WrongState):
        visit_missed(booking=visit, actor=officer, now=at(8, 59))


def test_the_sweep_notes_missed_visits_after_the_offices_patience(visit: Booking) -> None:
    assert visits_missed(now=at(11, 19)) == 0
    assert visits_missed(now=at(11, 20)) == 1
    assert visits_missed(now=at(11, 30)) == 0
    visit.refresh_from_db()
    assert visit.state == BookingState.MISSED
    assert last_event(visit.application).actor is None


def test_an_office_may_be_less_patient(visit: Booking) -> None:
    VisitTerms.objects.create(office=visit.office, missed_after=0)
    assert visits_missed(now=at(9, 20)) == 1


def test_visits_of_closed_cases_are_cancelled_and_seats_forgotten(visit: Booking) -> None:
    assert visits_close(now=NOW) == 0
    case_take(visit.application, "withdraw")
    assert visits_close(now=NOW) == 1
    assert visits_close(now=NOW) == 0
    visit.refresh_from_db()
    assert visit.state == BookingState.CANCELLED
    told = Message.objects.filter(event="visit_cancelled")
    assert [message.context["case_closed"] for message in told] == [True, True]
    assert HeldSeat.objects.count() == 1
    visits_close(now=NOW + timedelta(days=2))
    assert not HeldSeat.objects.exists()


FRIDAY = date(2026, 3, 13)


def reminded(now: datetime) -> list[str]:
    before = set(Message.objects.values_list("pk", flat=True))
    reminders_give(now=now)
    new = Message.objects.exclude(pk__in=before).filter(channel="email")
    return [message.event for message in new]


def test_two_reminders_each_once_and_by_day(rule: OpeningRule) -> None:
    booked(at(9, day=FRIDAY))
    assert reminded(at(12, day=date(2026, 3, 10))) == []
    assert reminded(at(7, 59, day=date(2026, 3, 11))) == [], "nobody is woken up"
    assert reminded(at(8, day=date(2026, 3, 11))) == ["visit_reminder"]
    assert reminded(at(9, day=date(2026, 3, 11))) == []
    assert reminded(at(9, day=date(2026, 3, 12))) == ["visit_reminder"]
    assert reminded(at(10, day=date(2026, 3, 12))) == []
    assert reminded(at(8, 30, day=FRIDAY)) == []


def test_reminders_count_working_days(rule: OpeningRule) -> None:
    """Tuesday after the Qingming holiday (Saturday to Monday): the first one is on Thursday."""
    booked(at(9, day=date(2026, 4, 7)), now=at(9, day=date(2026, 3, 20)))
    assert reminded(at(9, day=date(2026, 4, 1))) == []
    assert reminded(at(9, day=date(2026, 4, 2))) == ["visit_reminder"]
    assert reminded(at(9, day=date(2026, 4, 5))) == []
    assert reminded(at(9, day=date(2026, 4, 6))) == ["visit_reminder"]


def test_a_late_worker_sends_one_letter_not_two(rule: OpeningRule) -> None:
    booked(at(9, day=FRIDAY))
    assert reminded(at(9, day=date(2026, 3, 12))) == ["visit_reminder"]
    assert reminded(at(10, day=date(2026, 3, 12))) == []


def test_who_books_for_tomorrow_is_not_reminded_today(visit: Booking) -> None:
    assert reminded(NOW + minutes(5)) == []
    assert reminded(at(8)) == []


def test_a_moved_visit_is_reminded_of_its_new_day(rule: OpeningRule) -> None:
    visit = booked(at(9, day=FRIDAY))
    assert reminded(at(9, day=date(2026, 3, 11))) == ["visit_reminder"]
    case = visit.application
    visit_move(
        application=case,
        office=office_of(),
        starts_at=at(9, day=date(2026, 3, 18)),
        actor=case.filed_by,
        now=at(10, day=date(2026, 3, 11)),
    )
    assert reminded(at(9, day=date(2026, 3, 12))) == []
    assert reminded(at(9, day=date(2026, 3, 16))) == ["visit_reminder"]
    assert reminded(at(9, day=date(2026, 3, 17))) == ["visit_reminder"]


def test_a_stale_check_in_page_of_a_cancelled_visit(visit: Booking, officer: User) -> None:
    case_take(visit.application, "withdraw")
    visits_close(now=NOW)
    with pytest.raises(errors.WrongState) as caught:
        visit_check_in(booking=visit, actor=officer, now=at(9))
    assert "cancelled" in str(caught.value.messages)
    assert case_of() != visit.application
