"""Every state with every event: the table says yes or no, and nothing else writes ``status``."""

import ast
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accounts.enums import PostRole
from applications.enums import EventKind, Status
from applications.errors import NotPermitted, StaleVersion, TransitionNotAllowed
from applications.models import Application, Event
from applications.workflow import TABLE, Who, events_from, may_take, transition
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.applications import NOW, ApplicationFactory, member_of, officer_at

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]

# Written out again on purpose: a slip in the table must not change what the test expects.
EXPECTED = {
    ("draft", "submit"): "submitted",
    ("submitted", "supplement_request"): "supplement",
    ("draft", "submit_home"): "home_check",
    ("home_check", "transfer"): "submitted",
    ("home_check", "supplement_request"): "supplement",
    ("home_check", "not_accept"): "not_accepted",
    ("home_check", "withdraw"): "withdrawn",
    ("submitted", "accept"): "accepted",
    ("submitted", "accept_by_silence"): "accepted",
    ("submitted", "not_accept"): "not_accepted",
    ("submitted", "withdraw"): "withdrawn",
    ("supplement", "supplement_answer"): "submitted",
    ("supplement", "supplement_lapse"): "lapsed",
    ("supplement", "withdraw"): "withdrawn",
    ("accepted", "recommend_approval"): "recommended",
    ("accepted", "recommend_refusal"): "recommended",
    ("accepted", "approve"): "approved",
    ("accepted", "withdraw"): "withdrawn",
    ("recommended", "return_to_review"): "accepted",
    ("recommended", "approve"): "approved",
    ("recommended", "refuse"): "refused",
    ("recommended", "withdraw"): "withdrawn",
    ("recommended", "split"): "split",
    ("accepted", "reviews_recommended"): "recommended",
    ("approved", "issue"): "issued",
    ("issued", "correct"): "approved",
    ("issued", "revoke"): "revoked",
    ("issued", "swap_ask"): "issued",
    ("issued", "swap"): "revoked",
}
# What differs for a case that goes through a home office (ADR 0091), by the path that it took.
THROUGH_HOME: dict[str, dict[str, str | None]] = {
    "home_supplement": {"home_answer": "home_check", "supplement_answer": None},
    "transferred": {"transfer_return": "home_check"},
    "transferred_supplement": {},
    "sent_back": {},
}
WHO = {
    "submit_home": Who.APPLICANT,
    "home_answer": Who.APPLICANT,
    "transfer": Who.REVIEWER,
    "transfer_return": Who.REVIEWER,
    "submit": Who.APPLICANT,
    "supplement_request": Who.REVIEWER,
    "supplement_answer": Who.APPLICANT,
    "supplement_lapse": Who.SYSTEM,
    "accept": Who.REVIEWER,
    "accept_by_silence": Who.SYSTEM,
    "not_accept": Who.REVIEWER,
    "recommend_approval": Who.REVIEWER,
    "recommend_refusal": Who.REVIEWER,
    "return_to_review": Who.SUPERVISOR,
    "approve": Who.REVIEWER,
    "refuse": Who.SUPERVISOR,
    "split": Who.SUPERVISOR,
    "reviews_recommended": Who.SYSTEM,
    "issue": Who.SYSTEM,
    "correct": Who.SUPERVISOR,
    "withdraw": Who.APPLICANT,
    "revoke": Who.SUPERVISOR,
    "swap_ask": Who.APPLICANT,
    "swap": Who.SYSTEM,
}
# What the database asks of a row in the target state, beside what the edge itself sets.
FACTS = {
    "submit_home": ("office", "home_office", "port_office"),
    "transfer": ("office",),
    "transfer_return": ("office",),
    "accept": ("due_on", "standard"),
    "accept_by_silence": ("due_on", "standard", "accepted_at"),
    "not_accept": ("non_acceptance_reason",),
    "refuse": ("refusal_reason", "decision_text"),
    "split": ("refusal_reason", "decision_text"),
}


def actor_for(case, who):
    return {
        Who.APPLICANT: case.filed_by,
        Who.REVIEWER: officer_at(case.office, PostRole.REVIEWER),
        Who.SUPERVISOR: officer_at(case.office, PostRole.SUPERVISOR),
        Who.SYSTEM: None,
    }[who]


def facts_for(kind):
    from applications.services.standards import clock_facts
    from offices.models import Office

    clock = clock_facts(Application(service="port_visa"), NOW)
    home = Office.objects.get(code="partner-jiangsu")
    port = Office.objects.get(code="pvg-port-visa")
    values = {
        **clock,
        "office": port if kind == "transfer" else home,
        "home_office": home,
        "port_office": port,
        "non_acceptance_reason": "not_needed",
        "refusal_reason": "fraud",
        "decision_text": "Because.",
    }
    return {name: values[name] for name in FACTS.get(kind, ())}


@pytest.mark.parametrize("kind", EventKind.values)
@pytest.mark.parametrize("path", [*Status.values, *THROUGH_HOME])
def test_every_state_with_every_event(path, kind):
    case = ApplicationFactory(path=path)
    status = case.status
    actor = actor_for(case, WHO.get(kind, Who.SYSTEM))
    target = THROUGH_HOME.get(path, {}).get(kind, EXPECTED.get((status, kind)))
    before = Event.objects.count()
    if target is None:
        with pytest.raises(TransitionNotAllowed) as refused:
            transition(application=case, event=EventKind(kind), actor=actor, now=NOW)
        case.refresh_from_db()
        assert (case.status, Event.objects.count()) == (status, before)
        assert refused.value.messages[0].endswith(".")
        return
    moved = transition(
        application=case, event=EventKind(kind), actor=actor, now=NOW, facts=facts_for(kind)
    )
    case.refresh_from_db()
    assert case.status == moved.status == target
    assert case.version == moved.version
    last = case.events.last()
    assert (last.kind, last.status_before, last.status_after) == (kind, status, target)


def test_the_table_agrees_with_who_and_cites_its_right():
    assert {kind.value: edge.who for kind, edge in TABLE.items()} == WHO
    assert all(edge.citation for edge in TABLE.values())


def at_the_start_of(kind):
    """A case from which the step could be taken, by whoever may."""
    through_home = {"transfer_return": "transferred", "home_answer": "home_supplement"}
    return ApplicationFactory(path=through_home.get(kind, TABLE[kind].sources[0].value))


def test_people_and_the_machine_have_different_events():
    for kind, edge in TABLE.items():
        case = at_the_start_of(kind)
        wrong = None if edge.who is not Who.SYSTEM else officer_at(case.office)
        with pytest.raises(NotPermitted):
            transition(application=case, event=kind, actor=wrong, now=NOW)


@pytest.mark.parametrize("kind", [k for k, e in TABLE.items() if e.who is not Who.SYSTEM])
def test_strangers_take_no_step(kind):
    case = at_the_start_of(kind)
    elsewhere = PostFactory.create(office=other_office(case), role=PostRole.SUPERVISOR).officer
    for stranger in (UserFactory.create(), elsewhere):
        with pytest.raises(NotPermitted) as refused:
            transition(application=case, event=kind, actor=stranger, now=NOW)
        assert "Only" in refused.value.messages[0]


def other_office(case):
    from offices.models import Office

    sides = [case.office_id, case.home_office_id, case.port_office_id]
    return Office.objects.exclude(pk__in=[pk for pk in sides if pk]).first()


@pytest.mark.parametrize("kind", [k for k, e in TABLE.items() if e.who is Who.SUPERVISOR])
def test_a_reviewer_cannot_take_a_supervisors_step(kind):
    case = ApplicationFactory(path=TABLE[kind].sources[0].value)
    with pytest.raises(NotPermitted, match="Only a supervisor"):
        transition(application=case, event=kind, actor=officer_at(case.office), now=NOW)


def test_the_refusal_names_case_state_and_step():
    case = ApplicationFactory(issued=True)
    with pytest.raises(TransitionNotAllowed) as refused:
        transition(application=case, event=EventKind.ACCEPT, actor=None, now=NOW)
    sentence = refused.value.messages[0]
    assert case.reference in sentence
    assert "approved, document issued" in sentence
    assert "accepted" in sentence
    assert refused.value.code == "transition_not_allowed"


def test_a_stale_page_is_told_who_acted_and_overwrites_nothing():
    case = ApplicationFactory(submitted=True)
    reviewer = officer_at(case.office)
    seen = case.version
    transition(
        application=case,
        event=EventKind.ACCEPT,
        actor=reviewer,
        now=NOW,
        expected_version=seen,
        facts=facts_for("accept"),
    )
    other = officer_at(case.office, PostRole.SUPERVISOR)
    with pytest.raises(StaleVersion) as stale:
        transition(
            application=case, event=EventKind.WITHDRAW, actor=other, now=NOW, expected_version=seen
        )
    sentence = stale.value.messages[0]
    assert reviewer.name in sentence
    assert "10:00" in sentence
    case.refresh_from_db()
    assert case.status == Status.ACCEPTED


def test_facts_cannot_smuggle_a_status():
    case = ApplicationFactory(submitted=True)
    with pytest.raises(ValueError, match="status"):
        transition(
            application=case,
            event=EventKind.WITHDRAW,
            actor=case.filed_by,
            now=NOW,
            facts={"status": "issued"},
        )


def test_dates_follow_the_steps():
    case = ApplicationFactory(issued=True)
    assert (case.submitted_at, case.complete_at, case.accepted_at) == (NOW, NOW, NOW)
    assert (case.decided_at, case.issued_at, case.closed_at) == (NOW, NOW, NOW)
    later = NOW + timedelta(days=1)
    corrected = transition(
        application=case,
        event=EventKind.CORRECT,
        now=later,
        reason="Wrong digit.",
        actor=officer_at(case.office, PostRole.SUPERVISOR),
    )
    assert corrected.closed_at is None


def test_nobody_handles_what_they_filed_themselves():
    case = ApplicationFactory(submitted=True)
    insider = member_of(case.organisation)
    insider.is_staff = True
    insider.save()
    PostFactory.create(officer=insider, office=case.office)
    with pytest.raises(NotPermitted):
        transition(
            application=case,
            event=EventKind.ACCEPT,
            actor=insider,
            now=NOW,
            facts=facts_for("accept"),
        )


def test_events_from_and_may_take_follow_the_table():
    case = ApplicationFactory(accepted=True)
    assert set(events_from("accepted")) == {
        EventKind.RECOMMEND_APPROVAL,
        EventKind.RECOMMEND_REFUSAL,
        EventKind.REVIEWS_RECOMMENDED,
        EventKind.APPROVE,
        EventKind.WITHDRAW,
    }
    reviewer = officer_at(case.office)
    assert may_take(reviewer, case, EventKind.APPROVE)
    assert not may_take(case.filed_by, case, EventKind.APPROVE)
    assert not may_take(reviewer, case, EventKind.REFUSE)
    assert may_take(case.filed_by, case, EventKind.WITHDRAW)


def _writers(tree):
    node: Any
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "status":
                yield node
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("update", "aupdate")
            and any(keyword.arg == "status" for keyword in node.keywords)
        ):
            yield node


def offenders_in(room, of_applications_only):
    for path in (ROOT / room).rglob("*.py"):
        if path.name == "workflow.py" or "migrations" in path.parts:
            continue
        source = path.read_text()
        for node in _writers(ast.parse(source)):
            statement = ast.get_source_segment(source, node) or ""
            if not of_applications_only or "application" in statement.lower():
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_only_the_workflow_writes_the_status():
    """In this room, no status at all is written elsewhere; in the others, none of a case."""
    rooms = [path.parent.name for path in ROOT.glob("*/apps.py") if path.parent.name != "ui"]
    assert {"port_visa", "portal", "accounts", "applications"} <= set(rooms)
    found = [line for room in rooms for line in offenders_in(room, room != "applications")]
    assert found == []


@pytest.mark.parametrize(
    "statement",
    [
        "application.status = 'issued'",
        "self.case.status: str = 'issued'",
        "application.status += 'x'",
        "Application.objects.filter(pk=1).update(status='issued')",
        "await Application.objects.aupdate(status='issued')",
    ],
)
def test_that_search_finds_what_it_looks_for(statement):
    tree = ast.parse(f"async def f(self, application):\n    {statement}")
    assert len(list(_writers(tree))) == 1


def test_a_fact_is_no_step():
    with pytest.raises(TransitionNotAllowed, match="does not change where a case stands"):
        transition(application=ApplicationFactory(), event=EventKind.NOTE, actor=None, now=NOW)
