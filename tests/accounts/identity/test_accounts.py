"""Whose account an identity opens: the subject decides, never the e-mail address."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.identity.conftest import leave, through, words_of
from tests.accounts.test_signin import code_of, totp_code, url
from tests.factories.accounts import PASSWORD, PostFactory, UserFactory
from tests.support.crooked import Crooked

pytestmark = pytest.mark.django_db


def known(crooked: Crooked, user: User) -> SocialAccount:
    """Link the crooked provider's person to an account."""
    return SocialAccount.objects.create(
        user=user, provider=crooked.issuer, uid=crooked.person["sub"], extra_data={"name": "Ada"}
    )


def signed_in(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG"])
@pytest.mark.parametrize("confirmed", [True, False])
def test_an_address_that_has_an_account_is_not_taken_over(
    client: Client, crooked: Crooked, email: str, confirmed: bool
) -> None:
    user = UserFactory.create(email="ada@example.org")
    EmailAddress.objects.filter(user=user).update(verified=confirmed)
    crooked.person["email"] = email
    words = words_of(client, through(client, crooked))
    assert (
        "There is already an account with the e-mail address that City Identity gave us." in words
    )
    assert "Sign in as before" in words
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_in_chinese_too_and_then_it_is_linked_in_the_account(
    client: Client, crooked: Crooked
) -> None:
    user = UserFactory.create(email="ada@example.org", language="zh-hans")
    answer = through(client, crooked, "zh-hans")
    assert "城市统一认证提供的电子邮箱在本站已有" in words_of(client, answer)
    page = client.get(answer["Location"]).content.decode()
    onward = f"{url('account_login', 'zh-hans')}?next={url('identity', 'zh-hans')}"
    assert f'href="{onward}"' in page
    form = {"login": user.email, "password": PASSWORD, "next": url("identity", "zh-hans")}
    answer = client.post(onward, form)
    assert answer["Location"] == url("identity", "zh-hans")
    client.post(url("account_reauthenticate"), {"password": PASSWORD})
    answer = through(client, crooked, "zh-hans", process="connect")
    assert "城市统一认证已关联，现在可以用它登录。" in words_of(client, answer)
    assert SocialAccount.objects.get().user == user


def test_the_address_at_the_provider_may_change(client: Client, crooked: Crooked) -> None:
    user = UserFactory.create()
    known(crooked, user)
    other = UserFactory.create(email="other@example.org")
    crooked.person["email"] = other.email
    assert through(client, crooked)["Location"] == url("dashboard")
    assert signed_in(client) == user
    user.refresh_from_db()
    assert user.email != other.email


def test_the_same_subject_of_another_issuer_is_another_person(
    client: Client, crooked: Crooked
) -> None:
    row = known(crooked, UserFactory.create())
    row.provider = "https://former-provider.example"
    row.save()
    through(client, crooked)
    assert signed_in(client) != row.user


def test_a_closed_account_stays_closed(client: Client, crooked: Crooked) -> None:
    known(crooked, UserFactory.create(is_active=False))
    assert "This account is closed" in words_of(client, through(client, crooked))
    assert signed_in(client) is None


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_language_of_the_account_rules(client: Client, crooked: Crooked, language: str) -> None:
    known(crooked, UserFactory.create(language=language))
    other = "en" if language == "zh-hans" else "zh-hans"
    assert through(client, crooked, other)["Location"] == url("dashboard", language)


def test_a_language_chosen_before_signing_in_is_kept(client: Client, crooked: Crooked) -> None:
    user = UserFactory.create(language="zh-hans")
    known(crooked, user)
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert through(client, crooked)["Location"] == url("dashboard")
    user.refresh_from_db()
    assert user.language == "en"


def test_the_session_gets_another_key(client: Client, crooked: Crooked) -> None:
    leave(client)
    before = client.cookies["sessionid"].value
    through(client, crooked)
    assert client.cookies["sessionid"].value != before


def test_officers_still_show_their_second_factor(
    client: Client, crooked: Crooked, settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    officer = PostFactory.create().officer
    known(crooked, officer)
    through(client, crooked)
    assert signed_in(client) == officer
    assert client.get("/admin/")["Location"].endswith("/account/2fa/")
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    visitor = Client()
    assert through(visitor, crooked, next="/admin/")["Location"] == url("mfa_authenticate")
    assert signed_in(visitor) is None
    page = visitor.post(url("mfa_authenticate"), {"code": totp_code("JBSWY3DPEHPK3PXP")})
    assert page["Location"] == "/admin/"
    assert visitor.get("/admin/").status_code == 200


UNUSABLE: list[dict[str, Any]] = [
    {"email": None},
    {"email": "ada@example.org", "email_verified": False},
    {"email": "ada@example.org", "email_verified": "true"},
    {"email": "ada@example.org", "email_verified": None},
    {"email": "no address", "email_verified": True},
    {"email": ["ada@example.org"], "email_verified": True},
    {"email": "a@" + "x" * 300 + ".example", "email_verified": True},
    {"email": "api-1@systems.invalid", "email_verified": True},
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("about", UNUSABLE)
def test_an_address_that_cannot_be_relied_on_is_asked_for(
    client: Client, crooked: Crooked, about: dict[str, Any], language: str
) -> None:
    crooked.person |= about
    answer = through(client, crooked, language, next=url("inbox", language))
    assert answer["Location"] == url("socialaccount_signup", language)
    asks = {
        "en": "gave us no e-mail address that it has",
        "zh-hans": "未向我们提供经其确认的电子邮箱",
    }
    assert asks[language] in words_of(client, answer)
    assert not User.objects.exists()
    answer = client.post(answer["Location"], {"email": "Reachable@Example.org"})
    assert signed_in(client) is None
    code = {"code": code_of(mail.outbox[0])}
    answer = client.post(url("account_email_verification_sent", language), code)
    assert answer["Location"] == url("inbox", language)
    user = signed_in(client)
    assert user is not None
    assert (user.email, user.language) == ("reachable@example.org", language)
    assert SocialAccount.objects.get().user == user


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Enter your e-mail address."),
        ("no-address", "Enter an e-mail address like"),
        ("x" * 300 + "@example.org", "Enter an e-mail address like"),
    ],
)
def test_what_is_wrong_with_the_address_is_said(
    client: Client, crooked: Crooked, email: str, sentence: str
) -> None:
    crooked.person["email"] = None
    through(client, crooked)
    page = client.post(url("socialaccount_signup"), {"email": email})
    assert sentence in page.content.decode()
    assert not User.objects.exists()


def test_asking_for_an_address_does_not_tell_who_has_an_account(
    client: Client, crooked: Crooked
) -> None:
    user = UserFactory.create()
    crooked.person["email"] = None
    through(client, crooked)
    answer = client.post(url("socialaccount_signup"), {"email": user.email})
    words = words_of(client, answer)
    assert f"If {user.email} can be used here, a code is on its way there." in words
    assert mail.outbox[0].to == [user.email]
    assert "You already have one." in mail.outbox[0].body
    assert not SocialAccount.objects.exists()


def test_an_address_that_somebody_else_confirms_drops_the_identity(
    client: Client, crooked: Crooked
) -> None:
    """Who gives a stranger's address does not wait in the account that the stranger opens."""
    crooked.person["email"] = None
    through(client, crooked)
    client.post(url("socialaccount_signup"), {"email": "victim@example.org"})
    assert SocialAccount.objects.exists()
    mail.outbox.clear()
    victim = Client()
    victim.post(url("account_request_login_code"), {"email": "victim@example.org"})
    victim.post(url("account_confirm_login_code"), {"code": code_of(mail.outbox[0])})
    assert signed_in(victim) is not None
    assert not SocialAccount.objects.exists()


def test_the_page_for_the_address_wants_somebody_from_the_provider(
    client: Client, crooked: Crooked, settings: Any
) -> None:
    assert client.get(url("socialaccount_signup"))["Location"] == url("account_login")
    crooked.person["email"] = None
    through(client, crooked)
    settings.IDENTITY_PROVIDER = {**crooked.settings, "client_id": "another"}
    assert client.get(url("socialaccount_signup"))["Location"] == url("account_login")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Ada\x00\u202e Byron\n", "Ada Byron"), (None, ""), (["x"], ""), ("长" * 400, "长" * 200)],
)
def test_a_strange_name_is_no_problem(
    client: Client, crooked: Crooked, name: Any, kept: str
) -> None:
    crooked.person["name"] = name
    assert through(client, crooked)["Location"] == url("dashboard")
    assert User.objects.get().name == kept
