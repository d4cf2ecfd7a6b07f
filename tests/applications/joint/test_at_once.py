"""Two officers of two authorities in the same second, on real connections."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from applications.enums import EventKind, JointOutcome, Status
from applications.errors import ApplicationError
from applications.models import Application
from applications.services import (
    application_approve,
    application_refuse,
    joint_agree,
    joint_propose,
)
from applications.workflow import version_for
from tests.applications.joint.conftest import EXIT, WORK, chief, reviewer
from tests.factories.applications import NOW, ApplicationFactory, case_steps

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[str]:
    gate = threading.Barrier(len(calls))
    outcomes: list[str] = []

    def run(call: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=60)
            call()
            outcomes.append("done")
        except ApplicationError as error:
            outcomes.append(str(error.code))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(outcomes)


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


@pytest.mark.parametrize("_round", range(5))
def test_both_approvals_at_once_approve_once(joint, _round):
    case = ApplicationFactory(single_window=True, accepted=True)
    people: dict[str, User] = {one: reviewer(case, one) for one in (WORK, EXIT)}

    def approve(authority: str) -> Callable[[], object]:
        seen = version_for(case, authority)
        return lambda: application_approve(
            application=case, actor=people[authority], now=NOW, expected_version=seen
        )

    assert at_once(approve(WORK), approve(EXIT)) == ["done", "done"]
    after = fresh(case)
    assert (after.status, after.version) == (Status.APPROVED, case.version + 1)
    assert joint.approved == [case.reference]
    steps = after.events.filter(kind=EventKind.APPROVE)
    assert [step.status_after for step in steps.order_by("sequence")] == ["accepted", "approved"]


def test_both_countersigns_at_once_approve_once(joint):
    case = ApplicationFactory(single_window=True, path="recommended")
    people = {authority: chief(case, authority) for authority in (WORK, EXIT)}
    calls = [
        lambda actor=actor: application_approve(application=case, actor=actor, now=NOW)
        for actor in people.values()
    ]
    assert at_once(*calls) == ["done", "done"]
    assert fresh(case).status == Status.APPROVED
    assert joint.approved == [case.reference]


def test_one_refuses_while_the_other_approves(joint):
    case = ApplicationFactory(single_window=True, path="refusal_recommended")
    work, border = chief(case, WORK), chief(case, EXIT)
    outcomes = at_once(
        lambda: application_refuse(application=case, actor=work, now=NOW),
        lambda: application_approve(application=case, actor=border, now=NOW),
    )
    assert outcomes == ["done", "done"]
    after = fresh(case)
    assert after.status == Status.RECOMMENDED
    assert {review.decision for review in after.reviews.all()} == {"approve", "refuse"}
    assert (joint.approved, joint.refused) == ([], [])


def test_two_officers_of_one_authority_decide_once(joint):
    case = ApplicationFactory(single_window=True, accepted=True)
    case = case_steps(case, f"recommend@{WORK}")
    seen, first = version_for(case, WORK), chief(case, WORK)
    calls = [
        lambda: application_approve(application=case, actor=first, now=NOW, expected_version=seen)
    ] * 2
    assert at_once(*calls) == ["done", "stale_version"]


def test_two_proposals_at_once_are_one_and_two_answers_are_one(joint):
    case = ApplicationFactory(single_window=True, disagree=True)
    work, border = chief(case, WORK), chief(case, EXIT)
    calls = [
        lambda actor=actor: joint_propose(
            application=case, proposal=JointOutcome.SPLIT, reason="x", actor=actor, now=NOW
        )
        for actor in (work, border)
    ]
    assert at_once(*calls) == ["done", "transition_not_allowed"]
    proposal = case.joint_decisions.get()
    other = work if proposal.proposed_for == EXIT else border
    agree = [lambda: joint_agree(application=case, actor=other, now=NOW)] * 2
    assert at_once(*agree) == ["done", "transition_not_allowed"]
    assert joint.split == [case.reference]
