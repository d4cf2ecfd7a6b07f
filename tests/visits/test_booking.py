"""Booking, moving, cancelling: what is allowed, what is said otherwise, what is written."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from applications.enums import EventKind, Status
from applications.events import chain_problems
from applications.models import Application
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, last_event
from tests.factories.visits import StubVisits, at, booked, case_of, minutes, office_of
from visits import errors
from visits.enums import BookingState, Fingerprints
from visits.models import Booking, HeldSeat, OpeningRule, VisitTerms
from visits.queries import slots_free, visit_open
from visits.registry import Address
from visits.services import visit_book, visit_cancel, visit_move

pytestmark = pytest.mark.django_db


def events_of(case: Application) -> list[str]:
    kinds = case.events.filter(kind__startswith="visit").order_by("sequence")
    return list(kinds.values_list("kind", flat=True))


def sentence(caught: Any) -> str:
    return " ".join(caught.value.messages)


def test_a_visit_is_booked_logged_and_told(rule: OpeningRule) -> None:
    case = case_of()
    visit = booked(at(9, 20), application=case)
    assert (visit.state, visit.seat, visit.sequence) == (BookingState.BOOKED, 1, 0)
    assert visit.ends_at == at(9, 40)
    event = last_event(case)
    assert event.kind == EventKind.VISIT_BOOKED
    assert event.data["office"] == "branch-minhang"
    assert event.actor == case.filed_by
    told = Message.objects.filter(event="visit_booked")
    assert set(told.values_list("channel", flat=True)) == {"inbox", "email"}
    facts = told[0].context
    assert facts["visit_on"] == "2026-03-03"
    assert facts["visit_time"] == "09:20"
    assert "Minhang" in facts["office_en"]
    assert "闵行" in facts["office_zh"]
    case.refresh_from_db()
    assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []


def test_somebody_without_an_account_books_by_link_and_is_told_by_email(
    rule: OpeningRule, service: StubVisits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "addresses", lambda case: [Address("anna@example.org", "en")])
    case = case_of()
    visit_book(
        application=case, office=office_of(), starts_at=at(9), actor=None, now=NOW, hand="person"
    )
    assert last_event(case).data["hand"] == "person"
    assert Message.objects.filter(address="anna@example.org", event="visit_booked").count() == 1


def test_a_double_click_books_once(rule: OpeningRule) -> None:
    case = case_of()
    assert booked(application=case).pk == booked(application=case).pk
    assert events_of(case) == ["visit_booked"]
    assert Message.objects.filter(event="visit_booked").count() == 2


def test_a_second_visit_is_refused_with_the_first(rule: OpeningRule) -> None:
    case = case_of()
    booked(application=case)
    with pytest.raises(errors.AlreadyBooked) as caught:
        booked(at(10), application=case)
    assert "09:00" in sentence(caught)
    assert "Change that one" in sentence(caught)


def test_a_full_slot_is_refused_with_the_next_free_times(rule: OpeningRule) -> None:
    booked()
    with pytest.raises(errors.SlotTaken) as caught:
        booked()
    assert caught.value.next_times == (at(9, 20), at(9, 40), at(10))
    assert "Tuesday" in sentence(caught) or "3 March" in sentence(caught)
    assert "09:20" in sentence(caught)


def test_when_nothing_is_free_the_sentence_says_what_to_do(rule: OpeningRule) -> None:
    VisitTerms.objects.create(office=office_of(), days_ahead=1)
    for minute in range(0, 120, 20):
        booked(at(9) + minutes(minute))
    with pytest.raises(errors.SlotTaken) as caught:
        booked()
    assert caught.value.next_times == ()
    assert "Look again later" in sentence(caught)


@pytest.mark.parametrize(
    ("starts_at", "error"),
    [
        (at(9, 10), errors.SlotClosed),  # between two slots
        (at(11), errors.SlotClosed),  # after closing
        (at(9, day=date(2026, 3, 7)), errors.SlotClosed),  # Saturday
        (at(9, day=date(2026, 4, 5)), errors.SlotClosed),  # a holiday, and too far ahead
        (at(9, day=date(2026, 9, 1)), errors.SlotClosed),  # too far ahead
        (at(9, day=date(2026, 3, 2)), errors.SlotPast),  # an hour ago
        (at(10, 40, day=date(2026, 3, 2)), errors.SlotPast),  # in 40 minutes
        (datetime(2026, 3, 2, 16, 30, tzinfo=UTC), errors.SlotClosed),  # half past midnight
    ],
)
def test_times_that_cannot_be_booked(
    rule: OpeningRule, starts_at: datetime, error: type[errors.VisitError]
) -> None:
    case = case_of()
    with pytest.raises(error) as caught:
        booked(starts_at, application=case)
    assert "hoose" in sentence(caught)
    assert events_of(case) == []


def test_beijing_midnight_ends_the_day(rule: OpeningRule) -> None:
    """At 23:59 the next day is tomorrow; one minute later it is today, whatever UTC says."""
    VisitTerms.objects.create(office=office_of(), days_ahead=1)
    before = datetime(2026, 3, 3, 15, 59, tzinfo=UTC)
    thursday = at(9, day=date(2026, 3, 5))
    with pytest.raises(errors.SlotClosed):
        booked(thursday, now=before)
    assert booked(thursday, now=before + minutes(1)).starts_at == thursday


def test_an_office_that_does_not_serve_the_case(rule: OpeningRule) -> None:
    with pytest.raises(errors.SlotClosed) as caught:
        booked(code="branch-lingang")
    assert "does not serve" in sentence(caught)


def test_others_cannot_book_move_or_cancel(rule: OpeningRule) -> None:
    case = case_of()
    other = UserFactory.create()
    call: dict[str, Any] = {"application": case, "actor": other, "now": NOW}
    with pytest.raises(errors.NotPermitted):
        visit_book(office=office_of(), starts_at=at(9), **call)
    booked(application=case)
    with pytest.raises(errors.NotPermitted):
        visit_move(office=office_of(), starts_at=at(10), **call)
    with pytest.raises(errors.NotPermitted):
        visit_cancel(**call)
    assert events_of(case) == ["visit_booked"]


@pytest.mark.parametrize("path", ["draft", "withdrawn"])
def test_closed_and_unfinished_applications_are_told_why(rule: OpeningRule, path: str) -> None:
    case = case_of(path)
    with pytest.raises(errors.NotBookable) as caught:
        booked(application=case)
    assert ("Hand in" if path == "draft" else "no visit any more") in sentence(caught)


def test_a_service_without_visits(rule: OpeningRule) -> None:
    case = case_of()
    case.service = "port_visa"
    case.save(update_fields=["service"])
    with pytest.raises(errors.NotBookable):
        booked(application=case)


def test_moving_keeps_the_row_frees_the_old_seat_later_and_grows_the_sequence(
    rule: OpeningRule,
) -> None:
    visit = booked()
    case = visit.application
    moved = visit_move(
        application=case, office=office_of(), starts_at=at(10), actor=case.filed_by, now=NOW
    )
    assert (moved.pk, moved.uid, moved.sequence) == (visit.pk, visit.uid, 1)
    held = HeldSeat.objects.get()
    assert (held.starts_at, held.seat) == (at(9), 1)
    assert NOW + minutes(5) <= held.free_at <= NOW + minutes(30)
    assert last_event(case).data["before"]["office"] == "branch-minhang"
    assert Message.objects.filter(event="visit_moved").count() == 2


def test_moving_to_the_same_time_changes_nothing(rule: OpeningRule) -> None:
    visit = booked()
    case = visit.application
    again = visit_move(
        application=case, office=office_of(), starts_at=at(9), actor=case.filed_by, now=NOW
    )
    assert again.sequence == 0
    assert events_of(case) == ["visit_booked"]


def test_a_move_to_a_full_slot_keeps_the_old_one(rule: OpeningRule) -> None:
    booked(at(10))
    visit = booked()
    case = visit.application
    with pytest.raises(errors.SlotTaken), transaction.atomic():
        visit_move(
            application=case, office=office_of(), starts_at=at(10), actor=case.filed_by, now=NOW
        )
    visit.refresh_from_db()
    assert visit.starts_at == at(9)
    assert not HeldSeat.objects.exists()


def test_nothing_to_move(rule: OpeningRule) -> None:
    case = case_of()
    with pytest.raises(errors.NoVisit):
        visit_move(
            application=case, office=office_of(), starts_at=at(9), actor=case.filed_by, now=NOW
        )


def test_cancelling_is_free_and_twice_is_once(rule: OpeningRule) -> None:
    visit = booked()
    case = visit.application
    call: dict[str, Any] = {"application": case, "actor": case.filed_by, "now": NOW}
    done = visit_cancel(**call)
    assert done is not None
    assert (done.state, done.sequence) == (BookingState.CANCELLED, 1)
    assert visit_cancel(**call) is None
    assert events_of(case) == ["visit_booked", "visit_cancelled"]
    assert Message.objects.filter(event="visit_cancelled").count() == 2


def test_a_freed_seat_shows_again_after_a_random_while(rule: OpeningRule) -> None:
    visit = booked()
    case = visit.application
    visit_cancel(application=case, actor=case.filed_by, now=NOW)
    other = case_of()

    def free(now: datetime, application: Application) -> int:
        slots = slots_free(office=office_of(), day=at(9).date(), now=now, application=application)
        return slots[0].free

    assert free(NOW + minutes(4), other) == 0
    with pytest.raises(errors.SlotTaken), transaction.atomic():
        booked(application=other)
    assert free(NOW + minutes(4), case) == 1, "who gave it back may take it again"
    assert free(NOW + minutes(31), other) == 1
    assert booked(application=other, now=NOW + minutes(31)).seat == 1


def test_who_cancelled_by_mistake_books_the_same_time_again(rule: OpeningRule) -> None:
    case = booked().application
    visit_cancel(application=case, actor=case.filed_by, now=NOW)
    assert booked(application=case).state == BookingState.BOOKED


def test_a_visit_that_has_begun_is_not_cancelled(rule: OpeningRule) -> None:
    visit = booked()
    Booking.objects.filter(pk=visit.pk).update(state=BookingState.ARRIVED, arrived_at=NOW)
    case = visit.application
    with pytest.raises(errors.NoVisit):
        visit_cancel(application=case, actor=case.filed_by, now=NOW)


def test_many_changes_an_hour_are_asked_to_wait_and_the_visit_stays(rule: OpeningRule) -> None:
    case = booked().application
    times = [at(9, 20), at(9, 40), at(10), at(10, 20), at(10, 40)]

    def move(to: datetime, now: datetime) -> Booking:
        return visit_move(
            application=case, office=office_of(), starts_at=to, actor=case.filed_by, now=now
        )

    for number, time in enumerate(times, 1):
        move(time, NOW + minutes(number))
    with pytest.raises(errors.TooOften) as caught, transaction.atomic():
        move(at(9), NOW + minutes(10))
    assert "stays booked" in sentence(caught)
    assert "11:00" in sentence(caught)
    open_visit = visit_open(case)
    assert open_visit is not None
    assert open_visit.starts_at == at(10, 40)
    move(at(9), NOW + timedelta(hours=1))


def test_after_a_visit_that_is_done_nothing_more_is_booked(rule: OpeningRule) -> None:
    visit = booked()
    facts = {"state": BookingState.DONE, "arrived_at": NOW, "recorded_at": NOW}
    Booking.objects.filter(pk=visit.pk).update(
        **facts,
        recorded_by=visit.application.filed_by,
        identity_checked=True,
        fingerprints=Fingerprints.REPEAT,
    )
    assert booked(at(10), application=visit.application).state == BookingState.BOOKED
    Booking.objects.filter(state=BookingState.BOOKED).delete()
    Booking.objects.filter(pk=visit.pk).update(fingerprints=Fingerprints.TAKEN)
    with pytest.raises(errors.NotBookable) as caught:
        booked(at(10), application=visit.application)
    assert "done" in sentence(caught)


@pytest.mark.parametrize("second", ["seat", "application"])
def test_the_database_itself_refuses_two_on_a_seat_and_two_visits(
    rule: OpeningRule, second: str
) -> None:
    visit = booked()
    copy = Booking.objects.get(pk=visit.pk)
    copy.pk = None
    copy.uid = type(copy)().uid
    if second == "seat":
        copy.application = case_of()
    else:
        copy.seat = 2
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_booking_changes_no_status(rule: OpeningRule) -> None:
    case = case_of("submitted")
    booked(application=case)
    case.refresh_from_db()
    assert case.status == Status.SUBMITTED
