"""The applicant's pages ask the database as often for ten people as for one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.enums import PostRole
from accounts.models import User
from applications.models import Application
from applications.services import application_accept, application_approve, application_revoke
from applications.specimen import Specimen
from documents.models import IssuedDocument
from documents.services import document_produce
from port_visa.models import Invitation
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import NOW, Desk
from tests.support.queries import queries_of

MANY = [
    Specimen("TESTER", f"NUMBER {letter}", f"X10000{at:02}", date(1980, 1, 1), date(2034, 1, 1))
    for at, letter in enumerate("ABCDEFGHIJ")
]
DASHBOARD = "/en/dashboard/"


@pytest.fixture
def browser(client: Client, desk: Desk, time_machine_at: None) -> Client:
    client.force_login(desk.actor)
    return client


def cases_of(invitation: Invitation) -> list[Application]:
    return list(Application.objects.filter(invitee__invitation=invitation).order_by("pk"))


def supervisor_of(case: Application) -> User:
    user: User = PostFactory.create(office=case.office, role=PostRole.SUPERVISOR).officer
    return user


def submitted(desk: Desk, people: list[Specimen]) -> Invitation:
    return desk.submitted(*people)


def issued(desk: Desk, people: list[Specimen]) -> Invitation:
    """Everybody has their Notification."""
    invitation = desk.submitted(*people)
    for case in cases_of(invitation):
        officer = supervisor_of(case)
        application_accept(application=case, actor=officer, now=NOW)
        application_approve(application=case, actor=officer, now=NOW)
        document_produce(document_id=IssuedDocument.objects.get(subject=case.reference).pk, now=NOW)
    return invitation


def revoked(desk: Desk, people: list[Specimen]) -> Invitation:
    """Everybody had their Notification, and lost it."""
    invitation = issued(desk, people)
    for case in cases_of(invitation):
        application_revoke(
            application=case, actor=supervisor_of(case), now=NOW, reason="Called off."
        )
    return invitation


@pytest.mark.parametrize("page", ["", "people/", "documents/", "check/", "declare/"])
def test_pages_of_a_draft(browser: Client, desk: Desk, page: str) -> None:
    alone, group = desk.complete(MANY[0]), desk.complete(*MANY)
    one, ten = (
        queries_of(browser, f"/en/invitations/{invitation.pk}/{page}")
        for invitation in (alone, group)
    )
    assert one == ten


@pytest.mark.parametrize("state", [submitted, issued, revoked])
def test_pages_of_what_was_handed_in(
    browser: Client, desk: Desk, state: Callable[[Desk, list[Specimen]], Invitation]
) -> None:
    alone, group = state(desk, MANY[:1]), state(desk, MANY)
    for page in ("receipt/", "receipt.pdf", "check/", "copy/", "withdraw/"):
        one, ten = (
            queries_of(browser, f"/en/invitations/{invitation.pk}/{page}")
            for invitation in (alone, group)
        )
        assert one == ten, page
    one, ten = (
        queries_of(browser, f"/en/applications/{cases_of(invitation)[0].reference}/")
        for invitation in (alone, group)
    )
    assert one == ten


def test_the_receipt_leads_each_person_to_their_newest_document(
    browser: Client, desk: Desk
) -> None:
    invitation = issued(desk, MANY[:3])
    text = browser.get(f"/en/invitations/{invitation.pk}/receipt/").content.decode()
    for case in cases_of(invitation):
        document = IssuedDocument.objects.get(subject=case.reference)
        assert f"/en/applications/{case.reference}/documents/{document.pk}" in text


def test_the_dashboard_grows_neither_with_people_nor_with_invitations(
    browser: Client, desk: Desk
) -> None:
    desk.complete(MANY[0])
    submitted(desk, MANY[:1])
    few = queries_of(browser, DASHBOARD)
    submitted(desk, MANY)
    assert queries_of(browser, DASHBOARD) == few
    for person in MANY[:5]:
        desk.complete(person)
        submitted(desk, [person])
    assert queries_of(browser, DASHBOARD) == few
