"""The bytes of files through the API: who gets them, what they are, and what is said instead."""

import base64
import hashlib
from typing import Any

import pytest

from accounts.enums import Province
from applications.enums import EventKind, Service
from applications.models import Application, Attachment, Event
from documents.contents import contents_of
from documents.enums import UploadProblem, UploadStatus
from documents.errors import UploadGone
from documents.models import Upload
from documents.services import upload_scan
from tests.api.test_problems import told
from tests.documents import files
from tests.factories.api import Caller
from tests.factories.applications import ApplicationFactory
from tests.factories.documents import UploadFactory
from tests.factories.port_visa import NOW
from tests.factories.transfers import at_home, inviter_of, partner

OPENED = {"kind": EventKind.DOCUMENT_OPENED}


@pytest.fixture
def home(db: None, specimens: None, monday: None) -> Caller:
    return partner()


@pytest.fixture
def case(home: Caller) -> Application:
    found = at_home()
    scanned()
    return found


def scanned() -> None:
    for upload in Upload.objects.filter(status=UploadStatus.QUARANTINED):
        upload_scan(upload_id=upload.pk, now=NOW)


def listed(home: Caller, case: Application) -> dict[str, Any]:
    """The first file of the case, as the case names it, with its address."""
    read = home.get(f"transfers/{case.reference}/").json()
    file: dict[str, Any] = next(line["files"][0] for line in read["checklist"] if line["files"])
    return {**file, "path": f"transfers/{case.reference}/files/{file['id']}/"}


def test_a_partner_office_gets_a_picture_as_its_copy(home: Caller, case: Application) -> None:
    file = listed(home, case)
    answer = home.get(file["path"])
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="passport.jpg"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    upload = Upload.objects.get(sha256=file["sha256"])
    with upload.view_copy.open("rb") as stored:
        assert answer.content == stored.read()
    with upload.file.open("rb") as stored:
        assert answer.content != stored.read(), "never as it came, with its hidden data"


def test_the_inviters_own_system_gets_a_pdf_as_it_was_handed_in(caller: Caller) -> None:
    draft = caller.complete()
    sent = caller.upload(
        f"invitations/{draft['id']}/files/",
        files.sent(files.pdf(2), "合同 “A”.pdf"),
        code="licence",
    ).json()
    scanned()
    answer = caller.get(f"invitations/{draft['id']}/files/{sent['id']}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].isascii()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5")
    assert hashlib.sha256(answer.content).hexdigest() == sent["sha256"]
    assert not Event.objects.filter(**OPENED).exists(), "one's own file, as on the pages"


def test_what_is_known_is_not_sent_again(home: Caller, case: Application) -> None:
    file = listed(home, case)
    tag = home.get(file["path"]).headers["ETag"]
    again = home.get(file["path"], If_None_Match=tag)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert home.get(file["path"], If_None_Match='"other"').status_code == 200
    assert home.call("HEAD", file["path"]).headers["ETag"] == tag


def test_the_log_names_the_system_that_looked(home: Caller, case: Application) -> None:
    file = listed(home, case)
    for _turn in range(2):
        home.get(file["path"])
    [event] = Event.objects.filter(application=case, **OPENED)
    assert event.actor == home.client.user
    assert Upload.objects.get(pk=event.data["upload"]).sha256 == file["sha256"]


def test_files_of_others_do_not_exist(home: Caller, case: Application) -> None:
    file = listed(home, case)
    row = Attachment.objects.get(pk=file["id"])
    own = f"invitations/{case.invitee.invitation_id}/files/{row.pk}/"
    assert inviter_of(case).get(own).status_code == 200
    told(Caller().get(own), 404, "not_found")
    told(partner(Province.ZHEJIANG).get(file["path"]), 404, "not_found")
    told(home.get(own), 403, "insufficient_scope")
    stranger = at_home()
    other = f"transfers/{stranger.reference}/files/{row.pk}/"
    told(home.get(other), 404, "not_found")  # a file is found in its own case only


def test_a_private_paper_of_another_service_is_not_found(caller: Caller) -> None:
    """The company's system sees nothing of what its employee hands in for a permit."""
    row = Attachment.objects.create(
        application=ApplicationFactory.create(
            service=Service.SINGLE_WINDOW, organisation=caller.organisation
        ),
        code="health",
        upload=UploadFactory.create(clean=True),
        created_at=NOW,
    )
    draft = caller.complete()
    told(caller.get(f"invitations/{draft['id']}/files/{row.pk}/"), 404, "not_found")


def test_the_scope_is_asked_for(home: Caller, case: Application) -> None:
    file = listed(home, case)
    row = Attachment.objects.get(pk=file["id"])
    writer = partner(scopes=("transfers:write",))
    found = told(writer.get(file["path"]), 403, "insufficient_scope")
    assert "transfers:read" in found["detail"]
    reader = Caller(inviter_of(case).organisation, scopes=("cases:read", "documents:write"))
    own = f"invitations/{case.invitee.invitation_id}/files/{row.pk}/"
    assert "documents:read" in told(reader.get(own), 403, "insufficient_scope")["detail"]


def test_a_file_that_is_still_being_checked_is_not_given_out(caller: Caller) -> None:
    draft = caller.complete()
    file = next(line["files"][0]["id"] for line in draft["checklist"] if line["files"])
    path = f"invitations/{draft['id']}/files/{file}/"
    found = told(caller.get(path), 409, "not_scanned")
    assert "checked for viruses" in found["detail"]
    caller.language = "zh-Hans"
    assert "病毒" in told(caller.get(path), 409, "not_scanned")["detail"]


def test_an_unsafe_file_says_so(home: Caller, case: Application) -> None:
    file = listed(home, case)
    Upload.objects.filter(sha256=file["sha256"]).update(
        status=UploadStatus.REJECTED, problem=UploadProblem.INFECTED
    )
    found = told(home.get(file["path"]), 410, "infected")
    assert "was found to be unsafe" in found["detail"]
    assert not Event.objects.filter(application=case, **OPENED).exists()


@pytest.mark.parametrize("how", ["deleted", "forgotten"])
def test_a_file_that_is_not_kept_any_more_says_so(
    home: Caller, case: Application, how: str
) -> None:
    file = listed(home, case)
    upload = Upload.objects.get(sha256=file["sha256"])
    if how == "deleted":
        upload.view_copy.storage.delete(str(upload.view_copy.name))
    else:
        Upload.objects.filter(pk=upload.pk).update(view_copy="", file="", preview="")
    found = told(home.get(file["path"]), 410, "gone")
    assert "not kept any more" in found["detail"]
    assert not Event.objects.filter(application=case, **OPENED).exists(), "nobody saw anything"


def test_what_was_taken_out_is_not_found(caller: Caller) -> None:
    draft = caller.complete()
    scanned()
    line = next(line for line in draft["checklist"] if line["files"] and line["invitee"])
    path = f"invitations/{draft['id']}/files/{line['files'][0]['id']}/"
    assert caller.get(path).status_code == 200
    person = f"invitations/{draft['id']}/invitees/{line['invitee']}/"
    assert caller.call("DELETE", person, If_Match="*").status_code == 204
    told(caller.get(path), 404, "not_found")
    assert caller.call("DELETE", path).status_code == 404


@pytest.mark.django_db
def test_a_name_without_an_ending_gets_one() -> None:
    assert contents_of(Upload(label="", media_type="image/png")).name == "file.jpg"
    assert contents_of(Upload(label="scan", media_type="application/pdf")).name == "scan.pdf"
    with pytest.raises(UploadGone):
        contents_of(Upload(label="x", media_type="image/png")).open()
