"""A partner office works from its own system: its cases, its checks, hand-overs, returns."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext

from accounts.enums import PostRole, Province
from accounts.models import User
from accounts.permissions import can_check_organisations
from api.errors import NotPartner
from api.services import client_change, client_revoke
from api.services.webhooks import endpoints_of
from applications.enums import ActorKind, EventKind, Status
from applications.models import Application, Event, Transfer
from applications.services import transfer_return
from notifications.models import Message
from tests.factories.accounts import PostFactory
from tests.factories.api import Caller, administrator, client_of
from tests.factories.applications import officer_at
from tests.factories.port_visa import NOW
from tests.factories.transfers import at_home, home_office, inviter_of, partner, port


@pytest.fixture
def home(db: None, specimens: None, monday: None) -> Caller:
    return partner()


@pytest.fixture
def case(home: Caller) -> Application:
    return at_home()


def step(home: Caller, case: Application, name: str, data: Any = None, **headers: str) -> Any:
    """Read, then act on what was read."""
    path = f"transfers/{case.reference}/"
    tag = home.get(path).headers["ETag"]
    return home.post(f"{path}{name}/", data or {}, **{"If_Match": tag, **headers})


def translated(text: str, language: str) -> str:
    with translation.override(language):
        return gettext(text)


def fresh(case: Application) -> Application:
    return Application.objects.get(pk=case.pk)


def test_a_case_is_read_checked_and_transferred(home: Caller, case: Application) -> None:
    assert home.get("office/").json()["code"] == "partner-jiangsu"
    [line] = home.get("transfers/?here=true").json()["results"]
    assert (line["reference"], line["here"]) == (case.reference, True)
    seen = home.get(f"transfers/{case.reference}/").json()
    assert seen["surname"] == "ERIKSSON"
    assert seen["custody"][0]["office"]["code"] == "partner-jiangsu"
    codes = [one["code"] for one in seen["checklist"]]
    assert any(one["files"] for one in seen["checklist"])

    found = [{"code": code, "result": "in_order"} for code in codes]
    found[0] = {"code": codes[0], "result": "unclear", "note": "Smudged."}
    assert step(home, case, "checks", {"checks": found}).status_code == 200
    refused = step(home, case, "send")
    assert (refused.status_code, refused.json()["code"]) == (422, "incomplete")
    mended = {"checks": [{"code": codes[0], "result": "in_order"}]}
    assert step(home, case, "checks", mended).status_code == 200
    done = step(home, case, "send", {"remark": "The register was checked."}, Idempotency_Key="J1")
    assert done.status_code == 200, done.content
    assert done.json()["here"] is False
    assert [one["key"] for one in done.json()["hand_overs"]] == ["J1"]
    assert [stay["office"]["code"] for stay in done.json()["custody"]] == [
        "partner-jiangsu",
        "pvg-port-visa",
    ]
    event = Event.objects.get(application=case, kind=EventKind.TRANSFER)
    assert (event.actor, event.actor_kind) == (home.client.user, ActorKind.OFFICER)
    assert str(event.actor) == "Travel desk"
    assert home.get("transfers/?here=true").json()["results"] == []
    assert len(home.get("transfers/?here=false&status=submitted").json()["results"]) == 1
    again = step(home, case, "send")
    assert again.status_code == 409, "only the owner acts"


def test_the_same_number_hands_over_once_also_when_its_answer_is_forgotten(
    home: Caller, case: Application
) -> None:
    key, path = "K" * 200, f"transfers/{case.reference}/send/"
    first = step(home, case, "send", Idempotency_Key=key)
    assert first.status_code == 200
    replayed = home.post(path, {}, Idempotency_Key=key, If_Match='"old"')
    assert replayed.headers["Idempotency-Replayed"] == "true"
    home.client.requests.all().delete()
    forgotten = home.post(path, {}, Idempotency_Key=key, If_Match='"old"')
    assert forgotten.status_code == 200
    assert Transfer.objects.filter(application=case).count() == 1
    other = at_home()
    used = step(home, other, "send", Idempotency_Key=key)
    home.client.requests.all().delete()
    assert used.status_code == 422, "the key stands for another request"
    used = step(home, other, "send", Idempotency_Key=key)
    assert (used.status_code, used.json()["code"]) == (409, "transfer_key_used")


def test_a_case_that_shanghai_returned_is_sent_again(home: Caller, case: Application) -> None:
    step(home, case, "send")
    transfer_return(
        application=fresh(case),
        reason="Who invites?",
        actor=officer_at(port()),
        now=NOW,
    )
    seen = home.get(f"transfers/{case.reference}/").json()
    assert seen["here"] is True
    assert seen["custody"][-1]["reason"] == "Who invites?"
    assert not Message.objects.filter(recipient__email__endswith=".invalid").exists()
    assert step(home, case, "send").status_code == 200
    assert [
        row["outcome"] for row in home.get(f"transfers/{case.reference}/").json()["hand_overs"]
    ] == [
        "returned",
        "received",
        "received",
    ]


def test_a_case_is_returned_to_its_inviter_with_one_list(home: Caller, case: Application) -> None:
    points = [{"code": "licence", "text": "The copy cannot be read."}]
    asked = step(home, case, "return", {"points": points, "note": "Please hurry."})
    assert asked.status_code == 200, asked.content
    assert asked.json()["status"] == "supplement"
    assert asked.json()["supplement"]["points"][0]["text"] == "The copy cannot be read."
    again = step(home, case, "return", {"points": points})
    assert again.status_code == 403, "a second list is a supervisor's, at the desk"


def test_a_case_is_not_accepted_with_reasons(home: Caller, case: Application) -> None:
    wrong = step(home, case, "decline", {"reason": "not_confirmed", "text": ""})
    assert wrong.status_code == 400
    words = {"reason": "not_confirmed", "text": "Nobody at this address knows the company."}
    done = step(home, case, "decline", words)
    assert done.json()["status"] == "not_accepted"
    assert fresh(case).status == Status.NOT_ACCEPTED


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("checks", {"checks": []}, 400),
        ("checks", {"checks": [{"code": "nothing", "result": "in_order"}]}, 422),
        ("checks", {"checks": [{"code": "visit", "result": "fine"}]}, 400),
        ("return", {"points": []}, 400),
        ("return", {"points": [{"code": "visit"}]}, 400),
        ("decline", {"reason": "because", "text": "X"}, 400),
        ("send", {"remark": 5}, 400),
        ("send", {"unknown": 5}, 400),
    ],
)
def test_bad_input_changes_nothing(
    home: Caller, case: Application, name: str, data: Any, code: int
) -> None:
    before = fresh(case).version
    answer = step(home, case, name, data)
    assert answer.status_code == code, answer.content
    assert answer.json()["detail"]
    assert fresh(case).version == before
    assert not case.ticks.exists()


def test_conditions_hold(home: Caller, case: Application) -> None:
    path = f"transfers/{case.reference}/send/"
    assert home.post(path).status_code == 428
    assert home.post(path, If_Match='"old"').status_code == 412
    assert home.post(path, If_Match="*", Idempotency_Key="").status_code == 400
    home.language = "zh-hans"
    answer = home.post(path, If_Match='"old"')
    assert answer.json()["title"] == translated("It has changed meanwhile", "zh-hans")
    assert not Transfer.objects.exists()


def test_another_offices_cases_do_not_exist(home: Caller, case: Application) -> None:
    rival = partner(Province.ZHEJIANG)
    path = f"transfers/{case.reference}/"
    assert rival.get("transfers/").json()["results"] == []
    assert rival.get(path).status_code == 404
    for name, data in (
        ("checks", {"checks": [{"code": "visit", "result": "in_order"}]}),
        ("send", {}),
        ("return", {"points": [{"code": "visit", "text": "Why?"}]}),
        ("decline", {"reason": "not_confirmed", "text": "No."}),
    ):
        assert rival.post(f"{path}{name}/", data, If_Match="*").status_code == 404, name
    assert fresh(case).at_home


def test_filings_and_transfers_are_kept_apart(home: Caller, case: Application) -> None:
    inviter = inviter_of(case)
    assert inviter.client.scopes == [
        "cases:read",
        "cases:write",
        "documents:read",
        "documents:write",
        "webhooks",
    ]
    assert inviter.get(f"applications/{case.reference}/").json()["status"] == "home_check"
    assert inviter.get("transfers/").status_code == 403
    assert inviter.get("office/").status_code == 403
    assert home.client.scopes == ["transfers:read", "transfers:write", "webhooks"]
    for path in ("organisation/", "invitations/", "applications/", "ports/"):
        assert home.get(path).status_code == 403, path
    changed = client_change(
        client=home.client,
        scopes=["cases:read", "transfers:read"],
        requests_per_minute=60,
        actor=administrator(),
    )
    assert changed.scopes == ["transfers:read"]
    assert step(home, case, "send").status_code == 403


def test_only_offices_of_the_platform_have_systems(db: None) -> None:
    with pytest.raises(NotPartner):
        client_of(port())
    closed = home_office()
    closed.active = False
    closed.save()
    with pytest.raises(NotPartner):
        client_of(closed)
    assert not User.objects.filter(email__endswith=".invalid").exists()


def test_a_system_is_no_officer_and_ends_with_its_client(home: Caller, case: Application) -> None:
    user = home.client.user
    assert not user.has_usable_password()
    assert not can_check_organisations(user)
    assert user.posts.get().role == PostRole.SYSTEM
    client_revoke(client=home.client, actor=administrator(), now=NOW)
    assert home.get("transfers/").status_code == 401
    user.refresh_from_db()
    assert not user.is_active
    assert not user.posts.filter(active=True).exists()


def test_a_post_that_was_ended_shuts_the_system_out(home: Caller, case: Application) -> None:
    home.client.user.posts.update(active=False)
    assert home.get("transfers/").json()["results"] == []
    assert home.get(f"transfers/{case.reference}/").status_code == 404


def test_the_office_and_the_inviter_are_told_each_with_its_own_address(
    home: Caller, case: Application
) -> None:
    inviter, rival = inviter_of(case), partner(Province.ZHEJIANG)
    for caller in (home, inviter, rival):
        caller.post("webhooks/", {"url": "https://hooks.example.org/x"})
    assert endpoints_of(case).count() == 2
    step(home, case, "send")
    told = {row.client: row.deliveries.get().payload["data"]["url"] for row in endpoints_of(case)}
    assert told[home.client].endswith(f"/transfers/{case.reference}/")
    assert told[inviter.client].endswith(f"/applications/{case.reference}/")


def test_reading_is_logged_once_an_hour(home: Caller, case: Application) -> None:
    for _turn in range(3):
        home.get(f"transfers/{case.reference}/")
    opened = Event.objects.get(application=case, kind=EventKind.OPENED)
    assert opened.actor == home.client.user


def test_lists_are_narrow_and_read_by_cursor(
    home: Caller, django_assert_max_num_queries: Any
) -> None:
    for _turn in range(3):
        at_home()
    PostFactory.create(office=home_office(), role=PostRole.REVIEWER)
    with django_assert_max_num_queries(8):
        page = home.get("transfers/?limit=2").json()
    rest = home.get(page["next"].removeprefix("http://testserver")).json()
    assert len(page["results"] + rest["results"]) == 3
    assert home.get("transfers/?here=perhaps").status_code == 400
    assert home.get("transfers/?changed_since=2030-01-01T00:00:00Z").json()["results"] == []
