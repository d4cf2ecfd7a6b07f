"""Sent twice, or by two at once: one effect, one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from api.models import IdempotentRequest
from port_visa.models import Invitation
from tests.factories.api import Caller
from tests.factories.port_visa import picture


def test_without_a_key_nothing_happens(caller: Caller) -> None:
    for key in ("", "with space", "ü", "x" * 256):
        answer = caller.post("invitations/", {}, Idempotency_Key=key)
        assert answer.status_code == 400, key
        assert answer.json()["errors"][0]["pointer"] == "/Idempotency-Key"
    assert not Invitation.objects.exists()


def test_the_same_request_gets_the_same_answer(caller: Caller) -> None:
    first = caller.post("invitations/", {"purpose": "One"}, Idempotency_Key="a")
    again = caller.post("invitations/", {"purpose": "One"}, Idempotency_Key="a")
    assert again.status_code == first.status_code == 201
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Invitation.objects.count() == 1


def test_the_key_is_not_for_another_request(caller: Caller) -> None:
    caller.post("invitations/", {"purpose": "One"}, Idempotency_Key="a")
    other = caller.post("invitations/", {"purpose": "Two"}, Idempotency_Key="a")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    elsewhere = Caller(caller.organisation).post("invitations/", {}, Idempotency_Key="a")
    assert elsewhere.status_code == 201, "another client's keys are its own"
    assert Invitation.objects.count() == 2


def test_what_was_refused_can_be_mended_under_the_same_key(caller: Caller) -> None:
    wrong = caller.post("invitations/", {"category": "X"}, Idempotency_Key="a")
    assert wrong.status_code == 400
    right = caller.post("invitations/", {"category": "M"}, Idempotency_Key="a")
    assert right.status_code == 201
    assert IdempotentRequest.objects.count() == 1


def test_a_submission_is_replayed_although_its_etag_is_old(caller: Caller) -> None:
    draft = caller.complete()
    path = f"invitations/{draft['id']}/submit/"
    tag = caller.get(f"invitations/{draft['id']}/").headers["ETag"]
    told = {"declared_name": "Li Example", "declared": True}
    first = caller.post(path, told, If_Match=tag, Idempotency_Key="s")
    again = caller.post(path, told, If_Match=tag, Idempotency_Key="s")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()


def test_a_file_is_recognised_by_its_content(caller: Caller) -> None:
    draft = caller.complete()
    path = f"/api/v1/invitations/{draft['id']}/files/"
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "f"}

    def send(file: Any) -> Any:
        return caller.http.post(path, {"file": file, "code": "licence"}, headers=headers)

    first, again = send(picture()), send(picture())
    assert first.status_code == 201, first.content
    assert again.json() == first.json()
    assert send(picture(name="other.jpg")).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_twins_at_once_have_one_effect(specimens: None) -> None:
    caller = Caller()
    start, key = Barrier(6), uuid4().hex

    def send(_number: int) -> Any:
        start.wait()
        try:
            return caller.post("invitations/", {"purpose": "Together"}, Idempotency_Key=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 5
    assert Invitation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_do_not_overwrite_each_other(specimens: None) -> None:
    caller = Caller()
    made = caller.post("invitations/", {"purpose": "Before"})
    path, tag = made.headers["Location"].removeprefix("http://testserver"), made.headers["ETag"]
    start = Barrier(4)

    def change(number: int) -> int:
        start.wait()
        try:
            data = {"purpose": f"Number {number}"}
            return int(caller.call("PATCH", path, data, If_Match=tag).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(change, range(4)))
    assert codes == [200, 412, 412, 412]
