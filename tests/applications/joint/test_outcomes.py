"""Every combination of what two authorities can do with one case, in every order."""

import itertools

import pytest

from accounts.enums import Authority
from applications.enums import EventKind, Status, WorkRefusalReason
from applications.events import chain_problems
from applications.models import Application
from notifications.enums import MessageEvent
from tests.applications.joint.conftest import EXIT, WORK
from tests.factories.applications import ApplicationFactory, case_steps, last_event

pytestmark = pytest.mark.django_db

# What one review can come to, step by step, and what it then says.
OUTCOMES = {
    "approves alone": (("approve",), "approve"),
    "recommends approval, countersigned": (("recommend", "countersign"), "approve"),
    "recommends refusal, countersigned": (("recommend_refusal", "refuse"), "refuse"),
    "returned": (("recommend", "give_back"), ""),
}
ORDERS = ("work first", "exit first", "in turns")


def steps(order, work, exit_entry):
    mine = [f"{step}@{WORK}" for step in OUTCOMES[work][0]]
    theirs = [f"{step}@{EXIT}" for step in OUTCOMES[exit_entry][0]]
    if order == "work first":
        return mine + theirs
    if order == "exit first":
        return theirs + mine
    pairs = itertools.zip_longest(mine, theirs)
    return [step for pair in pairs for step in pair if step is not None]


def expected(decisions):
    if "" in decisions:
        return Status.ACCEPTED
    if decisions == {"approve"}:
        return Status.APPROVED
    return Status.REFUSED if decisions == {"refuse"} else Status.RECOMMENDED


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("exit_entry", OUTCOMES)
@pytest.mark.parametrize("work", OUTCOMES)
def test_every_combination(joint, sent, work, exit_entry, order):
    case = ApplicationFactory(single_window=True, accepted=True)
    sent.clear()
    case = case_steps(case, *steps(order, work, exit_entry))
    decisions = {WORK: OUTCOMES[work][1], EXIT: OUTCOMES[exit_entry][1]}
    assert dict(case.reviews.values_list("authority", "decision")) == decisions
    assert case.status == expected(set(decisions.values()))
    approved = case.status == Status.APPROVED
    refused = case.status == Status.REFUSED
    assert joint.approved == [case.reference] * approved
    assert joint.refused == [case.reference] * refused
    told = [MessageEvent.APPLICATION_APPROVED] * approved
    told += [MessageEvent.APPLICATION_REFUSED] * refused
    assert [message["event"] for message in sent] == told
    assert (case.decided_at is not None) == (approved or refused)
    the_log_is_whole(case)


def the_log_is_whole(case: Application) -> None:
    """Each step of a review names its authority; the case itself is decided once at most."""
    events = list(case.events.order_by("sequence"))
    assert list(chain_problems(case, events)) == []
    taken = [event for event in events if event.actor_id and event.sequence > 3]
    assert all(event.data["authority"] in Authority.values for event in taken)
    moved = [
        e for e in events if e.kind in ("approve", "refuse") and e.status_before != e.status_after
    ]
    assert len(moved) <= 1


@pytest.mark.parametrize("first", [WORK, EXIT])
def test_what_is_left_waits_for_second_officers(joint, first):
    """One authority has recommended, the other approves alone: nobody owes a first look."""
    second = EXIT if first == WORK else WORK
    case = ApplicationFactory(single_window=True, accepted=True)
    case = case_steps(case, f"recommend@{first}")
    assert case.status == Status.ACCEPTED
    case = case_steps(case, f"approve@{second}")
    assert case.status == Status.RECOMMENDED
    assert last_event(case).kind == EventKind.REVIEWS_RECOMMENDED
    case = case_steps(case, f"countersign@{first}")
    assert case.status == Status.APPROVED


def test_both_refuse_and_both_texts_are_told(joint):
    case = ApplicationFactory(single_window=True, accepted=True)
    case = case_steps(case, f"recommend_refusal@{WORK}", f"recommend_refusal@{EXIT}")
    exit_review = case.reviews.get(authority=EXIT)
    exit_review.text = "The passport was altered."
    exit_review.save()
    case = case_steps(case, f"refuse@{EXIT}", f"refuse@{WORK}")
    assert case.status == Status.REFUSED
    assert case.decision_text.split("\n\n") == [
        "The letter was not written by the company.",
        "The passport was altered.",
    ]
    assert case.refusal_reason == WorkRefusalReason.EMPLOYER
