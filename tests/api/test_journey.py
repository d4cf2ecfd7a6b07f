"""A system files an invitation: from the secret to the Notification."""

import base64
from typing import Any

import pytest
from django.test import Client

from accounts.enums import PostRole
from applications import services as case
from applications.models import Application, Event
from documents.models import IssuedDocument, Upload
from documents.services import document_produce, upload_scan
from port_visa.models import Invitation
from tests.factories.accounts import PostFactory
from tests.factories.api import Caller
from tests.factories.port_visa import NOW


def token_of(caller: Caller, **more: str) -> Any:
    pair = f"{caller.client.oauth.client_id}:{caller.secret}".encode()
    return Client().post(
        "/api/oauth/token/",
        {"grant_type": "client_credentials", **more},
        headers={"Authorization": f"Basic {base64.b64encode(pair).decode()}"},
    )


def officer(role: PostRole) -> Any:
    return PostFactory.create(role=role).officer


def test_from_the_secret_to_the_receipt(caller: Caller) -> None:
    answer = token_of(caller)
    assert answer.status_code == 200, answer.content
    assert answer.json()["expires_in"] == 3600
    caller.token = answer.json()["access_token"]

    assert caller.get("organisation/").json()["uscc"] == caller.organisation.uscc
    draft = caller.complete()
    assert draft["missing"] == []
    assert draft["invitees"][0]["surname"] == "ERIKSSON"
    done = caller.submit(draft)
    assert done.status_code == 200, done.content
    assert done.json()["status"] == "submitted"

    found = caller.get("applications/").json()["results"]
    assert [one["status"] for one in found] == ["submitted"]
    one = caller.get(f"applications/{found[0]['reference']}/").json()
    assert one["status_text"] == "received, being checked for completeness"
    receipt = caller.get(f"invitations/{draft['id']}/receipt/")
    assert receipt.headers["Content-Type"] == "application/pdf"
    assert receipt.content.startswith(b"%PDF")
    actor = Event.objects.filter(kind="submit").get().actor
    assert actor == caller.client.user, "the log names the system"


def test_a_list_is_answered_and_the_notification_fetched(caller: Caller) -> None:
    caller.submit(caller.complete())
    application = Application.objects.get()
    reviewer = officer(PostRole.REVIEWER)
    case.supplement_request(
        application=application,
        items=[("licence", "The copy cannot be read."), ("details", "Whose supplier?")],
        actor=reviewer,
        now=NOW,
    )
    path = f"applications/{application.reference}/"
    asked = caller.get(path)
    points = asked.json()["supplement"]["points"]
    assert [point["takes_files"] for point in points] == [True, True]
    sent = caller.upload(f"{path}supplement/{points[0]['id']}/files/")
    assert sent.status_code == 201, sent.content
    answers = {"answers": [{"point": points[1]["id"], "text": "Of pumps."}]}
    old = caller.post(f"{path}supplement/", answers, If_Match=asked.headers["ETag"])
    assert old.status_code == 412, "a file came in between"
    tag = caller.get(path).headers["ETag"]
    done = caller.post(f"{path}supplement/", answers, If_Match=tag)
    assert (done.status_code, done.json()["status"]) == (200, "submitted")

    for upload in Upload.objects.all():
        upload_scan(upload_id=upload.pk, now=NOW)
    application.refresh_from_db()
    case.application_accept(application=application, actor=reviewer, now=NOW)
    case.application_approve(application=application, actor=reviewer, now=NOW)
    document_produce(document_id=IssuedDocument.objects.get().pk, now=NOW)
    issued = caller.get(path).json()
    assert issued["status"] == "issued"
    fetched = caller.get(f"{path}documents/{issued['documents'][0]['id']}/")
    assert fetched.content.startswith(b"%PDF")


def test_taken_back(caller: Caller) -> None:
    draft = caller.complete()
    caller.submit(draft)
    done = caller.post(f"invitations/{draft['id']}/withdraw/", {"reason": "Cancelled."})
    assert [one["status"] for one in done.json()["invitees"]] == ["withdrawn"]
    again = caller.post(f"invitations/{draft['id']}/withdraw/")
    assert again.status_code == 422


def test_a_draft_is_changed_and_thrown_away(caller: Caller) -> None:
    made = caller.post("invitations/", {"category": "F", "purpose": "A visit"})
    assert made.status_code == 201
    place = made.headers["Location"].removeprefix("http://testserver")
    changed = caller.call("PATCH", place, {"purpose": "Another"}, If_Match=made.headers["ETag"])
    assert changed.json()["purpose"] == "Another"
    assert changed.json()["category"] == "F"
    stale = caller.call("PATCH", place, {"purpose": "Third"}, If_Match=made.headers["ETag"])
    assert stale.status_code == 412
    gone = caller.call("DELETE", place, If_Match=changed.headers["ETag"])
    assert gone.status_code == 204
    assert caller.get(place).status_code == 404
    assert Invitation.objects.get().status == "discarded"


def test_a_person_is_changed_and_removed(caller: Caller) -> None:
    draft = caller.complete()
    person = draft["invitees"][0]
    path = f"invitations/{draft['id']}/invitees/{person['id']}/"
    read = caller.get(path)
    assert read.json()["occupation"] == "Engineer"
    same = caller.get(path, If_None_Match=read.headers["ETag"])
    assert same.status_code == 304
    tag = read.headers["ETag"]
    changed = caller.call("PATCH", path, {"occupation": "Chemist"}, If_Match=tag)
    assert changed.json()["occupation"] == "Chemist"
    assert changed.json()["relation"] == "Supplier"
    gone = caller.call("DELETE", path, If_Match="*")
    assert gone.status_code == 204
    assert caller.get(path).status_code == 404


def test_where_and_in_which_language_the_traveller_is_written_to(caller: Caller) -> None:
    draft = caller.complete()
    path = f"invitations/{draft['id']}/invitees/{draft['invitees'][0]['id']}/"
    assert caller.get(path).json()["email"] == ""
    wish = {"email": "Anna@example.org", "language": "zh-hans"}
    done = caller.call("PATCH", path, wish, If_Match="*").json()
    assert (done["email"], done["language"]) == ("anna@example.org", "zh-hans")
    assert done["occupation"] == "Engineer"
    for wrong in ({"email": "nobody"}, {"email": 7}, {"language": "fr"}, {"language": ""}):
        assert caller.call("PATCH", path, wrong, If_Match="*").status_code == 400
    gone = caller.call("PATCH", path, {"email": ""}, If_Match="*").json()
    assert (gone["email"], gone["language"]) == ("", "zh-hans")


def test_a_file_is_taken_out_again(caller: Caller) -> None:
    draft = caller.complete()
    row = next(line for line in draft["checklist"] if line["files"])
    path = f"invitations/{draft['id']}/files/{row['files'][0]['id']}/"
    assert caller.call("DELETE", path).status_code == 204
    assert caller.call("DELETE", path).status_code == 404


@pytest.mark.parametrize("more", [{"scope": "cases:read"}, {}])
def test_a_token_carries_what_was_asked_for(caller: Caller, more: dict[str, str]) -> None:
    answer = token_of(caller, **more).json()
    assert answer["scope"].split() == (["cases:read"] if more else list(caller.client.scopes))
    assert "transfers:read" not in answer["scope"]  # those are for partner offices
