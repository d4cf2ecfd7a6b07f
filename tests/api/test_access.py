"""A client of one organisation sees and changes nothing of another's."""

from typing import Any

import pytest

from accounts.services import member_remove
from api.models import ApiClient
from api.services import client_change, client_revoke, client_rotate_secret
from notifications.models import Message
from tests.factories.accounts import MembershipFactory
from tests.factories.api import PERSON, Caller, administrator
from tests.factories.port_visa import NOW


def everything_of(caller: Caller) -> list[tuple[str, str, Any]]:
    """Every address of one submitted invitation, with what would change it."""
    draft = caller.complete()
    assert caller.submit(draft).status_code == 200
    path = f"invitations/{draft['id']}/"
    person = draft["invitees"][0]
    case = f"applications/{person['reference']}/"
    file = next(line["files"][0]["id"] for line in draft["checklist"] if line["files"])
    declared = {"declared_name": "X", "declared": True}
    return [
        ("GET", path, None),
        ("PATCH", path, {"purpose": "Mine now"}),
        ("DELETE", path, None),
        ("POST", f"{path}submit/", declared),
        ("POST", f"{path}withdraw/", {}),
        ("GET", f"{path}receipt/", None),
        ("POST", f"{path}invitees/", PERSON),
        ("GET", f"{path}invitees/{person['id']}/", None),
        ("PATCH", f"{path}invitees/{person['id']}/", {"occupation": "Spy"}),
        ("DELETE", f"{path}invitees/{person['id']}/", None),
        ("DELETE", f"{path}files/{file}/", None),
        ("GET", case, None),
        ("POST", f"{case}withdraw/", {}),
        ("POST", f"{case}supplement/", {}),
        ("GET", f"{case}documents/{draft['id']}/", None),
    ]


def test_another_organisations_things_do_not_exist(caller: Caller) -> None:
    rival = Caller()
    for method, path, data in everything_of(caller):
        answer = rival.call(method, path, data, If_Match="*")
        assert answer.status_code == 404, (method, path, answer.content)
    draft = caller.get("invitations/").json()["results"][0]
    assert rival.upload(f"invitations/{draft['id']}/files/", code="licence").status_code == 404
    assert rival.get("invitations/").json()["results"] == []
    assert rival.get("applications/").json()["results"] == []


def test_colleagues_by_page_and_by_system_see_the_same(caller: Caller) -> None:
    second = Caller(caller.organisation)
    made = caller.post("invitations/", {"purpose": "Shared"}).json()
    assert second.get(f"invitations/{made['id']}/").json()["purpose"] == "Shared"


@pytest.mark.parametrize("how", ["revoked", "removed", "rotated"])
def test_who_is_shut_out_is_out_at_once(caller: Caller, how: str) -> None:
    made = caller.post("invitations/").json()
    if how == "revoked":
        client_revoke(client=caller.client, actor=administrator(), now=NOW)
    elif how == "rotated":
        client_rotate_secret(client=caller.client, actor=administrator(), now=NOW)
    else:
        owner = MembershipFactory.create(organisation=caller.organisation).user
        membership = caller.client.user.memberships.get()
        member_remove(membership=membership, actor=owner, now=NOW)
    answers = [caller.get("invitations/"), caller.get(f"invitations/{made['id']}/")]
    if how == "removed":
        assert answers[0].json()["results"] == []
        assert answers[1].status_code == 404
        assert caller.post("invitations/").status_code == 403
    else:
        assert [answer.status_code for answer in answers] == [401, 401]


def test_a_scope_that_was_taken_ends_although_the_token_says_otherwise(caller: Caller) -> None:
    client_change(client=caller.client, scopes=[], requests_per_minute=60, actor=administrator())
    assert caller.get("invitations/").status_code == 403


def test_a_cookie_opens_nothing(caller: Caller) -> None:
    caller.http.force_login(
        MembershipFactory.create(organisation=caller.organisation).user,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert caller.get("invitations/", Authorization="").status_code == 401


def test_systems_get_no_letters(caller: Caller) -> None:
    person = MembershipFactory.create(organisation=caller.organisation).user
    caller.submit(caller.complete())
    assert {message.recipient for message in Message.objects.all()} == {person}
    assert not ApiClient.objects.get().user.has_usable_password()


def test_lists_are_read_page_by_page(caller: Caller) -> None:
    made = [caller.post("invitations/", {"purpose": f"No. {n}"}).json()["id"] for n in range(5)]
    page = caller.get("invitations/?limit=2").json()
    found = [one["id"] for one in page["results"]]
    while page["next"]:
        page = caller.get(page["next"].removeprefix("http://testserver")).json()
        found += [one["id"] for one in page["results"]]
    assert sorted(found) == sorted(made)
    assert len(found) == 5
    assert caller.get("invitations/?cursor=nonsense").status_code == 404
    assert caller.get("applications/?changed_since=yesterday").status_code == 400
    later = caller.get("applications/?changed_since=2030-01-01T00:00:00Z&status=draft")
    assert later.json()["results"] == []
