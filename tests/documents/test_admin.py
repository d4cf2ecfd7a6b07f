"""What administrators and supervisors see of files, and the two buttons."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import PostRole
from documents import tasks
from documents.enums import DocumentStatus
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.documents import IssuedDocumentFactory, UploadFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/documents/issueddocument/"


def officer(role: str) -> Client:
    user = UserFactory.create(officer=True)
    PostFactory.create(officer=user, role=role)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("role", "documents", "uploads"),
    [
        (PostRole.ADMINISTRATOR, 200, 200),
        (PostRole.SUPERVISOR, 200, 403),
        (PostRole.REVIEWER, 403, 403),
        (PostRole.PORT_OFFICER, 403, 403),
    ],
)
def test_who_sees_which_list(role, documents, uploads) -> None:
    client = officer(role)
    assert client.get(LIST).status_code == documents
    assert client.get("/admin/documents/upload/").status_code == uploads
    assert client.get("/admin/documents/checkfailure/").status_code == documents


def test_lists_cannot_be_changed() -> None:
    client, document = officer(PostRole.ADMINISTRATOR), IssuedDocumentFactory.create(valid=True)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{document.pk}/change/", {"number": "x"}).status_code == 403
    assert client.post(f"{LIST}{document.pk}/delete/").status_code == 403


def test_stopped_document_shows_why_and_is_produced_again(
    django_capture_on_commit_callbacks,
) -> None:
    client = officer(PostRole.ADMINISTRATOR)
    document = IssuedDocumentFactory.create(last_error="no packaged font has: 😀", attempts=5)
    assert "no packaged font has" in client.get(f"{LIST}{document.pk}/change/").content.decode()
    assert "no packaged font has" in client.get(f"{LIST}{document.pk}/retry/").content.decode()
    with (
        patch.object(tasks.produce_document, "delay") as delay,
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert client.post(f"{LIST}{document.pk}/retry/").status_code == 302
    delay.assert_called_once_with(str(document.pk))


def test_finished_document_cannot_be_produced_again() -> None:
    client, document = officer(PostRole.ADMINISTRATOR), IssuedDocumentFactory.create(valid=True)
    assert client.get(f"{LIST}{document.pk}/retry/").status_code == 403


def test_only_a_supervisor_revokes_and_only_with_a_reason() -> None:
    document = IssuedDocumentFactory.create(valid=True)
    address = f"{LIST}{document.pk}/revoke-it/"
    assert officer(PostRole.ADMINISTRATOR).post(address, {"reason": "x"}).status_code == 403
    supervisor = officer(PostRole.SUPERVISOR)
    with patch.dict("documents.registry._registry.revocations", clear=True):
        assert supervisor.post(address, {"reason": ""}).status_code == 200
        document.refresh_from_db()
        assert document.status == DocumentStatus.VALID
        assert supervisor.post(address, {"reason": "Wrong person"}).status_code == 302
    document.refresh_from_db()
    assert (document.status, document.revoked_reason) == (DocumentStatus.REVOKED, "Wrong person")


def test_document_of_a_case_is_revoked_through_its_case() -> None:
    document = IssuedDocumentFactory.create(valid=True)
    seen: list[dict[str, object]] = []
    with patch.dict(
        "documents.registry._registry.revocations",
        {document.kind: lambda **facts: seen.append(facts)},
    ):
        officer(PostRole.SUPERVISOR).post(f"{LIST}{document.pk}/revoke-it/", {"reason": "r"})
    assert [(facts["document"], facts["reason"]) for facts in seen] == [(document, "r")]


def test_scanner_that_is_down_is_seen() -> None:
    client = officer(PostRole.ADMINISTRATOR)
    UploadFactory.create(created_at=timezone.now() - timedelta(minutes=11))
    assert "waits too long" in client.get("/admin/documents/upload/").content.decode()
    with patch("documents.admin.uploads_waiting", return_value=0):
        assert "waits too long" not in client.get("/admin/documents/upload/").content.decode()
