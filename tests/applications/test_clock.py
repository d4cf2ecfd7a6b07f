"""Stops and extensions move the promise, with a reason that the applicant reads."""

from datetime import date, timedelta

import pytest

from accounts.enums import PostRole
from applications.enums import EventKind
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.services import clock_extend, clock_resume, clock_stop
from notifications.enums import MessageEvent
from tests.factories.applications import NOW, ApplicationFactory, last_event, officer_at

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case():
    return ApplicationFactory(accepted=True)  # Monday 2 March; due on Thursday 5 March


@pytest.fixture
def supervisor(case):
    return officer_at(case.office, PostRole.SUPERVISOR)


def test_stop_and_resume(case, supervisor, sent):
    sent.clear()
    clock_stop(application=case, reason="Expert review.", actor=supervisor, now=NOW + DAY)
    clock_resume(application=case, actor=supervisor, now=NOW + 4 * DAY)
    case.refresh_from_db()
    # Tuesday counted; Wednesday to Friday stood still; Monday and Tuesday are days 2 and 3
    assert case.due_on == case.next_on == date(2026, 3, 10)
    kinds = [event.kind for event in case.events.order_by("-sequence")[:2]]
    assert kinds == [EventKind.CLOCK_RESUMED, EventKind.CLOCK_STOPPED]
    assert {message["event"] for message in sent} == {MessageEvent.DUE_DATE_MOVED}
    assert sent[0]["context"]["reason"] == "Expert review."
    assert sent[-1]["context"]["promise"] == "2026-03-10"
    assert len({message["key"] for message in sent}) == len(sent)


def test_extension(case, supervisor):
    clock_extend(application=case, days=2, reason="Hearing.", actor=supervisor, now=NOW)
    case.refresh_from_db()
    assert case.due_on == date(2026, 3, 9)
    assert last_event(case).data["days"] == 2


def test_a_second_press_does_not_extend_twice(case, supervisor):
    """The page was opened once: its button adds its days once; opened anew, it may add more."""
    case.refresh_from_db()
    press = {"application": case, "days": 2, "reason": "Hearing.", "actor": supervisor, "now": NOW}
    seen = case.event_count
    clock_extend(**press, seen_events=seen)
    with pytest.raises(TransitionNotAllowed, match="extended meanwhile"):
        clock_extend(**press, seen_events=seen)
    assert case.clock_adjustments.count() == 1
    case.refresh_from_db()
    clock_extend(**press, seen_events=case.event_count)
    assert case.clock_adjustments.count() == 2


def test_only_one_stop_at_a_time(case, supervisor):
    with pytest.raises(TransitionNotAllowed, match="is running"):
        clock_resume(application=case, actor=supervisor, now=NOW)
    clock_stop(application=case, reason="Hearing.", actor=supervisor, now=NOW)
    with pytest.raises(TransitionNotAllowed, match="already stands still"):
        clock_stop(application=case, reason="Again.", actor=supervisor, now=NOW)


def test_never_without_reason_days_or_post(case, supervisor):
    with pytest.raises(Incomplete, match="The applicant reads it"):
        clock_stop(application=case, reason="", actor=supervisor, now=NOW)
    with pytest.raises(Incomplete, match="at least 1"):
        clock_extend(application=case, days=0, reason="x", actor=supervisor, now=NOW)
    with pytest.raises(NotPermitted):
        clock_stop(application=case, reason="x", actor=officer_at(case.office), now=NOW)


@pytest.mark.parametrize("path", ["submitted", "approved", "issued"])
def test_only_while_a_promise_runs(path, supervisor):
    with pytest.raises(TransitionNotAllowed, match="No promise"):
        clock_stop(application=ApplicationFactory(path=path), reason="x", actor=supervisor, now=NOW)
