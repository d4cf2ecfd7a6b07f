"""Passport values typed by hand through the API: when, with which conditions, and what is said."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import PostRole
from applications import services as case
from applications.enums import EventKind
from applications.models import Application, Event
from port_visa.models import Invitee
from tests.api.test_problems import told
from tests.factories.accounts import PostFactory
from tests.factories.api import PERSON, Caller
from tests.factories.port_visa import NOW

TYPED: dict[str, Any] = {
    "surname": "eriksson",
    "given_names": "Anna  Marie",
    "document_number": "l898 902c3",
    "issuing_state": "UTO",
    "nationality": "UTO",
    "sex": "F",
    "birth_date": "1974-08-12",
    "expires_on": "2034-04-15",
    "reason": "The photo page has another given name.",
}


def begun(caller: Caller, **person: Any) -> str:
    """A draft with one person; answers the person's address."""
    draft = caller.complete()
    return f"invitations/{draft['id']}/invitees/{draft['invitees'][0]['id']}/"


def correct(caller: Caller, path: str, data: Any = None, **headers: str) -> Any:
    tag = caller.get(path).headers.get("ETag", "*")
    return caller.post(f"{path}correct/", data or TYPED, **{"If_Match": tag, **headers})


def test_typed_values_replace_what_was_read(caller: Caller) -> None:
    path = begun(caller)
    done = correct(caller, path)
    assert done.status_code == 200, done.content
    seen = done.json()
    assert (seen["surname"], seen["given_names"]) == ("ERIKSSON", "ANNA MARIE")
    assert seen["document_number"] == "L898902C3"
    assert seen["compared"] is True
    assert (seen["typed"], seen["typed_reason"]) == (["given_names"], TYPED["reason"])
    assert done.headers["ETag"] == caller.get(path).headers["ETag"]
    invitee = Invitee.objects.get()
    assert invitee.corrected_fields == ["name_mrz_secondary"]
    assert not Event.objects.filter(kind=EventKind.DATA_CHANGED).exists(), "a draft has no history"
    tag = done.headers["ETag"]
    lines = {"passport_lines": PERSON["passport_lines"]}
    read = caller.call("PATCH", path, lines, If_Match=tag).json()
    assert (read["typed"], read["compared"]) == ([], False), "lines sent later replace them"


def test_a_person_without_lines_is_typed_whole(caller: Caller) -> None:
    made = caller.post("invitations/", {"purpose": "A visit"}).json()
    people = f"invitations/{made['id']}/invitees/"
    person = caller.post(people, {"occupation": "Engineer"}).json()
    done = correct(caller, f"{people}{person['id']}/", {**TYPED, "birth_date": None})
    assert done.json()["birth_date"] is None
    assert "document_number" in done.json()["typed"]
    second = caller.post(people, {"occupation": "Engineer"}).json()
    twice = told(correct(caller, f"{people}{second['id']}/"), 422, "invalid")
    assert [(one["pointer"], one["code"]) for one in twice["errors"]] == [
        ("/document_number", "duplicate")
    ]


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"reason": ""}, 400, "/reason"),
        ({"reason": None}, 400, "/reason"),
        ({"surname": "", "given_names": ""}, 422, "/surname"),
        ({"given_names": "Ann4"}, 422, "/given_names"),
        ({"document_number": "ABCDEFGHIJ"}, 422, "/document_number"),
        ({"nationality": "QQQ"}, 422, "/nationality"),
        ({"nationality": "CHN"}, 422, "/nationality"),
        ({"sex": "female"}, 400, "/sex"),
        ({"birth_date": "2030-01-01"}, 422, "/birth_date"),
        ({"expires_on": "2026-03-11"}, 422, "/expires_on"),
        ({"expires_on": "soon"}, 400, "/expires_on"),
        ({"passport_lines": "x"}, 400, "/passport_lines"),
    ],
)
def test_what_cannot_be_right_is_named(
    caller: Caller, changes: dict[str, Any], status: int, pointer: str
) -> None:
    path = begun(caller)
    before = caller.get(path).json()
    found = told(correct(caller, path, {**TYPED, **changes}), status, "invalid")
    assert pointer in {part["pointer"] for part in found["errors"]}
    assert caller.get(path).json() == before


def test_conditions_and_repetitions(caller: Caller) -> None:
    path = begun(caller)
    old = caller.get(path).headers["ETag"]
    told(caller.post(f"{path}correct/", TYPED), 428, "if_match_missing")
    caller.call("PATCH", path, {"occupation": "Chemist"}, If_Match=old)
    told(correct(caller, path, If_Match=old), 412, "stale")
    first = correct(caller, path, Idempotency_Key="C1")
    again = correct(caller, path, If_Match=old, Idempotency_Key="C1")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    other = {**TYPED, "given_names": "ANNE"}
    told(correct(caller, path, other, Idempotency_Key="C1"), 422, "idempotency_key_reused")
    told(caller.post(f"{path}correct/", TYPED, Idempotency_Key="", If_Match="*"), 400, "invalid")


def test_afterwards_only_what_the_office_asks_about(caller: Caller) -> None:
    path = begun(caller)
    draft = caller.get("invitations/").json()["results"][0]
    assert caller.submit(draft).status_code == 200
    told(correct(caller, path), 409, "locked")
    application = Application.objects.get()
    case.supplement_request(
        application=application,
        items=[("passport", "The given name differs from the photo page.")],
        actor=PostFactory.create(role=PostRole.REVIEWER).officer,
        now=NOW,
    )
    assert correct(caller, path).status_code == 200
    event = Event.objects.get(application=application, kind=EventKind.DATA_CHANGED)
    assert event.data == {"item": "passport", "fields": ["name_mrz_secondary"]}
    assert event.actor == caller.client.user


def test_others_and_those_without_the_scope(caller: Caller) -> None:
    path = begun(caller)
    told(Caller().post(f"{path}correct/", TYPED, If_Match="*"), 404, "not_found")
    reader = Caller(caller.organisation, scopes=("cases:read",))
    told(correct(reader, path), 403, "insufficient_scope")
    with CaptureQueriesContext(connection) as seen:
        assert correct(caller, path).status_code == 200
    assert any("FOR UPDATE" in query["sql"] for query in seen), "compared under the lock"
