"""Every error is a problem in the caller's language, and says what to do."""

from typing import Any

import pytest
from django.test import Client

from api import throttling
from tests.factories.api import PERSON, VISIT, Caller, client_of
from tests.factories.port_visa import airport


def told(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, after a look at its form."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]
    assert body["detail"]
    assert body["instance"].startswith("/api/")
    assert body["type"].endswith(f"#problem-{status}")
    return body


def test_who_has_no_token_gets_none_of_it(caller: Caller) -> None:
    for header in ("", "Basic abc", "Bearer", "Bearer unknown"):
        answer = caller.get("invitations/", Authorization=header)
        code = "authentication_failed" if header else "not_authenticated"
        told(answer, 401, code)
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Not found"), ("zh-CN", "未找到"), ("fr", "Not found")]
)
def test_errors_speak_the_callers_language(caller: Caller, language: str, title: str) -> None:
    caller.language = language
    path = "invitations/00000000-0000-0000-0000-000000000000/"
    assert told(caller.get(path), 404, "not_found")["title"] == title
    unknown = told(caller.get("nothing/"), 404, "not_found")
    assert unknown["title"] == title
    caller.scopes = ()
    missing = told(caller.call("PUT", "ports/"), 405, "method_not_allowed")
    assert ("方法" in missing["title"]) == language.startswith("zh")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"purpose": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"purpose": "\xff"}', "application/json", 400),
        (b'{"purpose": "' + b"x" * 1_100_000 + b'"}', "application/json", 413),
        (b"purpose=x", "application/x-www-form-urlencoded", 415),
        (b"x", "", 415),
    ],
)
def test_bodies_that_cannot_be_read(caller: Caller, body: bytes, kind: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "k"}
    answer = caller.http.generic(
        "POST", "/api/v1/invitations/", body, content_type=kind, headers=headers
    )
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.status_code == status, answer.content


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"purpos": "x"}, "/purpos"),
        ({"purpose": 5}, "/purpose"),
        ({"purpose": "x" * 501}, "/purpose"),
        ({"purpose": "a\u0000b"}, "/purpose"),
        ({"category": "X"}, "/category"),
        ({"stay_days": "10"}, "/stay_days"),
        ({"stay_days": 31}, "/stay_days"),
        ({"arrival_on": "2026-3-1"}, "/arrival_on"),
        ({"arrival_on": "20260301"}, "/arrival_on"),
        ({"port": "nowhere"}, "/port"),
        ({"port": 7}, "/port"),
    ],
)
def test_wrong_members_are_named(caller: Caller, body: dict[str, Any], pointer: str) -> None:
    found = told(caller.post("invitations/", body), 400, "invalid")
    assert [part["pointer"] for part in found["errors"]] == [pointer]
    assert caller.get("invitations/").json()["results"] == []


def test_what_the_rules_refuse_is_named_too(caller: Caller) -> None:
    half = told(caller.post("invitations/", {"stay_days": 3}), 422, "required")
    assert {part["pointer"] for part in half["errors"]} == {"/arrival_on", "/port"}
    late = {"arrival_on": "2026-01-01", "port": airport().code, "stay_days": 3}
    past = told(caller.post("invitations/", late), 422, "invalid")
    assert past["errors"][0]["code"] == "arrival_past"
    made = caller.post("invitations/", {**VISIT, "port": airport().code}).json()
    people = f"invitations/{made['id']}/invitees/"
    lines = PERSON["passport_lines"].replace("L898902C3", "L898902C4")
    wrong = told(caller.post(people, {**PERSON, "passport_lines": lines}), 422, "invalid")
    assert wrong["errors"]
    assert caller.get(f"invitations/{made['id']}/").json()["invitees"] == [], "all or nothing"
    short = told(caller.submit(made), 422, "invalid")
    assert any(part["code"] == "nobody" for part in short["errors"])


def test_a_state_that_does_not_allow_it_is_a_conflict(caller: Caller) -> None:
    draft = caller.complete()
    told(caller.get(f"invitations/{draft['id']}/receipt/"), 409, "not_submitted")
    assert caller.submit(draft).status_code == 200
    told(caller.submit(draft), 409, "submitted")
    told(caller.post(f"invitations/{draft['id']}/invitees/", PERSON), 409, "locked")


def test_an_organisation_that_is_not_verified_cannot_submit(caller: Caller) -> None:
    draft = caller.complete()
    type(caller.organisation).objects.update(status="pending")
    told(caller.submit(draft), 403, "not_verified")


def test_a_condition_is_asked_for(caller: Caller) -> None:
    made = caller.post("invitations/")
    path = made.headers["Location"].removeprefix("http://testserver")
    told(caller.call("PATCH", path, {"purpose": "x"}), 428, "if_match_missing")
    for tag in ('"other"', f"W/{made.headers['ETag']}", "other"):
        answer = caller.call("PATCH", path, {"purpose": "x"}, If_Match=tag)
        assert answer.status_code in (412, 428), tag


def test_a_scope_that_is_missing_is_named(caller: Caller) -> None:
    reader = Caller(caller.organisation, scopes=("cases:read",))
    assert reader.get("invitations/").status_code == 200
    found = told(reader.post("invitations/"), 403, "insufficient_scope")
    assert "cases:write" in found["detail"]


def test_too_many_requests_are_told_when_to_come_back(caller: Caller) -> None:
    slow = Caller(caller.organisation, limit=2)
    assert [slow.get("ports/").status_code for _turn in range(2)] == [200, 200]
    answer = slow.get("ports/")
    told(answer, 429, "throttled")
    assert 0 < int(answer.headers["Retry-After"]) <= throttling.WINDOW
    assert caller.get("ports/").status_code == 200, "each client has its own limit"


@pytest.mark.parametrize(
    ("method", "form", "status"),
    [
        ("get", {}, 405),
        ("post", {}, 400),
        ("post", {"grant_type": "password", "username": "a", "password": "b"}, 400),
        ("post", {"grant_type": "client_credentials"}, 401),
        (
            "post",
            {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"},
            401,
        ),
    ],
)
def test_no_token_without_the_secret(
    caller: Caller, method: str, form: dict[str, str], status: int
) -> None:
    answer = getattr(Client(), method)("/api/oauth/token/", form)
    assert answer.status_code == status, answer.content
    assert "access_token" not in answer.content.decode()


def test_guessing_secrets_is_slowed_down(caller: Caller) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": caller.client.oauth.client_id,
        "client_secret": "wrong",
    }
    codes = [Client().post("/api/oauth/token/", form).status_code for _turn in range(31)]
    assert codes == [401] * 30 + [429]


def test_an_error_of_ours_is_a_problem_too(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("api.views.reference.PortSerializer", broken)
    told(caller.get("ports/"), 500, "server_error")


def test_a_secret_is_never_kept(caller: Caller) -> None:
    _client, secret = client_of(caller.organisation)
    assert secret not in str(list(type(caller.client.oauth).objects.values()))
