"""What the supervisors of two authorities do with a case on which their reviews disagree."""

import pytest
from django.db import IntegrityError, transaction

from applications.enums import EventKind, JointOutcome, Status, WorkRefusalReason
from applications.errors import Incomplete, NotPermitted, TransitionNotAllowed
from applications.models import JointDecision
from applications.presenting import history
from applications.services import (
    application_withdraw,
    joint_agree,
    joint_decline,
    joint_propose,
    open_proposal,
)
from applications.services.messages import desk_path
from notifications.enums import MessageEvent
from tests.applications.joint.conftest import EXIT, WORK, chief, reviewer
from tests.factories.accounts import PostFactory
from tests.factories.applications import NOW, ApplicationFactory, case_steps, last_event

pytestmark = pytest.mark.django_db
TEXT = "The letter was not written by the company."


@pytest.fixture
def case(joint):
    """The work-permit authority refused, the other approved."""
    return ApplicationFactory(single_window=True, disagree=True)


def propose(case, proposal=JointOutcome.SPLIT, *, by=EXIT, reason="Best for all.", reopened=()):
    return joint_propose(
        application=case,
        proposal=proposal,
        reason=reason,
        reopened=reopened,
        actor=chief(case, by),
        now=NOW,
    )


class TestOutcomes:
    def test_split(self, case, joint, sent):
        assert case.status == Status.RECOMMENDED
        propose(case)
        sent.clear()
        done = joint_agree(application=case, actor=chief(case, WORK), now=NOW)
        assert (done.status, done.decision_text) == (Status.SPLIT, TEXT)
        assert (done.decided_at, done.closed_at, done.next_on) == (NOW, NOW, None)
        assert (joint.split, joint.refused, joint.approved) == ([case.reference], [], [])
        assert [message["event"] for message in sent] == [MessageEvent.APPLICATION_SPLIT]
        assert last_event(done).data["refused"] == [WORK]

    def test_refuse(self, case, joint, sent):
        propose(case, JointOutcome.REFUSE, by=WORK)
        sent.clear()
        done = joint_agree(application=case, actor=chief(case, EXIT), now=NOW)
        assert (done.status, done.refusal_reason) == (Status.REFUSED, WorkRefusalReason.EMPLOYER)
        assert (joint.refused, joint.split) == ([case.reference], [])
        assert [message["event"] for message in sent] == [MessageEvent.APPLICATION_REFUSED]

    @pytest.mark.parametrize("named", [[WORK], [EXIT], [WORK, EXIT]])
    def test_return(self, case, joint, named):
        propose(case, JointOutcome.RETURN, reopened=named)
        done = joint_agree(application=case, actor=chief(case, WORK), now=NOW)
        assert done.status == Status.ACCEPTED
        open_ones = {review.authority for review in done.reviews.all() if review.waits_for_officer}
        assert open_ones == set(named)
        assert done.next_on == case.next_on
        rest = [f"approve@{authority}" for authority in named]
        if WORK in named:
            assert case_steps(case, *rest).status == Status.APPROVED
            assert joint.approved == [case.reference]

    def test_declined_it_stays_open_and_either_proposes_again(self, case):
        first = propose(case)
        joint_decline(
            application=case, actor=chief(case, WORK), now=NOW, answer="The employer will mend it."
        )
        case.refresh_from_db()
        assert (case.status, open_proposal(case)) == (Status.RECOMMENDED, None)
        assert last_event(case).kind == EventKind.JOINT_DECLINED
        second = propose(case, JointOutcome.RETURN, by=WORK, reopened=[WORK])
        assert open_proposal(case) == second != first

    def test_the_applicant_reads_nothing_of_it_before_it_is_decided(self, case):
        propose(case, JointOutcome.REFUSE, by=WORK, reason="Between us.")
        words = [f"{moment.title} {moment.text}" for moment in history(case)]
        assert not any("efused" in line or "Between us" in line or TEXT in line for line in words)
        assert "One of the two authorities has finished its review " in words
        done = joint_agree(application=case, actor=chief(case, EXIT), now=NOW)
        assert history(done)[0].text == TEXT


class TestWho:
    def test_neither_alone(self, case):
        propose(case, by=EXIT)
        second_chief = PostFactory.create(
            office=case.office, role="supervisor", authority=EXIT
        ).officer
        for person in (chief(case, EXIT), second_chief):
            with pytest.raises(NotPermitted, match="other authority must answer"):
                joint_agree(application=case, actor=person, now=NOW)
            with pytest.raises(NotPermitted, match="other authority must answer"):
                joint_decline(application=case, actor=person, now=NOW, answer="No.")

    def test_only_supervisors(self, case):
        for authority in (WORK, EXIT):
            with pytest.raises(NotPermitted, match="supervisor"):
                joint_propose(
                    application=case,
                    proposal=JointOutcome.SPLIT,
                    reason="x",
                    actor=reviewer(case, authority),
                    now=NOW,
                )
        propose(case)
        with pytest.raises(NotPermitted, match="supervisor"):
            joint_agree(application=case, actor=reviewer(case, WORK), now=NOW)

    @pytest.mark.parametrize("path", ["accepted", "half_approved", "recommended", "approved"])
    def test_only_when_they_disagree(self, joint, path):
        case = ApplicationFactory(single_window=True, path=path)
        with pytest.raises(TransitionNotAllowed):
            propose(case)

    def test_not_for_a_case_with_one_review(self):
        case = ApplicationFactory(refusal_recommended=True)
        with pytest.raises(TransitionNotAllowed, match="do not disagree"):
            propose(case)

    def test_one_proposal_at_a_time_and_none_after_the_end(self, case):
        seen = propose(case)
        with pytest.raises(TransitionNotAllowed, match="already waits"):
            propose(case, by=WORK)
        application_withdraw(application=case, actor=case.filed_by, now=NOW)
        with pytest.raises(TransitionNotAllowed):
            joint_agree(application=case, actor=chief(case, WORK), now=NOW, decision=seen)

    def test_what_was_seen_is_what_is_agreed(self, case):
        seen = propose(case)
        joint_decline(application=case, actor=chief(case, WORK), now=NOW, answer="No.")
        propose(case, JointOutcome.REFUSE)
        with pytest.raises(TransitionNotAllowed, match="does not wait"):
            joint_agree(application=case, actor=chief(case, WORK), now=NOW, decision=seen)

    @pytest.mark.parametrize(
        "values",
        [{"reason": " "}, {"proposal": JointOutcome.RETURN}],
    )
    def test_what_is_missing_is_said(self, case, values):
        with pytest.raises(Incomplete):
            propose(case, **values)

    def test_declining_needs_words(self, case):
        propose(case)
        with pytest.raises(Incomplete, match="why you decline"):
            joint_decline(application=case, actor=chief(case, WORK), now=NOW, answer=" ")


class TestTheDatabaseRefuses:
    def answered(self, case, **values):
        proposal = propose(case, by=EXIT)
        fields = {
            "agreed_by": chief(case, WORK),
            "answered_for": WORK,
            "answered_at": NOW,
            **values,
        }
        with transaction.atomic():
            JointDecision.objects.filter(pk=proposal.pk).update(**fields)

    def test_one_hand(self, case):
        with pytest.raises(IntegrityError, match="two_people"):
            self.answered(case, agreed_by=chief(case, EXIT))

    def test_one_authority(self, case):
        with pytest.raises(IntegrityError, match="both_authorities"):
            self.answered(case, answered_for=EXIT)

    @pytest.mark.parametrize(
        "values",
        [
            {"answered_at": None},
            {"answered_for": ""},
            {"agreed_by": None},
            {"agreed_by": None, "declined_by": True, "answer": ""},
        ],
    )
    def test_half_an_answer(self, case, values):
        if values.get("declined_by"):
            values = {**values, "declined_by": chief(case, WORK)}
        with pytest.raises(IntegrityError, match="joint"):
            self.answered(case, **values)

    def test_no_reason_and_an_aimless_return(self, case):
        proposal = propose(case)
        for values in ({"reason": ""}, {"proposal": JointOutcome.RETURN, "reopened": []}):
            with pytest.raises(IntegrityError, match="joint_has_reason"), transaction.atomic():
                JointDecision.objects.filter(pk=proposal.pk).update(**values)


def test_the_other_authoritys_supervisors_are_asked_in_their_languages(case, sent):
    border, theirs = chief(case, EXIT), chief(case, WORK)
    chinese = PostFactory(office=case.office, role="supervisor", authority=WORK).officer
    for person, language in ((theirs, "en"), (chinese, "zh-hans")):
        person.language = language
        person.save()
    first_officer = reviewer(case, WORK)
    sent.clear()
    joint_propose(
        application=case, proposal=JointOutcome.SPLIT, reason="Two ways.", actor=border, now=NOW
    )
    asked = [message for message in sent if message["event"] == MessageEvent.JOINT_PROPOSED]
    people = [person for message in asked for person in message["recipients"]]
    assert {theirs, chinese} <= set(people)
    assert not {border, first_officer} & set(people)
    for message in asked:
        assert {person.language for person in message["recipients"]} in ({"en"}, {"zh-hans"})
        assert message["context"]["reason"] == "Two ways."
        assert message["context"]["path"] == desk_path(case)
    assert len({message["context"]["proposal"] for message in asked}) == 2
