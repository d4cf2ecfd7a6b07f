"""The port officer's page: documents that do not count, or count elsewhere."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from applications.enums import RefusalReason
from documents.models import IssuedDocument
from documents.services import document_mark_used, document_revoke
from port_visa.services import port_grant, port_refuse
from port_visa.services.passage import Seen
from tests.factories.documents import IssuedDocumentFactory
from tests.port_visa.passing import LINES, LOOKUP, browser_of, issued, porter, scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("port_day")]


def test_shown_twice_says_who_used_it_where_and_when(
    port: Client, officer: User, document: IssuedDocument
) -> None:
    now = timezone.now()
    port_grant(
        document=document,
        visa_number="PV1234567",
        stay_days=10,
        seen=Seen(by_eye=True),
        actor=officer,
        now=now,
    )
    page = scan(port, document.code)
    assert "Used already." in page
    assert "Visa granted: by Po, Pudong International Airport (PVG), on" in page
    assert "PV1234567" in page
    assert "somebody else used this code" in page
    assert 'name="visa_number"' not in page


def test_refused_before(port: Client, officer: User, document: IssuedDocument) -> None:
    seen = Seen(by_eye=True, explanation="No money.")
    port_refuse(
        document=document,
        reason=RefusalReason.MEANS,
        seen=seen,
        actor=officer,
        now=timezone.now(),
    )
    page = scan(port, document.code)
    assert "Shown before, and refused." in page
    assert "No money." in page


def test_used_without_a_decision_on_record(port: Client, document: IssuedDocument) -> None:
    document_mark_used(document=document, now=timezone.now())
    assert "It was used at the port on" in scan(port, document.code)


def test_revoked(port: Client, document: IssuedDocument) -> None:
    document_revoke(document=document, reason="The visit was cancelled.", now=timezone.now())
    page = scan(port, document.code)
    assert "Revoked: this paper no longer counts" in page
    assert "The visit was cancelled." in page
    assert 'name="visa_number"' not in page


def test_replaced_leads_to_the_newer_version(port: Client, document: IssuedDocument) -> None:
    IssuedDocument.objects.filter(pk=document.pk).update(status="replaced")
    newer = IssuedDocumentFactory.create(
        valid=True, subject=document.subject, version=2, replaces=document, facts=document.facts
    )
    page = scan(port, document.code)
    assert "Replaced: this paper no longer counts" in page
    assert f"?q={newer.code}" in page
    assert newer.number in scan(port, LINES)


def test_expired(port: Client) -> None:
    document = issued(at=timezone.now() - timedelta(days=31), arrival_on=date(2026, 2, 5))
    page = scan(port, document.code)
    assert "Expired." in page
    assert 'name="visa_number"' not in page


def test_another_port_is_named_and_the_person_is_not(document: IssuedDocument) -> None:
    elsewhere = browser_of(porter("sha-port-visa"))
    for text in (document.code, LINES):
        page = scan(elsewhere, text)
        assert "For another port." in page
        assert "Pudong International Airport (PVG)" in page
        assert "ERIKSSON, ANNA" not in page
        assert 'name="visa_number"' not in page
    assert elsewhere.get(f"{LOOKUP}{document.pk}/grant/").status_code == 404
    assert elsewhere.post(f"{LOOKUP}{document.pk}/refuse/", {}).status_code == 404


def test_another_kind_of_document(port: Client) -> None:
    permit = IssuedDocumentFactory.create(valid=True, kind="work_permit")
    assert "This code belongs to another document: work permit" in scan(port, permit.code)
