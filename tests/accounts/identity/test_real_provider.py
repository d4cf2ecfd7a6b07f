"""Signing in with an identity of a real provider, which runs in a process of its own."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from accounts.models import User
from tests.accounts.test_signin import url
from tests.support.provider.people import WEI
from tests.support.provider.running import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _configured(settings: Any, provider: Provider) -> None:
    settings.IDENTITY_PROVIDER = provider.settings


def leave(client: Client, language: str = "en", **fields: str) -> str:
    """Press the button; returns the address at the provider that the page leads to."""
    page = client.post(url("identity_start", language), fields)
    assert page.status_code == 200, page.headers.get("Location")
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
    assert found
    return unescape(found[1])


def come_back(client: Client, address: str, **options: Any) -> Any:
    return client.get(address.removeprefix("http://testserver"), **options)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_newcomer_signs_in_and_has_an_account(
    client: Client, provider: Provider, language: str
) -> None:
    words = client.get(url("account_login", language)).content.decode()
    assert {"en": "Sign in with City Identity", "zh-hans": "使用城市身份登录"}[language] in words
    before = client.cookies.get("sessionid")
    back = provider.walk(leave(client, language), WEI)
    page = come_back(client, back)
    assert page["Location"] == url("dashboard", language)
    assert client.get(page["Location"]).status_code == 200
    user = User.objects.get()
    assert (user.email, user.name, user.language) == (WEI.email, WEI.name, language)
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    row = SocialAccount.objects.get()
    assert (row.user, row.provider) == (user, provider.issuer)
    assert row.extra_data == {"name": WEI.name}
    assert not SocialToken.objects.exists()
    assert before is None or before.value != client.cookies["sessionid"].value


def test_the_second_time_it_is_the_same_account(client: Client, provider: Provider) -> None:
    come_back(client, provider.walk(leave(client), WEI))
    other = Client()
    wanted = url("account_profile")
    page = come_back(other, provider.walk(leave(other, next=wanted), WEI))
    assert page["Location"] == wanted
    assert User.objects.count() == SocialAccount.objects.count() == 1
    assert SocialAccount.objects.get().extra_data == {"name": WEI.name}


def test_what_is_asked_of_the_provider(client: Client, provider: Provider) -> None:
    address = leave(client)
    assert address.startswith(f"{provider.issuer}/authorize/?")
    asked = parse_qs(urlsplit(address).query)
    assert asked["scope"] == ["openid email profile"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/account/identity/callback/"]
    assert len(asked["nonce"][0]) >= 32
    assert len(asked["state"][0]) >= 16
