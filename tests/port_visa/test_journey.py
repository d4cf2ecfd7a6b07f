"""The inviter's journey through the pages, without JavaScript, in both languages."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from applications import services as case
from documents.models import IssuedDocument
from documents.services import document_produce
from port_visa.enums import InvitationStatus
from port_visa.models import Invitation
from port_visa.queries import active_invitees, snapshot_load
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.port_visa import ANNA, NOW, SAM, VISIT, Desk, airport, picture
from tests.port_visa.services.test_invitations import ask

LANGUAGES = ["en", "zh-hans"]


@pytest.fixture
def browser(client: Client, desk: Desk) -> Client:
    """A signed-in member, on the day of the tests."""
    client.force_login(desk.actor)
    return client


@pytest.fixture(autouse=True)
def _day(time_machine_at) -> None:
    """Every test happens on one Monday morning."""


def post(browser: Client, path: str, data: dict) -> str:
    """Post a form and answer where it leads; a page that shows the form again is a failure."""
    answer = browser.post(path, data)
    assert answer.status_code == 302, errors_of(answer.content.decode())
    return answer["Location"]


def errors_of(page: str) -> list[str]:
    """The sentences of a page's error summary."""
    summary = re.search(r"govuk-error-summary__list.*?</ul>", page, re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", summary[0]) if summary else [page[:2000]]


ARRIVAL = {
    "arrival_on_day": "10",
    "arrival_on_month": "3",
    "arrival_on_year": "2026",
    "flight": "ZZ 123",
    "stay_days": "10",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_first_click_to_the_receipt(browser: Client, desk: Desk, language: str) -> None:
    home = post(browser, f"/{language}/invitations/new/", {"organisation": desk.organisation.pk})
    invitation = Invitation.objects.get()
    page = f"/{language}/invitations/{invitation.pk}/"
    assert home == page

    for part in ("purpose", "urgency"):
        post(browser, f"{page}visit/{part}/", VISIT[part])
    post(browser, f"{page}visit/arrival/", {**ARRIVAL, "port": airport().pk})
    post(browser, f"{page}visit/plan/", VISIT["plan"])
    assert post(browser, f"{page}visit/costs/", VISIT["costs"]) == page

    person = post(browser, f"{page}people/", {})
    confirm = post(browser, person, {"lines": ANNA.lines, "copy": picture()})
    assert "L898902C3" in browser.get(confirm).content.decode().replace("<mark>0</mark>", "0")
    details = post(browser, confirm, {"risky_compared": "on"})
    post(browser, details, {"occupation": "Engineer", "relation": "Supplier"})

    snapshot = snapshot_load(Invitation.objects.get(), timezone.now())
    for slot in snapshot.group_slots:
        if slot.requirement.required:
            post(browser, f"{page}documents/{slot.key}/", {"chosen": picture()})
    assert "govuk-error-summary" not in browser.get(f"{page}check/").content.decode()

    receipt = post(browser, f"{page}declare/", {"declared_name": "Li Example", "declared": "on"})
    assert receipt == f"{page}receipt/"
    text = browser.get(receipt).content.decode()
    invitee = active_invitees().get()
    assert invitee.application.reference in text
    assert "Monday 9 March 2026" in text  # five working days to say what is missing
    assert "2026年3月9日（星期一）" in text
    assert Invitation.objects.get().status == InvitationStatus.SUBMITTED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["empty", "begun", "complete", "submitted"])
def test_every_page_answers_in_every_state(
    browser: Client, desk: Desk, language: str, state: str
) -> None:
    if state == "empty":
        invitation = desk.draft()
    elif state == "begun":
        invitation = desk.visit(desk.draft())
        browser.post(f"/en/invitations/{invitation.pk}/people/")
    else:
        invitation = desk.complete() if state == "complete" else desk.submitted()
    page = f"/{language}/invitations/{invitation.pk}/"
    names = ["", "people/", "documents/", "check/", "declare/", "receipt/", "copy/"]
    names += ["withdraw/", "discard/", "receipt.pdf"]
    names += [f"visit/{part}/" for part in [*VISIT, "arrival", "nonsense"]]
    for invitee in active_invitees():
        person = f"people/{invitee.pk}/"
        names += [person + step for step in ("passport/", "confirm/", "correct/", "details/")]
        names += [f"{person}remove/"]
    for name in names:
        answer = browser.get(page + name)
        assert answer.status_code in (200, 302, 404), name
    dashboard = browser.get(f"/{language}/dashboard/")
    assert dashboard.status_code == 200


def test_others_get_404_everywhere(client: Client, desk: Desk) -> None:
    invitation = desk.submitted()
    stranger = Desk()
    client.force_login(stranger.actor)
    person = active_invitees().get(invitation=invitation)
    page = f"/en/invitations/{invitation.pk}/"
    names = ["", "people/", "documents/", "documents/licence/", "check/", "declare/", "receipt/"]
    names += ["receipt.pdf", "copy/", "withdraw/", "discard/", "visit/purpose/"]
    names += [
        f"people/{person.pk}/{step}/"
        for step in ("passport", "confirm", "correct", "details", "remove")
    ]
    for name in names:
        assert client.get(page + name).status_code == 404, name
        assert client.post(page + name).status_code == 404, name
    assert client.get("/en/invitations/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_what_was_typed_survives_a_session_that_ended(client: Client, desk: Desk) -> None:
    invitation = desk.draft()
    page = f"/en/invitations/{invitation.pk}/visit/purpose/"
    typed = {"category": "M", "purpose": "Half a <b>sentence"}
    answer = client.post(page, typed)
    assert unquote(answer["Location"]) == f"/en/account/login/?next={page}"
    client.force_login(desk.actor)
    text = client.get(page).content.decode()
    assert "Half a &lt;b&gt;sentence" in text
    assert "What you typed is still here" in text
    assert "govuk-error-summary" not in text
    post(client, page, typed)
    assert "What you typed is still here" not in client.get(page).content.decode()
    invitation.refresh_from_db()
    assert invitation.purpose == "Half a <b>sentence"


def test_the_language_switch_keeps_what_was_typed(browser: Client, desk: Desk) -> None:
    invitation = desk.draft()
    page = f"/en/invitations/{invitation.pk}/visit/arrival/"
    where = post(browser, page, {"arrival_on_day": "31", "flight": "MU 1", "switch": "zh-hans"})
    assert where == page.replace("/en/", "/zh-hans/")
    text = browser.get(where).content.decode()
    assert 'value="31"' in text
    assert 'value="MU 1"' in text
    assert "govuk-error-message" not in text


def test_a_switch_to_no_language_goes_to_the_default(browser: Client, desk: Desk) -> None:
    page = f"/zh-hans/invitations/{desk.draft().pk}/visit/arrival/"
    assert post(browser, page, {"switch": "xx"}) == page.replace("/zh-hans/", "/en/")


def test_far_too_much_text_is_not_kept(client: Client, desk: Desk) -> None:
    page = f"/en/invitations/{desk.draft().pk}/visit/plan/"
    client.post(page, {"itinerary": "x" * 200_000})
    client.force_login(desk.actor)
    assert "What you typed is still here" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("part", "data", "sentences"),
    [
        ("purpose", {}, ["Choose what they will come for.", "Describe the purpose"]),
        (
            "purpose",
            {"category": "X", "purpose": "x" * 501},
            ["options that the page offers", "at most 500"],
        ),
        ("urgency", {"urgency": "other"}, ["Explain the urgency"]),
        ("arrival", {**ARRIVAL, "arrival_on_month": "13"}, ["month must be 1 to 12", "Choose the"]),
        ("arrival", {**ARRIVAL, "stay_days": "31", "port": "-1"}, ["between 1 and 30"]),
        ("arrival", {**ARRIVAL, "stay_days": "ten"}, ["in digits"]),
        ("costs", {"payer": "other"}, ["Say who pays."]),
        ("plan", {"itinerary": " "}, ["Describe the days", "hotel or address"]),
    ],
)
def test_bad_answers_get_a_sentence(
    browser: Client, desk: Desk, part: str, data: dict, sentences: list[str]
) -> None:
    page = f"/en/invitations/{desk.draft().pk}/visit/{part}/"
    found = " | ".join(errors_of(browser.post(page, data).content.decode()))
    for sentence in sentences:
        assert sentence in found


def test_dates_refused_by_the_rules_stand_beside_their_field(browser: Client, desk: Desk) -> None:
    page = f"/en/invitations/{desk.draft().pk}/visit/arrival/"
    data = {**ARRIVAL, "arrival_on_year": "2025", "port": airport().pk}
    text = browser.post(page, data).content.decode()
    assert "The arrival date is in the past." in errors_of(text)
    assert 'href="#id_arrival_on_day"' in text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂" * 10, "\u202eabc", "李", "O"])
def test_any_text_in_free_fields_is_kept_and_escaped(
    browser: Client, desk: Desk, text: str
) -> None:
    invitation = desk.draft()
    page = f"/en/invitations/{invitation.pk}/visit/purpose/"
    post(browser, page, {"category": "F", "purpose": text})
    answer = browser.get(f"/en/invitations/{invitation.pk}/check/").content.decode()
    assert "<script>alert" not in answer
    invitation.refresh_from_db()
    assert invitation.purpose == text


def test_a_wrong_line_keeps_the_uploaded_copy(browser: Client, desk: Desk) -> None:
    invitation = desk.draft()
    person = post(browser, f"/en/invitations/{invitation.pk}/people/", {})
    answer = browser.post(person, {"lines": "nonsense", "copy": picture()})
    assert "We found 1" in " ".join(errors_of(answer.content.decode()))
    assert active_invitees().get().application.attachments.count() == 1


def test_a_chinese_document_gets_an_explanation(browser: Client, desk: Desk) -> None:
    from dataclasses import replace

    invitation = desk.draft()
    person = post(browser, f"/en/invitations/{invitation.pk}/people/", {})
    text = browser.post(person, {"lines": replace(ANNA, state="CHN").lines}).content.decode()
    assert "No visa is needed" in text
    assert "Chinese citizens do not need a visa" in text


def test_correction_by_hand(browser: Client, desk: Desk) -> None:
    invitation = desk.draft()
    person = post(browser, f"/en/invitations/{invitation.pk}/people/", {})
    data = {
        "name_mrz_primary": "eriksson",
        "document_number": "l898 902c3",
        "nationality": "UTO",
        "issuing_state": "UTO",
        "sex": "F",
        "expires_on_day": "15",
        "expires_on_month": "4",
        "expires_on_year": "2034",
    }
    page = person.replace("passport", "correct")
    assert "Say what is different" in " ".join(errors_of(browser.post(page, data).content.decode()))
    post(browser, page, {**data, "reason": "worn off"})
    invitee = active_invitees().get()
    assert invitee.application.traveller.document_number == "L898902C3"
    check = browser.get(f"/en/invitations/{invitation.pk}/check/").content.decode()
    assert "worn off" in check


def test_a_refused_file_says_how_to_mend_it_and_the_good_one_stays(
    browser: Client, desk: Desk
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    invitation = desk.complete()
    page = f"/en/invitations/{invitation.pk}/documents/other/"
    bad = SimpleUploadedFile("notes.txt", b"hello", "text/plain")
    answer = browser.post(page, {"chosen": [picture(name="good.jpg"), bad]})
    text = answer.content.decode()
    assert "is not a JPG, PNG, HEIC or PDF" in text
    assert "good.jpg" in text
    slot = snapshot_load(invitation, timezone.now()).slot("other")
    assert slot is not None
    post(browser, page, {"remove": slot.attachments[0].upload_id})
    assert not snapshot_load(invitation, timezone.now()).slot("other").attachments  # type: ignore[union-attr]
    post(browser, page, {"remove": "nonsense"})
    assert "Choose a file first." in browser.post(page, {}).content.decode()


def test_remove_discard_withdraw_copy(browser: Client, desk: Desk) -> None:
    draft = desk.complete()
    person = active_invitees().get(invitation=draft)
    post(browser, f"/en/invitations/{draft.pk}/people/{person.pk}/remove/", {})
    assert not active_invitees().filter(invitation=draft).exists()
    post(browser, f"/en/invitations/{draft.pk}/discard/", {})
    submitted = desk.submitted()
    person = active_invitees().get(invitation=submitted)
    where = post(browser, f"/en/invitations/{submitted.pk}/copy/", {"people": [person.pk]})
    assert "Compare the values" in browser.get(f"{where}people/").content.decode()
    post(browser, f"/en/invitations/{submitted.pk}/withdraw/", {"people": [person.pk]})
    person.application.refresh_from_db()
    assert person.application.status == "withdrawn"


def test_declaration_names_the_law_and_needs_its_tick(browser: Client, desk: Desk) -> None:
    invitation = desk.complete()
    page = f"/en/invitations/{invitation.pk}/declare/"
    text = browser.get(page).content.decode()
    assert "Article 74" in text
    assert "10,000 to 50,000 yuan" in text
    assert "Article 73" in text
    answer = browser.post(page, {"declared_name": ""}).content.decode()
    assert errors_of(answer) == [
        "Enter your full name.",
        "Tick the box to declare that everything is true.",
    ]


def test_a_group_is_handed_in_and_taken_back(browser: Client, desk: Desk) -> None:
    invitation = desk.complete(ANNA, SAM)
    page = f"/en/invitations/{invitation.pk}/"
    post(browser, f"{page}declare/", {"declared_name": "Li Example", "declared": "on"})
    text = browser.get(f"{page}receipt/").content.decode()
    people = list(active_invitees().filter(invitation=invitation))
    assert all(person.application.reference in text for person in people)
    post(browser, f"{page}withdraw/", {"people": [person.pk for person in people]})
    assert "There is nothing left" in browser.get(f"{page}withdraw/").content.decode()


def test_people_without_an_organisation_are_told_what_to_do(client: Client, desk: Desk) -> None:
    from tests.factories.port_visa import person_outside

    client.force_login(person_outside())
    for path in ("/en/invitations/new/", "/en/dashboard/"):
        page = client.get(path).content.decode()
        assert "Register yours" in page
        assert "Invite in your own name" in page
    assert "First register" in client.get("/en/permit-applications/new/").content.decode()


def test_the_receipt_as_a_file(browser: Client, desk: Desk) -> None:
    invitation = desk.submitted()
    answer = browser.get(f"/zh-hans/invitations/{invitation.pk}/receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_receipt_follows_the_case(browser: Client, desk: Desk) -> None:
    invitation = desk.submitted()
    application = active_invitees().get().application
    officer: Any = UserFactory(officer=True)
    PostFactory(officer=officer, office=application.office, role=PostRole.REVIEWER)
    page = f"/en/invitations/{invitation.pk}/receipt/"
    case.application_accept(application=application, actor=officer, now=NOW)
    accepted = browser.get(page).content.decode()
    assert "We decide by Thursday 5 March 2026, 24:00" in accepted
    assert "我们将在2026年3月5日（星期四）24时前作出决定" in accepted
    assert "Day 3" in accepted
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        browser.force_login(desk.actor)
        assert "We are sorry" in browser.get(page).content.decode()
        assert "We are sorry" in browser.get("/en/dashboard/").content.decode()
    browser.force_login(desk.actor)
    case.application_approve(application=application, actor=officer, now=NOW)
    assert "being prepared" in browser.get(page).content.decode()
    document_produce(document_id=IssuedDocument.objects.get().pk, now=NOW)
    assert "Download the Notification" in browser.get(page).content.decode()


def test_a_supplement_leads_from_the_dashboard_to_the_form(browser: Client, desk: Desk) -> None:
    invitation = desk.submitted()
    person = ask(invitation, "details", "passport")
    page = f"/en/invitations/{invitation.pk}/people/{person.pk}/"
    supplement = f"/en/applications/{person.application.reference}/supplement/"
    board = browser.get("/en/dashboard/").content.decode()
    assert "Needs your answer" in board
    assert supplement in board
    assert (
        "We need something from you"
        in browser.get(f"/en/invitations/{invitation.pk}/receipt/").content.decode()
    )
    data = {"occupation": "Pilot", "relation": "Supplier"}
    assert post(browser, f"{page}details/", data) == supplement
    confirm = post(browser, f"{page}passport/", {"lines": ANNA.lines})
    assert post(browser, confirm, {"risky_compared": "on"}) == supplement
    assert browser.get(f"{page}remove/").status_code == 404


def test_the_dashboard_asks_a_fixed_number_of_queries(
    browser: Client, desk: Desk, django_assert_max_num_queries
) -> None:
    for _number in range(3):
        desk.submitted()
    with django_assert_max_num_queries(12):
        assert browser.get("/en/dashboard/").status_code == 200
