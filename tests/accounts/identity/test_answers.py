"""What comes back from the provider, or does not: each time a sentence and a way on, never a 500."""

import logging
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.identity import transport
from accounts.models import User
from tests.accounts.identity.conftest import come_back, leave, through, words_of
from tests.accounts.test_signin import url
from tests.factories.accounts import UserFactory
from tests.support.crooked import ENDPOINTS, SECRET, Answer, Crooked

pytestmark = pytest.mark.django_db
DOWN = "City Identity does not answer properly at the moment."
JSON = "application/json"
BROKEN: dict[str, Answer | None] = {
    "error": (500, JSON, b'{"error": "server_error"}'),
    "not there": (404, "text/html", b"<h1>Not found</h1>"),
    "page": (200, "text/html", b"<h1>Maintenance</h1>"),
    "list": (200, JSON, b"[1, 2]"),
    "no text": (200, JSON, b"\xff\xfe\x00"),
    "nothing": (200, JSON, b""),
    "huge": (200, JSON, b'{"keys": "' + b"x" * 400_000 + b'"}'),
    "nested": (200, JSON, b"[" * 100_000),
    "elsewhere": (302, "text/html", b"moved"),
    "slow": (200, "drip", b'{"keys": []}' * 100),
    "hangs up": None,
}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "WHOLE_SECONDS", 0.3)
    monkeypatch.setattr(transport, "READ_SECONDS", 1.0)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("how", BROKEN)
def test_a_provider_that_is_down(
    client: Client, crooked: Crooked, impatient: None, endpoint: str, how: str
) -> None:
    crooked.answers[endpoint] = BROKEN[how]
    if endpoint == "discovery":
        answer = client.post(url("identity_start"))
    else:
        answer = through(client, crooked)
    words = words_of(client, answer)
    assert DOWN in words
    assert "Sign in another way" in words
    assert not User.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_nobody_listens(client: Client, crooked: Crooked, settings: Any, language: str) -> None:
    settings.IDENTITY_PROVIDER = {**crooked.settings, "issuer": "http://127.0.0.1:9"}
    words = words_of(client, client.post(url("identity_start", language)))
    assert {"en": DOWN, "zh-hans": "城市统一认证目前无法正常响应。"}[language] in words


def test_a_provider_that_is_down_is_left_alone_for_ten_seconds(crooked: Crooked) -> None:
    crooked.answers["discovery"] = BROKEN["error"]
    for _ in range(3):
        Client().post(url("identity_start"))
    assert crooked.asked == ["discovery"]
    del crooked.answers["discovery"]
    cache.clear()  # the ten seconds
    client = Client()
    assert through(client, crooked)["Location"] == url("dashboard")


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"token_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "http://[::1"},
        {"token_endpoint": ["x"]},
    ],
)
def test_a_discovery_document_that_does_not_fit(
    client: Client, crooked: Crooked, change: dict[str, Any]
) -> None:
    crooked.discovery.update(change)
    assert DOWN in words_of(client, client.post(url("identity_start")))
    crooked.discovery.clear()
    cache.clear()
    assert through(client, crooked)["Location"] == url("dashboard")  # nothing wrong was kept


def test_by_https_nothing_is_asked_by_http(crooked: Crooked) -> None:
    from accounts.identity.config import Configuration
    from accounts.identity.discovery import _metadata
    from accounts.identity.errors import IdentityProblem

    secure = Configuration("https://id.example", "portal", "x", "City", "城市")
    document = {
        "issuer": "https://id.example",
        "authorization_endpoint": "https://id.example/a",
        "token_endpoint": "https://id.example/t",
        "jwks_uri": "https://id.example/k",
    }
    assert _metadata(secure, document).userinfo_endpoint == ""
    with pytest.raises(IdentityProblem):
        _metadata(secure, {**document, "token_endpoint": "http://id.example/t"})


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ((400, JSON, b'{"error": "invalid_grant"}'), "it was used before or took too long."),
        ((401, JSON, b'{"error": "invalid_client"}'), "City Identity reported an error."),
        ((400, JSON, b'{"error": {"a": 1}}'), "City Identity reported an error."),
        ((200, JSON, b'{"id_token": "x"}'), "City Identity reported an error."),
        ((200, JSON, b'{"access_token": 7, "id_token": "x"}'), "City Identity reported an error."),
    ],
)
def test_the_token_endpoint_says_no(
    client: Client, crooked: Crooked, token: Answer, sentence: str
) -> None:
    crooked.answers["token"] = token
    assert sentence in words_of(client, through(client, crooked))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        (
            {"error": "access_denied"},
            ("You stopped at City Identity.", "您已在城市统一认证中止操作"),
        ),
        ({"error": "temporarily_unavailable"}, (DOWN, "城市统一认证目前无法正常响应。")),
        ({"error": "server_error"}, ("reported an error.", "城市统一认证报告了错误。")),
        ({"error": "<script>"}, ("reported an error.", "城市统一认证报告了错误。")),
        ({}, ("reported an error.", "城市统一认证报告了错误。")),
        ({"code": ""}, ("reported an error.", "城市统一认证报告了错误。")),
        ({"code": "made-up"}, ("it was used before", "该登录已被使用过")),
    ],
)
def test_no_code_comes_back(
    client: Client,
    crooked: Crooked,
    language: str,
    given: dict[str, str],
    sentences: tuple[str, str],
) -> None:
    state = parse_qs(urlsplit(leave(client, language, next=url("inbox"))).query)["state"][0]
    answer = client.get(url("identity_callback"), {**given, "state": state})
    words = words_of(client, answer)
    assert sentences[language != "en"] in words
    assert "<script>" not in words
    page = client.get(answer["Location"]).content.decode()
    assert f'name="next" value="{url("inbox")}"' in page  # where the person wanted to go


LOST = "This sign-in was begun more than ten minutes ago, or in another browser."


@pytest.mark.parametrize("state", ["", "wrong", "x" * 5000, "\x00"])
def test_a_state_that_this_session_does_not_know(
    client: Client, crooked: Crooked, state: str
) -> None:
    leave(client)
    answer = client.get(url("identity_callback"), {"code": "x", "state": state})
    if "\x00" in state and answer.status_code == 400:
        return
    assert LOST in words_of(client, answer)
    assert "token" not in crooked.asked


def test_a_state_of_another_browser(client: Client, crooked: Crooked) -> None:
    """Somebody else's way back, sent to me, does not sign me in as them."""
    back = crooked.authorise(leave(Client()))
    assert LOST in words_of(client, come_back(client, back))
    assert not client.session.get("_auth_user_id")


def test_the_way_back_leads_in_once(client: Client, crooked: Crooked) -> None:
    back = crooked.authorise(leave(client))
    assert come_back(client, back)["Location"] == url("dashboard")
    words = words_of(client, come_back(client, back))
    assert LOST in words
    assert "Go to your account" in words


def test_the_session_was_lost_in_between(client: Client, crooked: Crooked) -> None:
    back = crooked.authorise(leave(client))
    Session.objects.all().delete()
    assert LOST in words_of(client, come_back(client, back))


def test_ten_minutes_are_the_limit(client: Client, crooked: Crooked) -> None:
    back = crooked.authorise(leave(client))
    with time_machine.travel(timezone.now() + timedelta(seconds=601)):
        assert LOST in words_of(client, come_back(client, back))
    assert "token" not in crooked.asked


def test_another_browser_cannot_use_the_code(client: Client, crooked: Crooked) -> None:
    """PKCE: a stolen code is worth nothing without what the session keeps."""
    stolen = parse_qs(urlsplit(crooked.authorise(leave(Client()))).query)["code"][0]
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get(url("identity_callback"), {"code": stolen, "state": state})
    assert "did not confirm this sign-in" in words_of(client, answer)


@pytest.mark.parametrize("name", ["identity_callback", "identity_problem"])
def test_pages_that_are_only_read(client: Client, crooked: Crooked, name: str) -> None:
    assert client.post(url(name)).status_code == 405


def test_an_unknown_word_in_the_address_of_the_page(client: Client, crooked: Crooked) -> None:
    page = client.get(url("identity_problem"), {"about": "<b>", "next": "https://evil.example/"})
    assert "reported an error" in page.content.decode()
    assert 'name="next" value=""' in page.content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_never_sent_to_another_site(client: Client, crooked: Crooked, address: str) -> None:
    assert through(client, crooked, next=address)["Location"] == url("dashboard")


def test_the_log_says_what_was_wrong_and_holds_no_secret(
    client: Client, crooked: Crooked, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    crooked.claims["aud"] = "another"
    crooked.person["email"] = "secret.person@example.org"
    back = crooked.authorise(leave(client))
    come_back(client, back)
    lines: list[Any] = [record.msg for record in caplog.records]
    refused = [line for line in lines if "identity_refused" in str(line)]
    assert len(refused) == 1
    assert refused[0]["reason"] == "untrusted"
    assert refused[0]["detail"] == "id token: InvalidAudienceError"
    assert refused[0]["request_id"]
    query = parse_qs(urlsplit(back).query)
    for secret in (query["code"][0], query["state"][0], SECRET, "secret.person"):
        assert secret not in caplog.text


def test_without_a_provider_there_is_no_trace(client: Client, settings: Any) -> None:
    settings.IDENTITY_PROVIDER = None
    for name in ("account_login", "account_signup"):
        assert "account/identity" not in client.get(url(name)).content.decode()
    names = ("identity_start", "identity_problem", "identity_callback", "socialaccount_signup")
    for name in names:
        assert client.get(url(name)).status_code == 404
        assert client.post(url(name)).status_code in (404, 405)
    client.force_login(UserFactory.create())
    for name in ("identity", "identity_unlink"):
        assert client.get(url(name)).status_code == 404
    assert "account/identity" not in client.get(url("account_profile")).content.decode()
