"""The port officer's page: finds a Notification of the own port, marks it as used, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from applications.enums import ActorKind, EventKind
from applications.errors import NotPermitted
from applications.events import chain_problems
from applications.models import Application
from applications.services import issued_document_used
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from offices.models import Office
from tests.desk.conftest import case_at, content, officer, signed_in
from tests.factories.applications import IssuedDocumentFactory

pytestmark = pytest.mark.django_db
LOOKUP = "/admin/applications/application/port/"
CODE = "2345-6789-ACDE"


@pytest.fixture
def port(office: Office) -> Client:
    return signed_in(officer(office, PostRole.PORT_OFFICER))


@pytest.fixture
def case(office: Office) -> Application:
    return case_at("approved", traveller__document_number="L77777777")


def document_of(case: Application, days: int) -> IssuedDocument:
    """A finished Notification whose last day lies so many days from today."""
    until = timezone.localdate() + timedelta(days=days)
    found: IssuedDocument = IssuedDocumentFactory(
        subject=case.reference, code=CODE, valid_until=until
    )
    return found


@pytest.fixture
def document(case: Application) -> IssuedDocument:
    return document_of(case, 5)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (CODE, True),
        ("2345 6789 acde", True),
        ("{number}", True),
        ("l77777777", True),
        ("L 7777 7777", True),
        ("L77777778", False),
        ("2345-6789-ACDF", False),
        ("<script>", False),
        ("%", False),
    ],
)
def test_look_up(port: Client, document: IssuedDocument, typed: str, found: bool) -> None:
    text = content(port.get(LOOKUP, {"q": typed.format(number=document.number)}))
    assert (document.number in text) is found
    assert ("No Notification of your port fits" in text) is not found
    assert "<script>alert" not in text


@pytest.mark.parametrize("typed", ["", " ", "x" * 61])
def test_bad_input_is_told(port: Client, typed: str) -> None:
    text = content(port.get(LOOKUP, {"q": typed}))
    assert "desk-error" in text
    assert "No Notification" not in text


def test_marked_once_however_often_it_is_pressed(port: Client, document: IssuedDocument) -> None:
    assert "Mark as used" in content(port.get(LOOKUP, {"q": CODE}))
    port.post(LOOKUP, {"code": CODE})
    document.refresh_from_db()
    first = document.used_at
    assert document.status == DocumentStatus.USED
    answer = port.post(LOOKUP, {"code": CODE}, follow=True)
    document.refresh_from_db()
    assert document.used_at == first
    assert "Mark as used" not in content(answer)


def test_use_is_one_line_of_the_cases_log_in_plain_words(
    office: Office, port: Client, case: Application, document: IssuedDocument
) -> None:
    for _press in range(2):
        port.post(LOOKUP, {"code": CODE})
    event = case.events.get(kind=EventKind.DOCUMENT_USED)
    assert event.actor_kind == ActorKind.OFFICER
    assert event.data == {"document": str(document.pk), "number": document.number}
    case.refresh_from_db()
    assert list(chain_problems(case, list(case.events.order_by("sequence")))) == []
    reviewer = signed_in(officer(office, PostRole.REVIEWER))
    history = content(reviewer.get(f"/admin/applications/application/{case.pk}/change/"))
    assert "Document used at the port" in history
    assert document.number in history


@pytest.mark.parametrize(
    ("language", "title", "nobody"),
    [
        ("en", "The document was used at the port", "Nobody: the case is closed"),
        ("zh-hans", "文件已在口岸使用", "无需任何人办理"),
    ],
)
def test_the_applicant_reads_that_it_was_used(
    port: Client,
    case: Application,
    document: IssuedDocument,
    language: str,
    title: str,
    nobody: str,
) -> None:
    port.post(LOOKUP, {"code": CODE})
    applicant = signed_in(case.filed_by)
    page = applicant.get(f"/{language}/applications/{case.reference}/").content.decode()
    assert f"<strong>{title}</strong>" in page
    assert nobody in page


def test_nothing_is_logged_when_it_cannot_be_used(port: Client, case: Application) -> None:
    document_of(case, -1)
    port.post(LOOKUP, {"code": CODE})
    assert not case.events.filter(kind=EventKind.DOCUMENT_USED).exists()


def test_the_service_asks_for_a_port_officer_and_the_cases_own_document(
    office: Office, case: Application, document: IssuedDocument
) -> None:
    porter = officer(office, PostRole.PORT_OFFICER)
    strange: IssuedDocument = IssuedDocumentFactory(subject="PV-2222-2222-2")
    for actor, paper in ((officer(office, PostRole.REVIEWER), document), (porter, strange)):
        with pytest.raises(NotPermitted):
            issued_document_used(application=case, document=paper, actor=actor, now=timezone.now())
    document.refresh_from_db()
    assert document.status == DocumentStatus.VALID


def test_an_expired_one_cannot_be_used(port: Client, case: Application) -> None:
    document = document_of(case, -1)
    assert "Mark as used" not in content(port.get(LOOKUP, {"q": CODE}))
    answer = port.post(LOOKUP, {"code": CODE}, follow=True)
    assert "This document has expired" in content(answer)
    document.refresh_from_db()
    assert document.status == DocumentStatus.VALID


def test_another_ports_officer_finds_nothing(
    other_office: Office, document: IssuedDocument
) -> None:
    client = signed_in(officer(other_office, PostRole.PORT_OFFICER))
    assert document.number not in content(client.get(LOOKUP, {"q": CODE}))
    client.post(LOOKUP, {"code": CODE})
    document.refresh_from_db()
    assert document.status == DocumentStatus.VALID


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.ADMINISTRATOR])
def test_only_port_officers(office: Office, role: str, document: IssuedDocument) -> None:
    client = signed_in(officer(office, role))
    assert client.get(LOOKUP).status_code == 403
    assert client.post(LOOKUP, {"code": CODE}).status_code == 403


def test_the_start_page_leads_there(port: Client) -> None:
    assert LOOKUP in content(port.get("/admin/"))


def test_codes_that_nobody_typed_are_no_error(port: Client, case: Any) -> None:
    assert port.post(LOOKUP, {}).status_code == 302
