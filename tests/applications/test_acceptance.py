"""Acceptance starts the promise; silence is acceptance; a refusal to accept says where to go."""

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import ActorKind, CheckResult, EventKind, NonAcceptanceReason, Status
from applications.errors import Incomplete, NotPermitted, StaleVersion, TransitionNotAllowed
from applications.services import (
    application_accept,
    application_accept_by_silence,
    application_not_accept,
    checklist_tick,
)
from notifications.enums import MessageEvent
from tests.factories.accounts import UserFactory
from tests.factories.applications import NOW, ApplicationFactory, last_event, officer_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return ApplicationFactory(submitted=True)


class TestAccept:
    def test_it_sets_the_promise_of_the_standard_in_force(self, case, sent):
        friday = datetime(2026, 2, 13, 2, 0, tzinfo=UTC)
        early = ApplicationFactory(submitted=True, at=friday)
        sent.clear()
        done = application_accept(application=early, actor=officer_at(case.office), now=friday)
        assert (done.status, done.accepted_at) == (Status.ACCEPTED, friday)
        assert done.due_on == done.next_on == date(2026, 2, 25)
        assert not done.due_provisional
        assert done.standard is not None
        assert done.standard.amount == 3
        (message,) = sent
        assert message["event"] == MessageEvent.APPLICATION_ACCEPTED
        assert message["context"]["promise"] == "2026-02-25"
        event = last_event(done)
        assert event.data == {"due_on": "2026-02-25", "standard": done.standard_id}

    def test_a_year_without_its_notice_makes_the_date_provisional(self):
        at = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
        done = ApplicationFactory(accepted=True, at=at)
        assert done.due_provisional

    @pytest.mark.parametrize("result", [CheckResult.MISSING, CheckResult.UNCLEAR])
    def test_not_while_the_checklist_says_otherwise(self, case, result):
        officer = officer_at(case.office)
        checklist_tick(application=case, code="letter", result=result, actor=officer, now=NOW)
        with pytest.raises(Incomplete, match="letter"):
            application_accept(application=case, actor=officer, now=NOW)
        checklist_tick(
            application=case, code="letter", result=CheckResult.IN_ORDER, actor=officer, now=NOW
        )
        assert application_accept(application=case, actor=officer, now=NOW).status == "accepted"

    def test_two_officers_at_once(self, case):
        first, second = officer_at(case.office), officer_at(case.office, "supervisor")
        application_accept(application=case, actor=first, now=NOW, expected_version=1)
        with pytest.raises(StaleVersion, match=first.name):
            application_accept(application=case, actor=second, now=NOW, expected_version=1)

    def test_a_stranger_cannot(self, case):
        with pytest.raises(NotPermitted):
            application_accept(application=case, actor=UserFactory.create(), now=NOW)


class TestSilence:
    def test_after_five_working_days_it_is_accepted_from_the_day_of_receipt(self, case):
        late = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)  # 00:00 on the 10th in Shanghai
        done = application_accept_by_silence(application=case, now=late)
        assert done.status == Status.ACCEPTED
        assert done.accepted_at == case.complete_at
        assert done.due_on == date(2026, 3, 5)
        assert done.last_actor_kind == ActorKind.SYSTEM
        assert last_event(done).kind == EventKind.ACCEPT_BY_SILENCE

    def test_not_before_the_last_day_is_over(self, case):
        with pytest.raises(TransitionNotAllowed, match="still has time"):
            application_accept_by_silence(
                application=case, now=datetime(2026, 3, 9, 15, 59, tzinfo=UTC)
            )

    def test_not_while_the_applicant_owes_the_answer(self):
        asked = ApplicationFactory(supplement=True)
        with pytest.raises(TransitionNotAllowed):
            application_accept_by_silence(application=asked, now=NOW + timedelta(days=20))


class TestNotAccept:
    def test_it_says_why_and_where_to_go(self, case, sent):
        done = application_not_accept(
            application=case,
            reason=NonAcceptanceReason.NOT_COMPETENT,
            now=NOW,
            text="Apply at the embassy.",
            actor=officer_at(case.office),
        )
        assert (done.status, done.closed_at) == (Status.NOT_ACCEPTED, NOW)
        assert done.non_acceptance_reason == NonAcceptanceReason.NOT_COMPETENT
        assert sent[-1]["context"]["reason"] == "Apply at the embassy."

    def test_never_without_words(self, case):
        with pytest.raises(Incomplete, match="Say why"):
            application_not_accept(
                application=case,
                reason=NonAcceptanceReason.NOT_NEEDED,
                now=NOW,
                text="  ",
                actor=officer_at(case.office),
            )
