"""What the traveller is written: in their language, and never why a document was revoked."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.enums import PostRole
from applications.models import Application
from applications.services import application_revoke
from documents.models import IssuedDocument
from documents.services import document_produce
from notifications.enums import MessageEvent
from notifications.models import Message
from notifications.services import message_send
from port_visa.models import Invitation, Invitee
from port_visa.outbox_traveller import traveller_language
from port_visa.services import invitee_details_save, invitee_link_send
from tests.factories.applications import case_steps
from tests.factories.filings import checker, filed_desk
from tests.factories.port_visa import DETAILS, NOW, Desk

pytestmark = pytest.mark.django_db
WHY = "The host is under investigation."
ADDRESS = "anna@example.org"


@pytest.fixture(autouse=True)
def specimens(settings: Any) -> None:
    settings.PORTAL_DEMO = True


def issued(desk: Desk, *, electronic: bool, **person: str) -> IssuedDocument:
    """What was approved and drawn; ``person`` are the invitee's columns."""
    invitation = desk.submitted(electronic=electronic)
    invitation.invitees.update(**person)
    case = case_steps(invitation.invitees.get().application, "accept", "approve", at=NOW)
    draft = IssuedDocument.objects.get(subject=case.reference)
    return document_produce(document_id=draft.pk, now=NOW)


def revoke(document: IssuedDocument) -> None:
    case = Application.objects.get(reference=document.subject)
    application_revoke(application=case, actor=checker(PostRole.SUPERVISOR), now=NOW, reason=WHY)


def letter(event: str) -> tuple[str, str]:
    """Send the one letter of this kind; answers its subject and its words."""
    message = Message.objects.get(event=event, address=ADDRESS)
    assert WHY not in str(message.context)
    message_send(message_id=message.pk, now=NOW)
    sent = mail.outbox[-1]
    assert sent.to == [ADDRESS]
    return str(sent.subject), str(sent.body)


@pytest.mark.parametrize(
    ("language", "words", "path"),
    [
        ("en", "your last day is Friday 27 March 2026", "/en/verify/"),
        ("zh-hans", "停留期最后一日为2026年3月27日", "/zh-hans/verify/"),
    ],
)
def test_the_electronic_visa_comes_in_the_travellers_language(
    language: str, words: str, path: str
) -> None:
    document = issued(filed_desk(), electronic=True, email=ADDRESS, language=language)
    _subject, body = letter(MessageEvent.ELECTRONIC_VISA_SENT)
    assert words in body
    assert f"{path}{document.code}/" in body
    assert f"/{language}/guidance/electronic-visa/" in body


@pytest.mark.parametrize(
    ("language", "electronic", "title", "means", "todo"),
    [
        (
            "en",
            True,
            "Your electronic port visa {number} was revoked: do not travel on it",
            "nobody enters China on it",
            "- Ask Shanghai Example",
        ),
        (
            "en",
            False,
            "Your Port Visa Notification {number} was revoked: do not travel on it",
            "no visa is issued on it at the port",
            "- Do not travel on it, and do not show it any more.",
        ),
        (
            "zh-hans",
            True,
            "您的电子口岸签证（{number}）已撤销，请勿凭其启程",
            "不能凭其入境",
            "- 如您已在途中，或已凭其入境，请致电12367。",
        ),
        (
            "zh-hans",
            False,
            "您的口岸签证通知单（{number}）已撤销，请勿凭其启程",
            "口岸不再凭其签发签证",
            "- 请勿凭其启程，也不要再出示。",
        ),
    ],
)
def test_a_revocation_is_told_with_what_to_do_and_never_why(
    language: str, electronic: bool, title: str, means: str, todo: str
) -> None:
    document = issued(filed_desk(), electronic=electronic, email=ADDRESS, language=language)
    revoke(document)
    subject, body = letter(MessageEvent.TRAVELLER_REVOKED)
    assert subject == title.format(number=document.number)
    assert means in body
    assert todo in body
    assert "ERIKSSON, ANNA MARIA" in body
    assert f"/{language}/verify/{document.code}/" in body
    assert WHY not in body
    assert "L898902C3" not in body


def test_without_an_address_nobody_but_the_inviter_is_told() -> None:
    revoke(issued(filed_desk(), electronic=False))
    assert not Message.objects.filter(event=MessageEvent.TRAVELLER_REVOKED).exists()
    assert Message.objects.filter(event=MessageEvent.DOCUMENT_REVOKED).exists()


def test_which_language_counts(desk: Desk) -> None:
    invitee = desk.person(desk.draft())
    assert traveller_language(invitee) == "en", "few travellers read Chinese"
    given: dict[str, Any] = {"actor": desk.actor, "now": NOW}
    invitee_link_send(invitee=invitee, email=ADDRESS, language="zh-hans", **given)
    invitee.refresh_from_db()
    assert (invitee.email, invitee.language) == (ADDRESS, "zh-hans")
    Invitee.objects.update(language="")
    invitee.refresh_from_db()
    assert traveller_language(invitee) == "zh-hans", "that of the last private link"
    details = {**DETAILS, "email": ADDRESS, "language": "en"}
    saved = invitee_details_save(invitee=invitee, data=details, **given)
    assert traveller_language(saved) == "en"
    kept = invitee_details_save(invitee=invitee, data=DETAILS, **given)
    assert kept.language == "en", "what is not said stays"


def test_it_is_chosen_where_the_address_is_given(client: Client, desk: Desk) -> None:
    draft: Invitation = desk.draft()
    invitee = desk.person(draft)
    client.force_login(desk.actor, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("invitee_details", args=[draft.pk, invitee.pk])
    asked = client.get(page).content.decode()
    assert "In which language do we write to the traveller?" in asked
    typed = {"occupation": "Engineer", "relation": "Supplier", "email": ADDRESS}
    assert client.post(page, {**typed, "language": "fr"}).status_code == 200
    assert client.post(page, {**typed, "language": "zh-hans"}).status_code == 302
    invitee.refresh_from_db()
    assert (invitee.email, invitee.language) == (ADDRESS, "zh-hans")
    shown = client.get(reverse("invitation_check", args=[draft.pk])).content.decode()
    assert f"{ADDRESS} · 简体中文" in shown
