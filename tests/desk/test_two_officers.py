"""Two officers at once: the second is told, nothing is overwritten; groups partly succeed."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from applications.models import Application
from offices.models import Office
from tests.desk.conftest import case_at, content, officer, page, posted, signed_in
from tests.factories.accounts import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_the_second_officer_is_told_who_has_the_case(
    desk: Client, chief: Client, reviewer: User
) -> None:
    case = case_at("submitted")
    assert "has this case open" not in content(desk.get(page(case)))
    second = content(chief.get(page(case)))
    assert "Rui Reviewer has this case open" in second
    assert "ERIKSSON" in second
    case.refresh_from_db()
    assert case.held_by == reviewer


def test_a_form_that_was_opened_earlier_overwrites_nothing(desk: Client, chief: Client) -> None:
    case = case_at("accepted")
    form = posted(case, reason="fraud", text="My text that must not be lost.")
    chief.post(page(case, "approve"), posted(case, reason=""))
    answer = desk.post(page(case, "recommend-refusal"), form)
    assert answer.status_code == 409
    text = content(answer)
    for expected in (
        "Somebody acted on this application",
        "Su Supervisor",
        "approved",
        "My text that must not be lost.",
    ):
        assert expected in text
    case.refresh_from_db()
    assert case.status == "approved"


def test_pressing_twice_is_one_effect(desk: Client) -> None:
    case = case_at("submitted")
    form = posted(case)
    assert desk.post(page(case, "accept"), form).status_code == 302
    assert desk.post(page(case, "accept"), form).status_code == 409
    assert case.events.filter(kind="accept").count() == 1


def test_a_button_that_is_gone_leads_back_with_a_sentence(desk: Client) -> None:
    case = case_at("approved")
    answer = desk.get(page(case, "accept"), follow=True)
    assert answer.redirect_chain[-1][0] == page(case)
    assert "is not possible from there" in content(answer)


def test_a_post_without_version_or_with_rubbish_is_no_error_page(desk: Client) -> None:
    case = case_at("accepted")
    answer = desk.post(page(case, "approve"), {"expected_version": "x", "seen_events": "-3"})
    assert answer.status_code == 200
    assert "Open it again and repeat the step." in content(answer)
    case.refresh_from_db()
    assert case.status == "accepted"


@pytest.fixture
def group(office: Office) -> list[Application]:
    """Three people filed together."""
    company = OrganisationFactory(verified=True)
    MembershipFactory(organisation=company)
    return [case_at("submitted", organisation=company) for _number in range(3)]


def together(group: list[Application], **values: Any) -> dict[str, Any]:
    versions = {f"version_{case.pk}": case.version for case in group}
    return {"case": [case.pk for case in group], **versions, **values}


def statuses(group: list[Application]) -> list[str]:
    return [Application.objects.get(pk=case.pk).status for case in group]


def test_all_of_a_group_at_once(desk: Client, group: list[Application]) -> None:
    assert "Act on all 3 people" in content(desk.get(page(group[0])))
    address = page(group[0], "together")
    assert desk.get(address).status_code == 200
    for action, status in (("accept", "accepted"), ("approve", "approved")):
        answer = desk.post(address, together(group, action=action))
        assert f"3 of 3 done: {action.capitalize()}." in content(answer)
        assert statuses(group) == [status] * 3
        for case in group:
            case.refresh_from_db()


def test_every_step_of_two_officers_for_a_group(
    desk: Client, chief: Client, reviewer: User, supervisor: User, group: list[Application]
) -> None:
    address, text = page(group[0], "together"), {"text": "The letter is forged."}
    steps: list[tuple[Client, dict[str, str], str]] = [
        (desk, {"action": "take"}, "submitted"),
        (chief, {"action": "take"}, "submitted"),
        (desk, {"action": "accept"}, "accepted"),
        (desk, {"action": "recommend-approval"}, "recommended"),
        (chief, {"action": "return", **text}, "accepted"),
        (desk, {"action": "recommend-refusal", "ground": "fraud", **text}, "recommended"),
        (chief, {"action": "refuse"}, "refused"),
    ]
    for client, values, status in steps:
        assert "3 of 3 done" in content(client.post(address, together(group, **values))), values
        assert statuses(group) == [status] * 3
        for case in group:
            case.refresh_from_db()
    assert {case.assigned_to for case in group} == {supervisor}


def test_one_of_a_group_alone(desk: Client, group: list[Application]) -> None:
    values = together(group, action="accept") | {"case": [group[1].pk]}
    desk.post(page(group[0], "together"), values)
    assert statuses(group) == ["submitted", "accepted", "submitted"]


def test_what_fails_stops_no_other_and_is_told(
    desk: Client, chief: Client, group: list[Application]
) -> None:
    values = together(group, action="accept")
    chief.post(page(group[1], "not-accept"), posted(group[1], reason="not_needed", text="None."))
    text = content(desk.post(page(group[0], "together"), values))
    assert "2 of 3 done" in text
    assert "Somebody acted on this application" in text
    assert statuses(group) == ["accepted", "not_accepted", "accepted"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"action": "supplement", "text": " "}, "Write the text"),
        ({"action": "recommend-refusal", "text": "Forged."}, "Choose the ground"),
        ({"action": "explode"}, "Choose one of the options"),
        ({}, "This field is required"),
        ({"action": "accept", "case": []}, "Tick at least one person"),
        ({"action": "accept", "case": ["999999", "x"]}, "Tick at least one person"),
    ],
)
def test_bad_input_for_a_group(
    desk: Client, group: list[Application], values: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(page(group[0], "together"), together(group) | values)
    assert sentence in content(answer)
    assert statuses(group) == ["submitted"] * 3


def test_one_list_for_all(desk: Client, group: list[Application]) -> None:
    values = together(group, action="supplement", text="Upload the letter.\n\nSign the form.")
    desk.post(page(group[0], "together"), values)
    assert statuses(group) == ["supplement"] * 3
    items = group[0].supplement_requests.get().items
    assert list(items.values_list("text", flat=True)) == ["Upload the letter.", "Sign the form."]


def test_a_group_member_of_another_office_is_left_out(
    group: list[Application], other_office: Office
) -> None:
    Application.objects.filter(pk=group[2].pk).update(office=other_office)
    client = signed_in(officer(group[0].office))  # type: ignore[arg-type]
    text = content(client.get(page(group[0], "together")))
    assert group[2].reference not in text
    client.post(page(group[0], "together"), together(group, action="accept"))
    assert statuses(group) == ["accepted", "accepted", "submitted"]
