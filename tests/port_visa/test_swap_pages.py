"""Naming somebody else, from the receipt to the declaration, in both languages."""

import re

import pytest
from django.test import Client

from applications.models import Application
from documents.models import IssuedDocument
from documents.services import document_mark_used
from port_visa.models import Invitee
from tests.factories.applications import case_steps
from tests.factories.filings import filed_desk
from tests.factories.port_visa import ANNA, NOW, SAM, Desk, person_outside
from tests.port_visa.passing import browser_of, porter, scan
from tests.port_visa.swapping import (
    approve,
    approved,
    approved_electronic,
    begun,
    filled,
    handed_in,
    named,
)
from tests.port_visa.test_link_pages import member, opened, person_url

pytestmark = pytest.mark.usefixtures("time_machine_at")
DECLARED = {"declared_name": "Li Example", "declared": "on"}


def receipt(client: Client, invitee: Invitee, language: str = "en") -> str:
    return client.get(f"/{language}/invitations/{invitee.invitation_id}/receipt/").text


def case_page(client: Client, case: Application, language: str = "en") -> str:
    return client.get(f"/{language}/applications/{case.reference}/").text


@pytest.mark.parametrize(
    ("language", "offer", "notice"),
    [
        ("en", "Name somebody else", "In place of ERIKSSON"),
        ("zh-hans", "更换被邀请人", "替代ERIKSSON"),
    ],
)
def test_from_the_receipt_to_a_new_draft(
    desk: Desk, language: str, offer: str, notice: str
) -> None:
    invitee, _document = approved(desk)
    client, url = member(desk), person_url(invitee, "swap", language)
    assert url in receipt(client, invitee, language)
    assert url in case_page(client, invitee.application, language)
    assert offer in client.get(url).text
    answer = client.post(url)
    new = invitee.replacements.get()
    assert answer.headers["Location"] == f"/{language}/invitations/{new.invitation_id}/"
    assert client.post(url).headers["Location"] == answer.headers["Location"]
    assert answer.headers["Location"] in receipt(client, invitee, language)  # to go on
    assert notice in client.get(answer.headers["Location"]).text
    draft = filled(desk, new)
    for page in ("check", "declare"):
        assert notice in client.get(f"/{language}/invitations/{draft.pk}/{page}/").text
    answer = client.post(f"/{language}/invitations/{draft.pk}/declare/", DECLARED)
    assert answer.headers["Location"].endswith("/receipt/")
    new.application.refresh_from_db()
    assert notice in receipt(client, new, language)
    assert new.application.reference in receipt(client, invitee, language)
    assert url not in receipt(client, invitee, language)
    for page in (client.get(url).text, case_page(client, invitee.application, language)):
        assert new.application.reference in page


def test_the_end_in_the_inviters_words(desk: Desk) -> None:
    invitee, _document = approved(desk)
    case = named(desk, invitee)
    approve(case)
    client = member(desk)
    for page in (receipt(client, invitee), case_page(client, invitee.application)):
        assert f"{case.reference} has taken this person" in page
        assert "Name somebody else" not in page
    text = case_page(client, invitee.application)
    assert "The inviter named another person" in text
    assert not re.search(r'class="govuk-button"[^>]*/documents?/', text)  # to be used no more
    assert re.search(r'govuk-tag--red">Revoked</strong>\s*<a class="govuk-link"', text)
    assert "whose Port Visa Notification is revoked" in case_page(client, case)


def test_a_second_way_after_the_first_newcomer_was_refused(desk: Desk) -> None:
    invitee, _document = approved(desk)
    case = case_steps(handed_in(desk, invitee), "accept", "recommend_refusal", "refuse")
    client, url = member(desk), person_url(invitee, "swap")
    page = receipt(client, invitee)
    assert f"{case.reference}, named in this person" in page
    assert "was left as it was" in page
    assert url in page
    assert "Begin with the new person" in client.get(url).text


def test_used_meanwhile_the_declaration_says_so_and_keeps_the_draft(desk: Desk) -> None:
    invitee, document = approved(desk)
    draft = filled(desk, begun(desk, invitee))
    document_mark_used(document=document, now=NOW)
    client = member(desk)
    answer = client.post(f"/en/invitations/{draft.pk}/declare/", DECLARED)
    assert "used at the port" in answer.text
    assert "Li Example" in answer.text
    assert "nobody can take its place" in client.get(person_url(invitee, "swap")).text


def test_who_is_not_approved_has_no_offer(desk: Desk) -> None:
    waiting = desk.submitted(SAM).invitees.get()
    client, why = member(desk), "while the Port Visa Notification is in force"
    assert person_url(waiting, "swap") not in receipt(client, waiting)
    assert person_url(waiting, "swap") not in case_page(client, waiting.application)
    assert why in client.get(person_url(waiting, "swap")).text
    answer = client.post(person_url(waiting, "swap"), follow=True)
    assert why in answer.text
    drafted = desk.complete().invitees.get()
    assert client.get(person_url(drafted, "swap")).status_code == 404


def test_of_others_there_is_no_such_page(desk: Desk) -> None:
    invitee, _document = approved(desk)
    mine, theirs = member(desk), Client()
    theirs.force_login(person_outside())
    other = Desk().submitted(SAM).invitees.get()
    assert theirs.post(person_url(invitee, "swap")).status_code == 404
    assert mine.post(person_url(other, "swap")).status_code == 404
    other.invitation_id = invitee.invitation_id  # another's person under one's own invitation
    assert mine.post(person_url(other, "swap")).status_code == 404
    assert not Invitee.objects.filter(replaces__isnull=False).exists()


def test_the_passport_page_turns_the_wrong_person_away(desk: Desk) -> None:
    invitee, _document = approved(desk)
    new = begun(desk, invitee)
    answer = member(desk).post(person_url(new, "passport"), {"lines": ANNA.lines})
    assert "whose place is to be taken" in answer.text
    guest = opened(desk, new)
    answer = guest.post(f"/en/invited/{new.pk}/passport/", {"lines": ANNA.lines})
    assert "whose place is to be taken" in answer.text
    for page in ("", "passport/", "details/"):  # whom they replace is not theirs to know
        assert "ERIKSSON" not in guest.get(f"/en/invited/{new.pk}/{page}").text


def test_the_port_is_told_why_but_not_by_whom(desk: Desk) -> None:
    invitee, document = approved(desk)
    case = named(desk, invitee)
    port = browser_of(porter())
    assert "Valid" in scan(port, document.code)
    approve(case)
    page = scan(port, document.code)
    assert "Revoked: this paper no longer counts" in page
    assert "The inviter named another person in this one" in page
    assert 'name="visa_number"' not in page
    public = Client().get(f"/en/verify/{document.code}/").text
    assert "Revoked" in public
    for text in (page, public):
        assert SAM.primary not in text
        assert SAM.number not in text
        assert case.reference not in text


def test_words_of_an_electronic_visa(desk: Desk) -> None:
    desk = filed_desk()
    invitee, _document = approved_electronic(desk)
    client = member(desk)
    page = client.get(person_url(invitee, "swap")).text
    assert "the electronic port visa of the first one is revoked" in page
    assert "Notification" not in page.partition('id="main-content"')[2].partition("</main>")[0]
    case = named(desk, invitee)
    approve(case)
    assert "whose electronic port visa is revoked" in case_page(client, case)
    assert IssuedDocument.objects.get(subject=case.reference).status == "draft"
