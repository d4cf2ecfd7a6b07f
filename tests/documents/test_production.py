"""From the record to a finished document: once, readable, and saying what the record says."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from documents import services, tasks
from documents.enums import DocumentKind, DocumentStatus
from documents.errors import DocumentError, DocumentNotProduced
from documents.models import DocumentCounter, IssuedDocument
from documents.queries import documents_current, documents_failing
from documents.registry import register_ready
from tests.factories.documents import FACTS, IssuedDocumentFactory

pytestmark = pytest.mark.django_db
KIND = DocumentKind.PORT_VISA_NOTIFICATION
NOW = datetime(2026, 2, 25, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_hooks_of_other_rooms() -> Iterator[None]:
    with patch.dict("documents.registry._registry.ready_hooks", clear=True):
        yield


def request(
    subject: str = "PV-1", *, now: datetime = NOW, replaces=None, **facts
) -> IssuedDocument:
    return services.document_request(
        kind=KIND,
        subject=subject,
        facts={**FACTS, **facts},
        valid_until=date(2099, 3, 27),
        now=now,
        replaces=replaces,
    )


def produce(document: IssuedDocument, now: datetime = NOW) -> IssuedDocument:
    return services.document_produce(document_id=document.pk, now=now)


def test_numbers_run_per_year_of_beijing() -> None:
    assert request("PV-1").number == "沪口签通〔2026〕第000001号"
    assert request("PV-2").number == "沪口签通〔2026〕第000002号"
    new_year_in_beijing = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert request("PV-3", now=new_year_in_beijing).number == "沪口签通〔2027〕第000001号"


def test_asking_twice_is_once(django_capture_on_commit_callbacks) -> None:
    with (
        patch.object(tasks.produce_document, "delay") as delay,
        django_capture_on_commit_callbacks(execute=True),
    ):
        first, second = request(), request()
    assert first == second
    delay.assert_called_once_with(str(first.pk))
    assert DocumentCounter.objects.get().last == 1, "no number is lost"


@pytest.mark.django_db(transaction=True)
def test_numbers_side_by_side_have_no_gap_and_no_double() -> None:
    start = threading.Barrier(4)

    def ask(worker: int) -> None:
        start.wait()
        for number in range(5):
            request(f"PV-{worker}-{number}")
        connection.close()

    with patch.object(tasks.produce_document, "delay"):
        threads = [threading.Thread(target=ask, args=(worker,)) for worker in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    numbers = sorted(IssuedDocument.objects.values_list("number", flat=True))
    assert numbers == [f"沪口签通〔2026〕第{n:06d}号" for n in range(1, 21)]


def test_produced_document_is_valid_sealed_and_stored() -> None:
    document = produce(request())
    assert document.status == DocumentStatus.VALID
    assert document.issued_at == NOW
    assert document.attempts == 1
    with document.file.open() as stored:
        data = stored.read()
    import hashlib

    assert hashlib.sha256(data).hexdigest() == document.sha256
    assert documents_current(kind=KIND, subjects=["PV-1", "PV-2"]) == {"PV-1": document}


def test_producing_again_changes_nothing() -> None:
    document = produce(request())
    before = (document.sha256, str(document.file), document.issued_at, document.attempts)
    again = produce(document, NOW + timedelta(days=1))
    assert (again.sha256, str(again.file), again.issued_at, again.attempts) == before


def test_ready_hook_runs_once_in_the_same_transaction() -> None:
    seen: list[str] = []
    with patch.dict("documents.registry._registry.ready_hooks", clear=True):
        register_ready(KIND, lambda document, now: seen.append(document.status))
        document = request()
        produce(document)
        produce(document)
    assert seen == [DocumentStatus.VALID]


def test_failing_hook_leaves_a_draft_with_the_reason() -> None:
    def fail(document: IssuedDocument, now: datetime) -> None:
        raise RuntimeError("the case is not approved")

    document = request()
    with patch.dict("documents.registry._registry.ready_hooks", clear=True):
        register_ready(KIND, fail)
        with pytest.raises(RuntimeError):
            produce(document)
    document.refresh_from_db()
    assert (document.status, document.attempts) == (DocumentStatus.DRAFT, 1)
    assert "not approved" in document.last_error
    assert list(documents_failing()) == [document]
    assert produce(document).last_error == ""


def test_character_without_a_glyph_stops_it() -> None:
    document = request(inviter_zh="上海😀公司")
    with pytest.raises(DocumentNotProduced) as caught:
        produce(document)
    assert caught.value.code == "missing_glyph"
    document.refresh_from_db()
    assert "U+1F600" in document.last_error
    assert document.status == DocumentStatus.DRAFT


@pytest.mark.parametrize(
    ("function", "answer", "code"),
    [
        ("pdf_text", "another text", "read_back"),
        ("qr_texts", ["https://elsewhere.example"], "qr"),
        ("pdf_pages", 2, "pages"),
        ("seal_check", False, "seal"),
        ("payload_verify", {}, "qr"),
    ],
)
def test_any_doubt_about_the_file_stops_it(function: str, answer: object, code: str) -> None:
    document = request()
    with (
        patch(f"documents.producing.{function}", return_value=answer),
        pytest.raises(DocumentNotProduced) as caught,
    ):
        produce(document)
    assert caught.value.code == code
    document.refresh_from_db()
    assert document.status == DocumentStatus.DRAFT
    assert document.last_error


def test_task_records_the_failure_and_does_not_raise() -> None:
    document = request(inviter_zh="😀")
    tasks.produce_document.apply(args=(str(document.pk),), throw=True)
    document.refresh_from_db()
    assert "U+1F600" in document.last_error


def test_sweep_sends_lost_ones_and_gives_up_on_hopeless_ones(
    django_capture_on_commit_callbacks,
) -> None:
    lost = IssuedDocumentFactory.create(created_at=NOW - timedelta(minutes=6))
    IssuedDocumentFactory.create(created_at=NOW - timedelta(minutes=4))
    IssuedDocumentFactory.create(created_at=NOW - timedelta(days=1), attempts=5)
    IssuedDocumentFactory.create(created_at=NOW - timedelta(days=1), valid=True)
    with (
        patch.object(tasks.produce_document, "delay") as delay,
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert services.documents_sweep(now=NOW) == 1
    delay.assert_called_once_with(str(lost.pk))


def test_retry_is_for_drafts(django_capture_on_commit_callbacks) -> None:
    with patch.object(tasks.produce_document, "delay") as delay:
        with django_capture_on_commit_callbacks(execute=True):
            services.document_retry(document=IssuedDocumentFactory.create(attempts=9), now=NOW)
        delay.assert_called_once()
    with pytest.raises(DocumentError):
        services.document_retry(document=IssuedDocumentFactory.create(valid=True), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_workers_produce_one_document() -> None:
    document = request()
    files: list[str] = []

    def work() -> None:
        files.append(str(produce(document).file))
        connection.close()

    threads = [threading.Thread(target=work) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files) == 2
    assert len(set(files)) == 1


@pytest.mark.django_db(transaction=True)
def test_file_of_a_cut_off_attempt_is_deleted() -> None:
    document = request()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    left = default_storage.save(f"documents/{document.pk.hex}/left.pdf", ContentFile(b"%PDF"))
    document = produce(document)
    assert not default_storage.exists(left)
    assert default_storage.exists(str(document.file))


# Afterwards


def test_correction_replaces_in_one_step() -> None:
    old = produce(request())
    new = request(replaces=old, name_secondary="ANNE MARIA")
    assert (new.version, new.replaces) == (2, old)
    old.refresh_from_db()
    assert old.status == DocumentStatus.VALID, "until the new one is there"
    produce(new)
    old.refresh_from_db()
    assert old.status == DocumentStatus.REPLACED
    assert documents_current(kind=KIND, subjects=["PV-1"]) == {"PV-1": new}


def test_failing_correction_leaves_the_old_one_valid() -> None:
    old = produce(request())
    new = request(replaces=old, name_zh="😀")
    with pytest.raises(DocumentNotProduced):
        produce(new)
    old.refresh_from_db()
    assert old.status == DocumentStatus.VALID


def test_used_meanwhile_cannot_be_replaced() -> None:
    old = produce(request())
    new = request(replaces=old)
    services.document_mark_used(document=old, now=NOW)
    with pytest.raises(DocumentNotProduced, match="used"):
        produce(new)


def test_only_a_valid_one_can_be_replaced() -> None:
    revoked = IssuedDocumentFactory.create(subject="PV-1", valid=True)
    services.document_revoke(document=revoked, reason="x", now=NOW)
    with pytest.raises(DocumentError):
        request(replaces=revoked)
    other = IssuedDocumentFactory.create(subject="PV-2", valid=True)
    with pytest.raises(DocumentError):
        request("PV-1", replaces=other)


def test_asking_twice_for_a_correction_is_once() -> None:
    old = produce(request())
    new = request(replaces=old)
    assert request(replaces=old) == new
    produce(new)
    assert request(replaces=old) == new


def test_after_a_revocation_a_new_version_can_be_asked_for() -> None:
    old = produce(request())
    services.document_revoke(document=old, reason="x", now=NOW)
    assert request().version == 2


def test_stopped_draft_takes_the_corrected_facts() -> None:
    document = request(inviter_zh="😀")
    with pytest.raises(DocumentNotProduced):
        produce(document)
    again = request()
    assert again == document
    assert (again.attempts, again.last_error) == (0, "")
    assert produce(again).status == DocumentStatus.VALID


def test_revoking_needs_a_reason_and_is_once() -> None:
    document = IssuedDocumentFactory.create(valid=True)
    with pytest.raises(DocumentError):
        services.document_revoke(document=document, reason="  ", now=NOW)
    revoked = services.document_revoke(document=document, reason="Wrong person", now=NOW)
    assert (revoked.status, revoked.revoked_at) == (DocumentStatus.REVOKED, NOW)
    again = services.document_revoke(document=document, reason="Other", now=timezone.now())
    assert again.revoked_reason == "Wrong person"
    with pytest.raises(DocumentError):
        services.document_revoke(document=IssuedDocumentFactory.create(), reason="x", now=NOW)


def test_use_once_and_only_while_valid() -> None:
    document = IssuedDocumentFactory.create(valid=True, valid_until=date(2026, 2, 25))
    last_minute = datetime(2026, 2, 25, 15, 59, tzinfo=UTC)
    with pytest.raises(DocumentError) as caught:
        services.document_mark_used(document=document, now=last_minute + timedelta(minutes=1))
    assert caught.value.code == "expired"
    used = services.document_mark_used(document=document, now=last_minute)
    assert used.used_at == last_minute
    assert services.document_mark_used(document=document, now=NOW).used_at == last_minute
    services.document_revoke(document=document, reason="x", now=NOW)
    with pytest.raises(DocumentError):
        services.document_mark_used(document=document, now=NOW)


@pytest.mark.parametrize(
    ("trait", "change"),
    [
        ({"valid": True}, {"facts": {}}),
        ({"valid": True}, {"file": "other.pdf"}),
        ({"valid": True}, {"number": "1"}),
        ({"valid": True}, {"valid_until": None}),
        ({"valid": True}, {"status": DocumentStatus.DRAFT}),
        ({}, {"status": DocumentStatus.USED}),
    ],
)
def test_database_keeps_issued_documents_as_they_are(trait, change) -> None:
    document = IssuedDocumentFactory.create(**trait)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        IssuedDocument.objects.filter(pk=document.pk).update(**change)


def test_database_keeps_issued_documents() -> None:
    document = IssuedDocumentFactory.create(valid=True)
    with pytest.raises(InternalError), transaction.atomic():
        document.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": DocumentStatus.VALID},
        {"valid": True, "status": DocumentStatus.REVOKED},
        {"valid": True, "status": DocumentStatus.USED},
    ],
)
def test_database_refuses_a_status_without_its_facts(wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocumentFactory.create(**wrong)
