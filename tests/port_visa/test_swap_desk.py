"""What the officer sees of one person in place of another: both, side by side."""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.enums import PostRole
from applications.models import Application
from documents.services import document_mark_used
from port_visa import services
from port_visa.enums import VisitPart
from tests.factories.port_visa import NOW, TODAY, Desk, airport
from tests.port_visa.passing import browser_of, porter
from tests.port_visa.swapping import approve, approved, begun, filled, handed_in, named

pytestmark = pytest.mark.usefixtures("time_machine_at")


@pytest.fixture
def officer(desk: Desk) -> Client:
    return browser_of(porter(role=PostRole.REVIEWER))


def page(officer: Client, case: Application) -> str:
    return officer.get(f"/admin/applications/application/{case.pk}/change/").text


def pairs(text: str) -> dict[str, list[str]]:
    """The lines of the table: what it is about, the old one's value, the new one's."""
    table = text.partition("desk-table--pair")[2].partition("</table>")[0]
    found = {}
    for line in re.findall(r"<tr>(.*?)</tr>", table.partition("<tbody>")[2], re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL)
        label, *values = [" ".join(unescape(re.sub("<[^>]+>", " ", c)).split()) for c in cells]
        found[label] = values
    return found


def test_both_side_by_side_on_both_pages(desk: Desk, officer: Client) -> None:
    invitee, document = approved(desk)
    case = handed_in(desk, invitee)
    for shown, other in ((case, invitee.application), (invitee.application, case)):
        text = page(officer, shown)
        assert pairs(text)["Passport number"] == ["L898902C3", "X1234578"]
        assert pairs(text)["Port Visa Notification"] == [f"{document.number} · valid", "–"]
        assert "changed" not in str(pairs(text))
        assert f"/application/{other.pk}/change/" in text
    flags = page(officer, case).partition("desk-flags")[2].partition("</ul>")[0]
    assert "is revoked with the approval" in flags
    flags = page(officer, invitee.application).partition("desk-flags")[2].partition("</ul>")[0]
    assert "is revoked" not in flags


def test_what_of_the_visit_differs_is_marked(desk: Desk, officer: Client) -> None:
    invitee, _document = approved(desk)
    draft = filled(desk, begun(desk, invitee))
    arrival = {"arrival_on": TODAY, "port": airport(), "flight": "", "stay_days": 5}
    services.invitation_visit_save(
        invitation=draft, part=VisitPart.ARRIVAL, data=arrival, actor=desk.actor, now=NOW
    )
    desk.submit(draft)
    lines = pairs(page(officer, Application.objects.get(invitee__invitation=draft)))
    assert lines["Stay in days"] == ["10", "5 changed"]
    assert lines["Arrival"][1].endswith("changed")
    assert not lines["Purpose"][1].endswith("changed")


def test_a_draft_is_not_shown_to_officers(desk: Desk, officer: Client) -> None:
    invitee, _document = approved(desk)
    filled(desk, begun(desk, invitee))
    text = page(officer, invitee.application)
    assert "One person in place of another" not in text
    assert "TESTER" not in text


def test_afterwards_both_say_how_it_ended(desk: Desk, officer: Client) -> None:
    invitee, document = approved(desk)
    case = approve(named(desk, invitee))
    assert pairs(page(officer, case))["Port Visa Notification"][0] == f"{document.number} · revoked"
    text = page(officer, invitee.application)
    assert f"{case.reference} has taken this person" in unescape(text)


def test_who_approves_reads_first_what_is_revoked_with_it(desk: Desk, officer: Client) -> None:
    invitee, _document = approved(desk)
    case = named(desk, invitee)
    address = f"/admin/applications/application/{case.pk}/approve/"
    told = unescape(officer.get(address).text)
    name, reference = invitee.application.traveller.name_mrz, invitee.application.reference
    assert f"Port Visa Notification of {name} ({reference}) is revoked." in told


def test_why_it_cannot_be_approved_stands_beside_the_button(desk: Desk, officer: Client) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    document_mark_used(document=document, now=NOW)
    assert "has been used at the port. Refuse this case" in page(officer, case)
