"""Signing in with an identity of a real provider, which runs in a process of its own."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.identity.conftest import come_back, leave, words_of
from tests.accounts.test_signin import code_of, url
from tests.support.provider.people import NOMAIL, UNCONFIRMED, WEI, Holder
from tests.support.provider.running import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _configured(settings: Any, provider: Provider) -> None:
    settings.IDENTITY_PROVIDER = provider.settings


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_newcomer_signs_in_and_has_an_account(
    client: Client, provider: Provider, language: str
) -> None:
    words = client.get(url("account_login", language)).content.decode()
    assert {"en": "Sign in with City Identity", "zh-hans": "使用城市统一认证登录"}[
        language
    ] in words
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


def test_a_code_serves_once(client: Client, provider: Provider) -> None:
    used = provider.walk(leave(client), WEI)
    come_back(client, used)
    other = Client()
    state = parse_qs(urlsplit(leave(other)).query)["state"][0]
    code = parse_qs(urlsplit(used).query)["code"][0]
    answer = other.get(url("identity_callback"), {"code": code, "state": state})
    assert "it was used before or took too long" in words_of(other, answer)
    assert not other.session.get("_auth_user_id")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You stopped at City Identity. Nothing has changed here."),
        ("zh-hans", "您已在城市统一认证中止操作，本站未作任何更改。"),
    ],
)
def test_who_cancels_there_is_back_here(
    client: Client, provider: Provider, language: str, sentence: str
) -> None:
    back = provider.walk(leave(client, language), WEI, allow=False)
    words = words_of(client, come_back(client, back))
    assert sentence in words
    assert {"en": "Sign in another way", "zh-hans": "使用其他方式登录"}[language] in words
    assert not User.objects.exists()


@pytest.mark.parametrize("holder", [NOMAIL, UNCONFIRMED])
def test_an_address_that_is_not_confirmed_there_is_confirmed_here(
    client: Client, provider: Provider, holder: Holder
) -> None:
    answer = come_back(client, provider.walk(leave(client), holder))
    assert answer["Location"] == url("socialaccount_signup")
    page = client.get(answer["Location"])
    assert page.context["form"].initial["email"] == holder.email
    assert not User.objects.exists()
    address = holder.email or "reachable@example.org"
    client.post(url("socialaccount_signup"), {"email": address})
    assert not client.session.get("_auth_user_id")
    sent = client.post(url("account_email_verification_sent"), {"code": code_of(mail.outbox[0])})
    assert sent["Location"] == url("dashboard")
    assert EmailAddress.objects.get(email=address).verified
    assert SocialAccount.objects.get().user.email == address
    answer = come_back(other := Client(), provider.walk(leave(other), holder))
    assert answer["Location"] == url("dashboard")
