"""Who may open which page of the desk: every address × every role."""

from typing import Any

import pytest
from django.test import Client

from accounts.enums import PostRole
from applications.admin.steps import step_urls
from applications.models import Application
from offices.models import Office
from tests.desk.conftest import case_at, officer, page, posted, signed_in
from tests.factories.accounts import MembershipFactory, PostFactory

pytestmark = pytest.mark.django_db
STEPS = [url.partition("/")[2].strip("/") for url, _name, _view in step_urls()]
SUPERVISORS = {
    "correct",
    "revoke",
    "refuse",
    "return",
    "clock-stop",
    "clock-resume",
    "clock-extend",
    "assign",
}
ROLES = ["anonymous", "applicant", "port_officer", "administrator", "other_office", "retired"]


@pytest.fixture
def clients(office: Office, other_office: Office) -> dict[str, Client]:
    retired = PostFactory.create(office=office, active=False).officer
    return {
        "anonymous": Client(),
        "applicant": signed_in(MembershipFactory.create().user),
        "port_officer": signed_in(officer(office, PostRole.PORT_OFFICER)),
        "administrator": signed_in(officer(office, PostRole.ADMINISTRATOR)),
        "other_office": signed_in(officer(other_office, PostRole.SUPERVISOR)),
        "retired": signed_in(retired),
    }


def refused(answer: Any) -> bool:
    """Sent to the sign-in page, forbidden, or not there."""
    if answer.status_code == 302:
        return "/login/" in answer.headers["Location"]
    return answer.status_code in (403, 404, 405)


@pytest.mark.parametrize("role", ROLES)
def test_others_open_no_page_of_a_case_and_take_no_step(
    clients: dict[str, Client], role: str
) -> None:
    client = clients[role]
    case = case_at("accepted")
    before = Application.objects.values().get(pk=case.pk)
    for step in ["change", "together", "history", "delete", *STEPS]:
        assert refused(client.get(page(case, step))), step
        assert refused(client.post(page(case, step), posted(case, text="x", reason="x"))), step
    assert Application.objects.values().get(pk=case.pk) == before


@pytest.mark.parametrize("role", ROLES)
def test_others_see_no_case_in_a_list_or_a_search(clients: dict[str, Client], role: str) -> None:
    case = case_at("accepted")
    for path in ("/admin/applications/application/", "/admin/"):
        answer = clients[role].get(path, {"q": "ERIKSSON"})
        assert case.reference not in answer.content.decode()


def test_supervisors_of_another_office_have_a_queue_without_it(
    clients: dict[str, Client],
) -> None:
    case = case_at("accepted")
    answer = clients["other_office"].get("/admin/applications/application/?status=all")
    assert answer.status_code == 200
    assert case.reference not in answer.content.decode()


@pytest.mark.parametrize("step", sorted(SUPERVISORS))
def test_reviewers_get_no_supervisors_page(desk: Client, step: str) -> None:
    case = case_at("recommended")
    assert desk.get(page(case, step)).status_code == 403
    assert desk.post(page(case, step), posted(case, reason="x")).status_code == 403


def test_officers_do_not_handle_what_they_or_their_company_filed(
    desk: Client, reviewer: Any
) -> None:
    case = case_at("accepted")
    MembershipFactory(user=reviewer, organisation=case.organisation)
    assert desk.get(page(case)).status_code in (302, 404)
    assert case.reference not in desk.get("/admin/applications/application/").content.decode()


@pytest.mark.parametrize("path", ["add/", "1/delete/", "nonsense/change/", "0/change/"])
def test_nobody_writes_through_a_model_form(chief: Client, path: str) -> None:
    for method in (chief.get, chief.post):
        answer = method(f"/admin/applications/application/{path}")
        assert answer.status_code in (302, 403, 404, 405)


def test_a_case_cannot_be_changed_by_posting_to_its_page(chief: Client) -> None:
    case = case_at("accepted")
    answer = chief.post(page(case), {"status": "issued", "_save": "1"})
    assert answer.status_code == 405
    case.refresh_from_db()
    assert case.status == "accepted"


def test_drafts_are_nobodys_business(chief: Client) -> None:
    case = case_at("draft")
    assert chief.get(page(case)).status_code in (302, 404)
