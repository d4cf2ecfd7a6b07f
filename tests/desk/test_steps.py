"""Each button: its page says what will happen, its POST calls the service, its errors are kind."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from applications.enums import CheckResult
from applications.models import Application, ChecklistTick, Event
from tests.desk.conftest import case_at, content, officer, page, posted, signed_in

pytestmark = pytest.mark.django_db

STEPS: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("submitted", "reviewer", "accept", {}, "accepted"),
    (
        "submitted",
        "reviewer",
        "not-accept",
        {"reason": "not_needed", "text": "No visa is needed."},
        "not_accepted",
    ),
    (
        "submitted",
        "reviewer",
        "supplement",
        {"use_letter": "on", "text_letter": "Upload the letter."},
        "supplement",
    ),
    ("accepted", "reviewer", "approve", {}, "approved"),
    ("accepted", "reviewer", "recommend-approval", {"text": "Second look, please."}, "recommended"),
    (
        "accepted",
        "reviewer",
        "recommend-refusal",
        {"reason": "fraud", "text": "Forged letter."},
        "recommended",
    ),
    ("recommended", "supervisor", "approve", {}, "approved"),
    ("recommended", "supervisor", "return", {"reason": "Read the letter again."}, "accepted"),
    ("refusal_recommended", "supervisor", "refuse", {"text": ""}, "refused"),
    (
        "refusal_recommended",
        "supervisor",
        "approve",
        {"reason": "The letter is genuine."},
        "approved",
    ),
    ("issued", "supervisor", "revoke", {"reason": "The visit was cancelled."}, "revoked"),
    ("accepted", "supervisor", "clock-stop", {"reason": "A hearing is held."}, "accepted"),
    (
        "accepted",
        "supervisor",
        "clock-extend",
        {"days": "3", "reason": "Inspection abroad."},
        "accepted",
    ),
    ("accepted", "reviewer", "take", {}, "accepted"),
    ("accepted", "reviewer", "note", {"text": "Called the company."}, "accepted"),
]


@pytest.mark.parametrize(("path", "who", "step", "typed", "status"), STEPS)
def test_a_step_goes_through(
    desk: Client, chief: Client, path: str, who: str, step: str, typed: dict[str, Any], status: str
) -> None:
    case = case_at(path)
    client = chief if who == "supervisor" else desk
    shown = client.get(page(case, step))
    assert shown.status_code == 200
    assert f'value="{case.version}"' in content(shown)
    answer = client.post(page(case, step), posted(case, **typed), follow=True)
    assert answer.redirect_chain[-1][0] == page(case)
    case.refresh_from_db()
    assert case.status == status


def test_correction_changes_only_what_was_changed(chief: Client) -> None:
    case = case_at("issued")
    data = {
        "reason": "A sign of the number is wrong.",
        "name_mrz_primary": "ERIKSSON",
        "name_mrz_secondary": "ANNA MARIA",
        "document_number": "L12345678",
        "nationality": "UTO",
        "sex": "F",
        "birth_date": "1974-08-12",
        "expires_on": "2031-04-15",
    }
    chief.post(page(case, "correct"), posted(case, **data))
    case.refresh_from_db()
    assert case.status == "approved"
    changes = case.events.get(kind="correct").data["changes"]
    assert list(changes) == ["document_number"]


@pytest.mark.parametrize(
    ("path", "step", "typed", "sentence"),
    [
        (
            "submitted",
            "not-accept",
            {"reason": "not_needed", "text": " "},
            "This field is required",
        ),
        (
            "submitted",
            "not-accept",
            {"reason": "whim", "text": "Kept text."},
            "Choose one of the options",
        ),
        ("submitted", "supplement", {}, "Tick at least one line"),
        (
            "submitted",
            "supplement",
            {"use_letter": "on", "text_letter": " "},
            "Say for each line what",
        ),
        ("accepted", "recommend-refusal", {"reason": "fraud"}, "This field is required"),
        (
            "accepted",
            "recommend-refusal",
            {"reason": "", "text": "Kept text."},
            "This field is required",
        ),
        ("accepted", "note", {"text": ""}, "This field is required"),
        ("accepted", "note", {"text": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_bad_input_gets_its_sentence_and_keeps_what_was_typed(
    desk: Client, path: str, step: str, typed: dict[str, str], sentence: str
) -> None:
    case = case_at(path)
    answer = desk.post(page(case, step), posted(case, **typed))
    text = content(answer)
    assert sentence in text
    if typed.get("text", "").strip():
        assert typed["text"] in text
    case.refresh_from_db()
    assert case.status == path


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "{% now %} {{ 7 }}",
        "'; DROP TABLE x; --",
        "\u202e反转",
        "👩‍👩‍👧",
    ],
)
def test_nasty_text_is_shown_as_text(desk: Client, nasty: str) -> None:
    case = case_at("accepted")
    desk.post(page(case, "note"), posted(case, text=nasty))
    assert Event.objects.get(application=case, kind="note").reason == nasty
    shown = content(desk.get(page(case)))
    assert "<script>alert(1)" not in shown


def test_refusal_needs_another_person(office: Any, chief: Client, supervisor: User) -> None:
    """The supervisor who recommended sees no button, and a forged POST is refused."""
    case = case_at("accepted")
    chief.post(page(case, "recommend-refusal"), posted(case, reason="fraud", text="Forged."))
    case.refresh_from_db()
    assert page(case, "refuse") not in content(chief.get(page(case)))
    answer = chief.post(page(case, "refuse"), posted(case, text=""))
    assert answer.status_code == 403
    assert "Another officer must countersign" in content(answer)
    case.refresh_from_db()
    assert case.status == "recommended"
    second = signed_in(officer(office, "supervisor"))
    assert page(case, "refuse") in content(second.get(page(case)))
    second.post(page(case, "refuse"), posted(case, text=""))
    case.refresh_from_db()
    assert (case.status, case.decision_text) == ("refused", "Forged.")


def test_second_list_needs_a_supervisor_and_a_reason(desk: Client, chief: Client) -> None:
    from applications.services import supplement_answer

    case = case_at("supplement")
    item = case.supplement_requests.get().items.get()
    supplement_answer(
        application=case, actor=case.filed_by, now=case.created_at, answers={item.pk: "Here."}
    )
    case.refresh_from_db()
    typed = {"use_letter": "on", "text_letter": "The letter, please."}
    answer = desk.post(page(case, "supplement"), posted(case, **typed, repeat_reason="Forgot."))
    assert "Only a supervisor can send more" in content(answer)
    answer = chief.post(page(case, "supplement"), posted(case, **typed))
    assert "This field is required" in content(answer)
    chief.post(page(case, "supplement"), posted(case, **typed, repeat_reason="New facts."))
    case.refresh_from_db()
    assert case.supplement_requests.count() == 2


def test_checklist_is_saved_at_once_and_only_changes_are_logged(desk: Client) -> None:
    case = case_at("submitted")
    form = {"result_passport": "in_order", "result_letter": "missing", "note_letter": "No stamp"}
    desk.post(page(case, "checklist"), form)
    desk.post(page(case, "checklist"), form)
    assert case.events.filter(kind="check_ticked").count() == 2
    shown = content(desk.get(page(case, "supplement")))
    assert "Application letter: No stamp" in shown
    assert 'name="use_letter" ' in shown
    answer = desk.post(page(case, "accept"), posted(case))
    assert "The checklist still has lines that are not in order" in content(answer)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"result_letter": "missing", "note_letter": "x" * 501}, "too long: 501"),
        ({"result_letter": "perhaps"}, ""),
        ({"note_letter": "No stamp <b>"}, "choose what you found"),
        ({"note_letter": "No stamp <b>"}, "No stamp &lt;b&gt;"),
        ({"result_unknown": "missing"}, ""),
    ],
)
def test_checklist_refuses_bad_input(desk: Client, form: dict[str, str], sentence: str) -> None:
    case = case_at("submitted")
    answer = desk.post(page(case, "checklist"), form, follow=True)
    assert sentence in content(answer)
    assert not ChecklistTick.objects.filter(application=case).exists()


def test_preview_shows_and_changes_nothing(desk: Client) -> None:
    case = case_at("submitted")
    typed = {"use_letter": "on", "text_letter": "Upload the letter.", "preview": "1"}
    answer = desk.post(page(case, "supplement"), posted(case, **typed))
    assert "Upload the letter." in content(answer)
    case.refresh_from_db()
    assert case.status == "submitted"


def test_case_page_says_what_the_officer_needs(desk: Client) -> None:
    case = case_at("submitted", traveller__document_number="C0G1A9K3U")
    ChecklistTick.objects.create(
        application=case,
        code="letter",
        result=CheckResult.UNCLEAR,
        officer=officer(case.office),  # type: ignore[arg-type]
        ticked_at=case.created_at,
    )
    twin = case_at("issued", traveller__document_number="C0G1A9K3U")
    text = content(desk.get(page(case)))
    for expected in (
        case.reference,
        "ERIKSSON, ANNA MARIA",
        twin.reference,
        "<mark>G</mark>",
        "Typed by hand",
        "Save the checklist",
        page(case, "accept"),
    ):
        assert expected in text
    assert page(case, "approve") not in text


def test_opening_a_case_is_logged_once_an_hour(desk: Client) -> None:
    case = case_at("submitted")
    desk.get(page(case))
    desk.get(page(case))
    assert Application.objects.get(pk=case.pk).events.filter(kind="opened").count() == 1


def test_an_extension_says_what_its_officer_saw(chief: Client) -> None:
    """Twice the same page, or a page that lost what it carries: the days are added once."""
    case = case_at("accepted")
    typed = posted(case, days="3", reason="Inspection abroad.")
    chief.post(page(case, "clock-extend"), typed)
    again = chief.post(page(case, "clock-extend"), typed)
    assert again.status_code == 409
    assert "The period was extended meanwhile." in content(again)
    del typed["seen_events"]
    lost = chief.post(page(case, "clock-extend"), typed)
    assert "Open it again and repeat the step." in content(lost)
    assert case.clock_adjustments.count() == 1
