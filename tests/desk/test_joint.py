"""The desk of a case that two authorities review: each sees both, and acts for its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Authority
from accounts.models import User
from applications import registry
from applications.enums import Status
from applications.models import Application
from applications.workflow import version_for
from tests.desk.conftest import content, page, signed_in
from tests.factories.accounts import PostFactory
from tests.factories.applications import ApplicationFactory, case_steps, officer_at
from tests.factories.stubs import JointStubAdapter

pytestmark = pytest.mark.django_db
WORK, EXIT = Authority.WORK_PERMIT, Authority.EXIT_ENTRY
QUEUE = "/admin/applications/application/"
TAGGED = 'desk-tag--stop">joint decision<'


@pytest.fixture(autouse=True)
def joint() -> Iterator[JointStubAdapter]:
    stub = JointStubAdapter()
    with registry.override(stub):
        yield stub


def case_at(path: str, *steps: str) -> Application:
    case: Application = ApplicationFactory(single_window=True, path=path)
    return case_steps(case, *steps) if steps else case


def person(case: Application, role: str, authority: str) -> User:
    assert case.office is not None
    return officer_at(case.office, role, authority)


def browser(case: Application, role: str, authority: str) -> Client:
    return signed_in(person(case, role, authority))


def buttons(case: Application, role: str, authority: str) -> set[str]:
    body = content(browser(case, role, authority).get(page(case)))
    codes = ["list", "supplement", "accept", "approve", "recommend-approval", "refuse", "return"]
    codes += ["recommend-refusal", "joint-propose", "joint-agree", "joint-decline"]
    return {code for code in codes if f"/{case.pk}/{code}/" in body}


def sent(case: Application, authority: str, **values: Any) -> dict[str, Any]:
    return {
        "expected_version": version_for(case, authority),
        "seen_events": case.event_count,
        **values,
    }


FIRST = {"approve", "recommend-approval", "recommend-refusal"}


@pytest.mark.parametrize(
    ("path", "steps", "work", "border"),
    [
        ("submitted", (), {"list", "supplement", "accept"}, {"list", "supplement", "accept"}),
        ("accepted", (), FIRST, FIRST),
        ("accepted", (f"recommend@{WORK}",), {"approve", "return"}, FIRST),
        ("refusal_recommended", (), {"approve", "refuse", "return"}, {"approve", "return"}),
        ("half_approved", (), set(), FIRST),
        ("disagree", (), {"joint-propose"}, {"joint-propose"}),
        ("proposed", (), {"joint-agree", "joint-decline"}, set()),
        ("split", (), set(), set()),
    ],
)
def test_a_supervisor_has_the_buttons_of_the_own_authority(path, steps, work, border):
    case = case_at(path, *steps)
    assert buttons(case, "supervisor", WORK) == work
    assert buttons(case, "supervisor", EXIT) == border


def test_no_approval_alone_where_two_officers_are_needed(joint):
    joint.two_officers = (WORK,)
    case = case_at("accepted")
    assert buttons(case, "reviewer", WORK) == FIRST - {"approve"}
    assert buttons(case, "reviewer", EXIT) == FIRST


JOURNEY = [
    ("reviewer", WORK, "recommend-refusal", {"reason": "employer", "text": "No premises."}),
    ("reviewer", EXIT, "recommend-approval", {"text": "Border words."}),
    ("supervisor", WORK, "refuse", {"text": ""}),
    ("supervisor", EXIT, "approve", {"reason": ""}),
    ("supervisor", EXIT, "joint-propose", {"proposal": "split", "reason": "Let them apply there."}),
]


def test_from_the_first_look_to_the_split():
    case = case_at("accepted")
    for role, authority, step, values in JOURNEY:
        answer = browser(case, role, authority).post(
            page(case, step), sent(case, authority, **values)
        )
        assert answer.status_code == 302, (step, content(answer))
        case.refresh_from_db()
    assert case.status == Status.RECOMMENDED
    chief = browser(case, "supervisor", WORK)
    body = content(chief.get(page(case, "joint-agree")))
    assert "Let them apply there." in body
    assert "No premises." in body
    proposal = case.joint_decisions.get()
    chief.post(page(case, "joint-agree"), sent(case, WORK, decision=proposal.pk, answer=""))
    case.refresh_from_db()
    assert case.status == Status.SPLIT
    assert "Agreed by" in content(chief.get(page(case)))


def test_each_reads_the_others_progress_and_never_its_words():
    case = case_at("accepted")
    worker = browser(case, "reviewer", WORK)
    border = browser(case, "reviewer", EXIT)
    worker.post(page(case, "note"), {"text": "The tax office calls back."})
    worker.post(
        page(case, "checklist"), {"result_passport": "unclear", "note_passport": "Blurred?"}
    )
    case.refresh_from_db()
    worker.post(page(case, "recommend-approval"), sent(case, WORK, text="Weak diploma."))
    own, other = content(worker.get(page(case))), content(border.get(page(case)))
    for words in ("The tax office calls back.", "Blurred?", "Weak diploma."):
        assert words in own
        assert words not in other
    assert "approval recommended, waits for the second officer" in other
    assert "Work-permit authority: wrong or cannot be read" in other


def test_what_one_does_leaves_the_others_open_form_fresh():
    case = case_at("accepted")
    opened = sent(case, EXIT, reason="")
    browser(case, "reviewer", WORK).post(page(case, "approve"), sent(case, WORK, reason=""))
    answer = browser(case, "reviewer", EXIT).post(page(case, "approve"), opened)
    case.refresh_from_db()
    assert (answer.status_code, case.status) == (302, Status.APPROVED)


def test_an_old_form_of_the_own_authority_is_told_what_happened():
    case = case_at("accepted")
    opened = sent(case, WORK, reason="")
    browser(case, "reviewer", WORK).post(page(case, "recommend-approval"), sent(case, WORK))
    answer = browser(case, "supervisor", WORK).post(page(case, "approve"), opened)
    assert answer.status_code == 409
    assert "approval recommended" in content(answer)


@pytest.mark.parametrize("step", ["joint-agree", "joint-decline"])
def test_no_answer_to_ones_own_proposal(step):
    case = case_at("proposed")
    chief = browser(case, "supervisor", EXIT)
    assert chief.get(page(case, step)).status_code == 302
    proposal = case.joint_decisions.get()
    answer = chief.post(page(case, step), sent(case, EXIT, decision=proposal.pk, answer="x"))
    assert answer.status_code == 403
    assert "other authority must answer" in content(answer)


def test_declining_needs_words_and_reopens_the_question():
    case = case_at("proposed")
    chief = browser(case, "supervisor", WORK)
    values = sent(case, WORK, decision=case.joint_decisions.get().pk)
    assert chief.post(page(case, "joint-decline"), {**values, "answer": ""}).status_code == 200
    assert chief.post(page(case, "joint-decline"), {**values, "answer": "No."}).status_code == 302
    assert buttons(case, "supervisor", EXIT) == {"joint-propose"}


def test_a_return_names_whose_review_begins_again():
    case = case_at("disagree")
    chief = browser(case, "supervisor", EXIT)
    values = sent(case, EXIT, proposal="return", reason="Look again.")
    answer = chief.post(page(case, "joint-propose"), values)
    assert "Say which review should begin again" in content(answer)
    assert (
        chief.post(page(case, "joint-propose"), {**values, "reopened": [WORK]}).status_code == 302
    )


def test_both_lists_become_one():
    case = case_at("submitted")
    worker, border = browser(case, "reviewer", WORK), browser(case, "reviewer", EXIT)
    drafted = sent(case, WORK, use_letter="on", text_letter="Have it translated.", complete="on")
    assert worker.post(page(case, "list"), drafted).status_code == 302
    assert "Have it translated." in content(worker.get(page(case, "list")))
    assert "Have it translated." in content(border.get(page(case, "supplement")))
    own = sent(case, EXIT, use_passport="on", text_passport="Upload it again.")
    assert border.post(page(case, "supplement"), own).status_code == 302
    items = case.supplement_requests.get().items.values_list("code", "text")
    assert set(items) == {("letter", "Have it translated."), ("passport", "Upload it again.")}


def test_nothing_to_ask_can_be_said():
    case = case_at("submitted")
    answer = browser(case, "reviewer", WORK).post(
        page(case, "list"), sent(case, WORK, complete="on")
    )
    assert answer.status_code == 302
    assert case.reviews.get(authority=WORK).list_complete_at is not None
    body = content(browser(case, "reviewer", EXIT).get(page(case)))
    assert "are complete" in body


class TestQueue:
    @pytest.fixture
    def cases(self) -> dict[str, Application]:
        paths = ("accepted", "recommended", "half_approved", "disagree")
        return {path: case_at(path) for path in paths}

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ("first", {"accepted"}),
            ("second", {"recommended"}),
            ("done", {"half_approved"}),
            ("joint", {"disagree"}),
            ("nonsense", {"accepted", "recommended", "half_approved", "disagree"}),
        ],
    )
    def test_by_what_the_own_authority_owes(self, cases, wanted, found):
        desk = browser(cases["accepted"], "reviewer", WORK)
        body = content(desk.get(QUEUE, {"review": wanted}))
        assert {path for path, case in cases.items() if case.reference in body} == found

    def test_by_authority_for_an_officer_of_both(self, cases):
        officer = person(cases["accepted"], "reviewer", WORK)
        PostFactory.create(officer=officer, authority=EXIT)  # at the airport
        visa = ApplicationFactory(accepted=True)
        desk = signed_in(officer)
        assert visa.reference in content(desk.get(QUEUE))
        body = content(desk.get(QUEUE, {"authority": WORK}))
        assert visa.reference not in body
        assert cases["accepted"].reference in body

    def test_the_next_case_is_one_that_the_own_authority_owes(self, cases):
        done = case_at("half_approved")
        body = content(browser(done, "reviewer", WORK).get(page(done)))
        assert cases["accepted"].reference in body.partition('rel="next"')[2][:200]


def test_the_page_asks_no_more_with_more_reviews_done(django_assert_max_num_queries):
    case = case_at("disagree")
    desk = browser(case, "supervisor", WORK)
    desk.get(page(case))
    with django_assert_max_num_queries(60):
        desk.get(page(case))


def test_the_queue_names_a_joint_decision() -> None:
    apart, agreed = case_at("disagree"), case_at("refusal_recommended")
    body = content(browser(apart, "supervisor", WORK).get(QUEUE))
    assert apart.reference in body
    assert TAGGED in body
    alone = content(browser(agreed, "supervisor", WORK).get(QUEUE, {"q": agreed.reference}))
    assert agreed.reference in alone
    assert TAGGED not in alone
