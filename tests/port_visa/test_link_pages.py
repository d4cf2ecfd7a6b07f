"""The pages behind a private link, as its traveller and its inviter see them."""

import re
from typing import Any

import pytest
from django.test import Client

from applications import private_links
from applications.limits import Limit
from documents.models import Upload
from documents.services import upload_scan
from port_visa import services
from port_visa.models import Invitation, Invitee
from tests.access.addresses import without_file
from tests.factories.port_visa import ANNA, DETAILS, SAM, Desk, picture

pytestmark = pytest.mark.usefixtures("time_machine_at")
FIELDS = {name: value or "" for name, value in DETAILS.items() if name != "issued_on"}


def member(desk: Desk) -> Client:
    client = Client()
    client.force_login(desk.actor)
    return client


def person_url(invitee: Invitee, page: str, language: str = "en") -> str:
    return f"/{language}/invitations/{invitee.invitation_id}/people/{invitee.pk}/{page}/"


def opened(desk: Desk, invitee: Invitee, language: str = "en") -> Client:
    """A browser without account in which the link was opened."""
    _link, token = services.invitee_link_copy(
        invitee=invitee, language=language, actor=desk.actor, now=desk.now
    )
    guest = Client()
    answer = guest.post(f"/{language}/invited/link/{token}/")
    assert answer.headers["Location"] == f"/{language}/invited/{invitee.pk}/"
    return guest


def bare(desk: Desk) -> tuple[Invitation, Invitee]:
    invitation = desk.visit(desk.draft())
    return invitation, services.invitee_add(invitation=invitation, actor=desk.actor, now=desk.now)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_from_the_link_to_the_confirmation(desk: Desk, language: str) -> None:
    _invitation, invitee = bare(desk)
    guest = opened(desk, invitee, language)
    base = f"/{language}/invited/{invitee.pk}"
    assert guest.get(f"{base}/check/").status_code == 302  # nothing to confirm yet
    data = {"lines": ANNA.lines, "copy": picture()}
    answer = guest.post(f"{base}/passport/", data)
    assert answer.headers["Location"] == f"{base}/confirm/"
    answer = guest.post(f"{base}/confirm/", {"risky_compared": "on"})
    assert answer.headers["Location"] == f"{base}/details/"
    answer = guest.post(f"{base}/details/", FIELDS)
    assert answer.headers["Location"] == f"{base}/"
    for code in set(re.findall(rf"{base}/documents/([\w-]+)/", guest.get(f"{base}/").text)):
        assert guest.post(f"{base}/documents/{code}/", {"chosen": picture()}).status_code == 302
    assert "ANNA MARIA" in guest.get(f"{base}/check/").text
    assert "govuk-error-summary" in guest.post(f"{base}/check/", {}).text
    assert "govuk-panel" in guest.post(f"{base}/check/", {"right": "on"}).text
    invitee.refresh_from_db()
    assert invitee.self_confirmed_at
    assert {"document_number", "occupation", "paper:passport_copy"} <= set(invitee.self_changed)
    assert guest.post(f"{base}/check/", {"right": "on"}).status_code == 410  # pressed twice
    page = member(desk).get(f"/{language}/invitations/{invitee.invitation_id}/people/").text
    words = {"en": "Confirmed by the traveller", "zh-hans": "本人已于"}
    assert words[language] in page


def test_looking_at_the_link_opens_nothing(desk: Desk) -> None:
    _invitation, invitee = bare(desk)
    _link, token = services.invitee_link_copy(
        invitee=invitee, language="en", actor=desk.actor, now=desk.now
    )
    guest = Client()
    answer = guest.get(f"/en/invited/link/{token}/")
    assert answer.status_code == 200
    assert guest.get(f"/en/invited/{invitee.pk}/").status_code == 404
    assert invitee.links.get().opened_at is None
    assert answer.headers["Referrer-Policy"] == "same-origin"  # the form posts back
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_link_opens_one_person_and_nothing_else(desk: Desk) -> None:
    invitation = desk.complete(ANNA, SAM)
    anna, sam = invitation.invitees.order_by("position")
    guest = opened(desk, anna)
    for page in ("", "passport/", "confirm/", "correct/", "details/", "documents/photo/"):
        assert guest.get(f"/en/invited/{sam.pk}/{page}").status_code == 404, page
    assert guest.get(person_url(anna, "passport")).status_code == 302
    assert "TESTER" not in guest.get(f"/en/invited/{anna.pk}/").text
    assert guest.get(f"/en/invited/{anna.pk}/documents/licence/").status_code == 404


def test_files_of_this_person_only(desk: Desk) -> None:
    invitation = desk.complete(ANNA)
    other = desk.complete(SAM)
    mine = Upload.objects.filter(attachments__application__invitee__invitation=invitation)[0]
    theirs = Upload.objects.filter(attachments__application__invitee__invitation=other)[0]
    for upload in (mine, theirs):
        upload_scan(upload_id=upload.pk, now=desk.now)
    guest = opened(desk, invitation.invitees.get())
    assert without_file(guest.get(f"/en/files/{mine.pk}/")).status_code == 200
    assert guest.get(f"/en/files/{theirs.pk}/").status_code == 404
    services.invitee_link_close(invitee=invitation.invitees.get(), actor=desk.actor, now=desk.now)
    assert guest.get(f"/en/files/{mine.pk}/").status_code == 404


def test_what_was_typed_waits_when_the_link_dies(desk: Desk) -> None:
    _invitation, invitee = bare(desk)
    guest = opened(desk, invitee)
    services.invitee_link_close(invitee=invitee, actor=desk.actor, now=desk.now)
    url = f"/en/invited/{invitee.pk}/details/"
    answer = guest.post(url, FIELDS | {"occupation": "Welder"})
    assert answer.status_code == 410
    assert "closed" in answer.text
    _link, token = services.invitee_link_copy(
        invitee=invitee, language="en", actor=desk.actor, now=desk.now
    )
    guest.post(f"/en/invited/link/{token}/")
    assert "Welder" in guest.get(url).text


def test_a_file_is_taken_back(desk: Desk) -> None:
    invitation = desk.complete()
    invitee = invitation.invitees.get()
    guest = opened(desk, invitee)
    row = invitee.application.attachments.filter(code="passport_copy").first()
    assert row is not None
    url = f"/en/invited/{invitee.pk}/documents/passport_copy/"
    guest.post(url, {"remove": str(row.upload_id)})
    row.refresh_from_db()
    assert row.removed_at
    assert invitee.links.get().changed_fields == ["paper:passport_copy"]


def test_who_opens_far_too_often_waits(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        "applications.views.links.OPENINGS", Limit("few-links", times=2, seconds=600)
    )
    assert private_links.OPENINGS.times > 2
    guest = Client()
    answers = [guest.post("/en/invited/link/nonsense/").status_code for _again in range(3)]
    assert answers == [410, 410, 429]


def test_the_inviter_sends_copies_and_closes(desk: Desk) -> None:
    _invitation, invitee = bare(desk)
    client, url = member(desk), person_url(invitee, "link")
    answer = client.post(url, {"email": "no address", "language": "en"})
    assert "Enter an e-mail address" in answer.text
    answer = client.post(url, {"email": "anna@example.org", "language": "en"}, follow=True)
    assert "on its way to anna@example.org" in answer.text
    page = client.post(url, {"copy": "1", "language": "zh-hans"})
    found = re.search(r"/zh-hans/invited/link/([\w-]+)/", page.text)
    assert found
    assert "no-store" in page.headers["Cache-Control"]
    assert found[1] not in client.get(url).text
    assert Client().post(f"/zh-hans/invited/link/{found[1]}/").status_code == 302
    assert "closed" in client.post(url, {"close": "1"}, follow=True).text
    assert Client().post(f"/zh-hans/invited/link/{found[1]}/").status_code == 410
    for _again in range(3):
        client.post(url, {"copy": "1"})
    assert "within a day" in client.post(url, {"copy": "1"}, follow=True).text


def test_pages_of_links_are_for_drafts(desk: Desk) -> None:
    invitation = desk.submitted()
    invitee = invitation.invitees.get()
    client = member(desk)
    answer = client.get(person_url(invitee, "link"))
    assert answer.headers["Location"].endswith("/receipt/")
    assert client.get(person_url(invitee, "phone")).status_code == 404


def test_the_phone_takes_over(desk: Desk) -> None:
    _invitation, invitee = bare(desk)
    client, url = member(desk), person_url(invitee, "phone")
    assert "invitee" not in client.session
    assert "data:image/svg+xml" not in client.get(url).text
    assert "data:image/svg+xml" in client.post(url).text
    _link, token = services.invitee_phone_link(
        invitee=invitee, language="en", actor=desk.actor, now=desk.now
    )
    phone = Client()
    phone.post(f"/en/invited/link/{token}/")
    home = f"/en/invited/{invitee.pk}/"
    assert "I have finished on the phone" in phone.get(home).text
    assert phone.get(f"{home}check/").status_code == 302
    assert "Everything is saved" in phone.post(home).text
    assert phone.post(home).status_code == 410


def test_the_offer_stands_on_the_inviters_own_pages(desk: Desk) -> None:
    invitation = desk.complete()
    invitee = invitation.invitees.get()
    client = member(desk)
    offer = person_url(invitee, "phone")
    assert offer in client.get(person_url(invitee, "passport")).text
    slot = f"/en/invitations/{invitation.pk}/documents/photo-{invitee.pk}/"
    assert offer in client.get(slot).text
    assert offer not in opened(desk, invitee).get(f"/en/invited/{invitee.pk}/passport/").text
