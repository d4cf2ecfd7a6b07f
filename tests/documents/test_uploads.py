"""A file's way from quarantine to release, and who may open it when."""

import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents import services, tasks
from documents.enums import UploadProblem, UploadPurpose, UploadStatus
from documents.errors import ScannerUnavailable, UploadRejected
from documents.forms import MultipleFileField
from documents.models import Upload
from documents.registry import register_access
from documents.scanners import EICAR, Verdict
from tests.documents import files
from tests.documents.clamd import clamd_running
from tests.factories.accounts import UserFactory
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db
PURPOSE = UploadPurpose.APPLICATION_DOCUMENT
NOW = timezone.now()


def store(data: bytes, name: str = "passport.jpg", owner=None) -> Upload:
    return services.upload_store(
        owner=owner or UserFactory.create(), purpose=PURPOSE, file=files.sent(data, name), now=NOW
    )


@pytest.fixture
def rule():
    """A rule of access for the time of one test, with the openings it recorded."""
    opened: list[tuple[str, str]] = []
    allowed: set[int] = set()

    def record(user, upload, now) -> None:
        opened.append((user.email, str(upload.pk)))

    with patch.dict("documents.registry._registry.access", clear=True):
        register_access(PURPOSE, lambda user, upload: user.pk in allowed, on_open=record)
        yield allowed, opened


def test_stored_in_quarantine_under_a_random_key() -> None:
    upload = store(files.picture(), "../../../etc/王 小明.jpg")
    assert upload.status == UploadStatus.QUARANTINED
    assert upload.label == "王 小明.jpg"
    assert str(upload.file).isascii()
    assert str(upload.file).startswith("uploads/")
    assert len(upload.sha256) == 64
    assert upload.size == len(files.picture())
    with upload.file.open() as stored:
        assert stored.read() == files.picture(), "the original is kept as it came"


def test_name_and_declared_type_are_not_believed() -> None:
    upload = store(files.pdf(2), "holiday.jpg")
    assert (upload.media_type, upload.pages) == ("application/pdf", 2)
    assert str(upload.file).endswith(".pdf")
    assert not upload.view_copy


@pytest.mark.parametrize("name", ["😀.jpg", "x" * 300 + ".jpg", "a\u202eb.jpg", ".jpg", "…"])
def test_never_fails_on_a_name(name: str) -> None:
    assert len(store(files.picture(), name).label) <= 200


def test_too_large_is_refused_before_it_is_read(settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(UploadRejected) as caught:
        store(files.picture() + b"\0" * 1024 * 1024, "large.jpg")
    assert caught.value.code == UploadProblem.TOO_LARGE
    assert "1 MB" in caught.value.messages[0]


def test_good_files_are_kept_when_another_is_refused() -> None:
    sent = [files.sent(files.picture()), files.sent(b"<svg/>", "a.svg"), files.sent(b"", "b.pdf")]
    stored, refused = services.uploads_store(
        owner=UserFactory.create(), purpose=PURPOSE, files=sent, now=NOW
    )
    assert len(stored) == 1
    assert [error.code for error in refused] == ["wrong_type", "empty"]


def test_scan_is_asked_for_after_commit(django_capture_on_commit_callbacks) -> None:
    with patch.object(tasks.scan_upload, "delay") as delay:
        with django_capture_on_commit_callbacks(execute=True):
            upload = store(files.picture())
            delay.assert_not_called()
        delay.assert_called_once_with(str(upload.pk))


def test_clean_file_is_released_once() -> None:
    upload = store(files.picture())
    assert services.upload_scan(upload_id=upload.pk, now=NOW) == UploadStatus.CLEAN
    later = NOW + timedelta(hours=1)
    assert services.upload_scan(upload_id=upload.pk, now=later) == UploadStatus.CLEAN
    upload.refresh_from_db()
    assert (upload.scanned_at, upload.scan_attempts) == (NOW, 1)


def test_unsafe_file_is_rejected_and_deleted(django_capture_on_commit_callbacks) -> None:
    upload = store(files.picture() + EICAR)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.upload_scan(upload_id=upload.pk, now=NOW) == UploadStatus.REJECTED
    upload.refresh_from_db()
    assert upload.problem == UploadProblem.INFECTED
    assert "passport.jpg" in upload.problem_text
    assert not upload.file.storage.exists(str(upload.file))
    assert not upload.preview.storage.exists(str(upload.preview))


def test_scanner_away_keeps_the_file_in_quarantine(settings) -> None:
    upload = store(files.picture())
    with clamd_running(b"") as settings.CLAMAV_ADDRESS, pytest.raises(ScannerUnavailable):
        services.upload_scan(upload_id=upload.pk, now=NOW)
    upload.refresh_from_db()
    assert (upload.status, upload.scan_attempts) == (UploadStatus.QUARANTINED, 1)


def test_sweep_finds_what_was_lost(django_capture_on_commit_callbacks) -> None:
    lost = UploadFactory.create(created_at=NOW - timedelta(minutes=11))
    UploadFactory.create(created_at=NOW - timedelta(minutes=9))
    UploadFactory.create(clean=True, created_at=NOW - timedelta(days=1))
    with (
        patch.object(tasks.scan_upload, "delay") as delay,
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert services.uploads_sweep(now=NOW) == 1
    delay.assert_called_once_with(str(lost.pk))


def test_broker_down_does_not_lose_the_upload(django_capture_on_commit_callbacks) -> None:
    with (
        patch.object(tasks.scan_upload, "delay", side_effect=OperationalError("down")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        upload = store(files.picture())
    assert Upload.objects.filter(pk=upload.pk, status=UploadStatus.QUARANTINED).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_scan_a_file_once() -> None:
    upload = UploadFactory.create()
    inside, leave = threading.Event(), threading.Event()
    scans: list[int] = []

    class SlowScanner:
        def scan(self, data: bytes) -> Verdict:
            scans.append(len(data))
            inside.set()
            leave.wait(60)
            return Verdict()

        def ping(self) -> None: ...

    def first() -> None:
        services.upload_scan(upload_id=upload.pk, now=NOW, scanner=SlowScanner())
        connection.close()

    worker = threading.Thread(target=first)
    worker.start()
    assert inside.wait(60)
    assert services.upload_scan(upload_id=upload.pk, now=NOW, scanner=SlowScanner()) is None
    leave.set()
    worker.join()
    assert len(scans) == 1
    upload.refresh_from_db()
    assert upload.status == UploadStatus.CLEAN


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": UploadStatus.CLEAN},
        {"status": UploadStatus.REJECTED},
        {"status": UploadStatus.QUARANTINED, "problem": UploadProblem.INFECTED},
    ],
)
def test_database_refuses_a_status_without_its_facts(wrong: dict[str, str]) -> None:
    upload = UploadFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(**wrong)


# Who may open it


def url(upload: Upload, ending: str = "") -> str:
    return f"/en/files/{upload.pk}/{ending}"


def body(response) -> bytes:
    """All of it; reading to the end closes the stored file."""
    return b"".join(response.streaming_content)


def as_user(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_owner_opens_a_clean_file_with_safe_headers(rule) -> None:
    upload = UploadFactory.create(clean=True, label='"; evil\r\n护照.exe')
    response = as_user(upload.owner).get(url(upload))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("inline")
    body(response)


def test_pdf_is_shown_as_it_is(rule) -> None:
    upload = store(files.pdf(2), "letter.pdf")
    services.upload_scan(upload_id=upload.pk, now=NOW)
    response = as_user(upload.owner).get(url(upload))
    assert response["Content-Type"] == "application/pdf"
    assert body(response).startswith(b"%PDF")


def test_picture_is_served_from_its_viewing_copy(rule) -> None:
    upload = store(files.picture_turned_with_place())
    services.upload_scan(upload_id=upload.pk, now=NOW)
    shown = body(as_user(upload.owner).get(url(upload)))
    assert b"SecretPhone" not in shown
    assert shown[:3] == b"\xff\xd8\xff"


def test_others_learn_nothing(rule) -> None:
    for upload in (
        UploadFactory.create(clean=True),
        UploadFactory.create(),
        UploadFactory.create(infected=True),
    ):
        for client in (Client(), as_user(UserFactory.create())):
            assert client.get(url(upload)).status_code == 404
            assert client.get(url(upload, "preview/")).status_code == 404


def test_whom_the_rule_lets_in_is_recorded(rule) -> None:
    allowed, opened = rule
    upload, officer = UploadFactory.create(clean=True), UserFactory.create()
    allowed.add(officer.pk)
    body(as_user(officer).get(url(upload)))
    body(as_user(upload.owner).get(url(upload)))
    assert opened == [(officer.email, str(upload.pk))]


def test_purpose_without_a_rule_is_closed_to_others() -> None:
    upload = UploadFactory.create(clean=True)
    with patch.dict("documents.registry._registry.access", clear=True):
        assert as_user(UserFactory.create()).get(url(upload)).status_code == 404


def test_quarantined_file_stays_closed_but_its_owner_sees_the_first_page(rule) -> None:
    allowed, _opened = rule
    upload, officer = UploadFactory.create(), UserFactory.create()
    allowed.add(officer.pk)
    assert as_user(upload.owner).get(url(upload)).status_code == 409
    preview = as_user(upload.owner).get(url(upload, "preview/"))
    assert preview.status_code == 200
    body(preview)
    assert as_user(officer).get(url(upload)).status_code == 409
    assert as_user(officer).get(url(upload, "preview/")).status_code == 404


def test_rejected_file_says_why(rule) -> None:
    upload = UploadFactory.create(infected=True)
    response = as_user(upload.owner).get(url(upload))
    assert response.status_code == 409
    assert "unsafe" in response.content.decode()
    assert as_user(upload.owner).get(url(upload, "preview/")).status_code == 404


# The form field


def test_file_that_is_not_kept_any_more_says_so(rule) -> None:
    upload = UploadFactory.create(clean=True)
    upload.view_copy.storage.delete(str(upload.view_copy.name))
    answer = as_user(upload.owner).get(url(upload))
    assert answer.status_code == 410
    assert "not kept any more" in answer.content.decode()


def test_field_takes_several_files() -> None:
    sent = [files.sent(b"a", "x" * 300), files.sent(b"", "b")]
    assert MultipleFileField().clean(sent) == sent


def test_field_required_and_not() -> None:
    assert MultipleFileField(required=False).clean([]) == []
    with pytest.raises(ValidationError, match="required"):
        MultipleFileField().clean([])


def test_field_limit() -> None:
    with pytest.raises(ValidationError, match="at most 2 files"):
        MultipleFileField(max_files=2).clean([files.sent(b"a")] * 3)
