"""Signing in: by password, by code, with a second factor; language; where one lands."""

import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rate_limit_left_over():
    cache.clear()


def url(name, language="en", **kwargs):
    with translation.override(language):
        return reverse(name, kwargs=kwargs or None)


def code_of(message):
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", message.body, re.M)
    assert found
    return found.group(1)


def totp_code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


PUBLIC = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", PUBLIC)
def test_pages_before_signing_in(client, name, language):
    page = client.get(url(name, language))
    assert page.status_code == 200
    assert "UNDEFINED" not in page.content.decode()


PRIVATE = [
    "account_profile",
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", PRIVATE)
def test_pages_of_the_account(client, name, language):
    user = UserFactory(language=language)
    client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    page = client.get(url(name, language), follow=True)
    assert page.status_code == 200
    assert "UNDEFINED" not in page.content.decode()


def test_sign_in_with_a_password_and_return_to_the_page(client):
    user = UserFactory()
    wanted = url("account_profile")
    page = client.get(wanted)
    assert unquote(page["Location"]) == f"{url('account_login')}?next={wanted}"
    page = client.post(
        url("account_login"), {"login": user.email, "password": PASSWORD, "next": wanted}
    )
    assert page["Location"] == wanted


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_never_sent_to_another_site(client, address):
    user = UserFactory()
    page = client.post(
        url("account_login"), {"login": user.email, "password": PASSWORD, "next": address}
    )
    assert page["Location"] == url("dashboard")


@pytest.mark.parametrize("email", ["known@example.org", "unknown@example.org"])
def test_a_wrong_password_says_the_same_for_known_and_unknown(client, email):
    UserFactory(email="known@example.org")
    page = client.post(url("account_login"), {"login": email, "password": "wrong-wrong-wrong"})
    text = page.content.decode()
    assert "The e-mail address or the password is wrong." in text
    assert "There is a problem" in text


def test_five_wrong_passwords_are_enough(client):
    user = UserFactory()
    for _ in range(5):
        client.post(url("account_login"), {"login": user.email, "password": "wrong-wrong-wrong"})
    page = client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    assert "That was too often." in page.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_sign_in_with_a_code(client, language):
    user = UserFactory(language=language)
    wanted = url("account_profile", language)
    start = url("account_request_login_code", language)
    page = client.post(start, {"email": user.email, "next": wanted}, follow=True)
    assert user.email in page.content.decode()
    assert len(mail.outbox) == 1
    assert ("Your code" in mail.outbox[0].subject) is (language == "en")
    page = client.post(
        url("account_confirm_login_code", language),
        {"code": code_of(mail.outbox[0]), "next": wanted},
    )
    assert page["Location"] == wanted


def test_an_unknown_address_gets_the_same_page_and_a_letter(client):
    pages = []
    for email in [UserFactory().email, "nobody@example.org"]:
        page = client.post(url("account_request_login_code"), {"email": email}, follow=True)
        assert page.status_code == 200
        pages.append(
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(
                email, ""
            )
        )
        client = Client()
    strip = re.compile(r"nonce-?\S+|id_\w+")
    assert strip.sub("", pages[0]) == strip.sub("", pages[1])
    assert "no account here" in mail.outbox[1].body


def test_a_wrong_code_says_so(client):
    client.post(url("account_request_login_code"), {"email": UserFactory().email})
    page = client.post(url("account_confirm_login_code"), {"code": "WRONG1"})
    assert "This code is wrong." in page.content.decode()


@pytest.mark.parametrize(("language", "password"), [("en", PASSWORD), ("zh-hans", "")])
def test_create_an_account(client, language, password):
    data = {"email": "New.Person@Example.org", "password1": password}
    page = client.post(url("account_signup", language), data, follow=True)
    assert page.status_code == 200
    assert "UNDEFINED" not in page.content.decode()
    page = client.post(
        url("account_email_verification_sent", language), {"code": code_of(mail.outbox[0])}
    )
    assert page["Location"] == url("dashboard", language)
    user = User.objects.get(email="new.person@example.org")
    assert user.language == language
    assert user.has_usable_password() is bool(password)
    assert EmailAddress.objects.get(user=user).verified


def test_signing_up_twice_tells_only_the_owner_of_the_address(client):
    user = UserFactory()
    page = client.post(
        url("account_signup"), {"email": user.email, "password1": PASSWORD}, follow=True
    )
    assert "already" not in page.content.decode()
    assert mail.outbox[0].to == [user.email]
    assert "You already have one." in mail.outbox[0].body


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "", "password1": ""}, "Enter your e-mail address."),
        ({"email": "no-address", "password1": ""}, "Enter an e-mail address like"),
        ({"email": "<script>@x", "password1": ""}, "Enter an e-mail address like"),
        ({"email": "x" * 300 + "@example.org", "password1": ""}, "Enter an e-mail address like"),
        ({"email": "a@example.org", "password1": "short"}, "too short"),
        ({"email": "a@example.org", "password1": "1234567890"}, "too common"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(client, data, sentence):
    page = client.post(url("account_signup"), data)
    assert sentence in page.content.decode()
    assert not User.objects.exists()


def test_a_new_password_by_code(client):
    user = UserFactory()
    client.post(url("account_reset_password"), {"email": user.email}, follow=True)
    code = code_of(mail.outbox[0])
    page = client.post(url("account_confirm_password_reset_code"), {"code": code}, follow=True)
    assert "UNDEFINED" not in page.content.decode()
    page = client.post(
        page.request["PATH_INFO"],
        {"password1": "another-harbour-77", "password2": "another-harbour-77"},
    )
    assert page.status_code == 302
    user.refresh_from_db()
    assert user.check_password("another-harbour-77")


def test_the_second_factor_is_asked_for_and_a_recovery_code_works(client):
    user = UserFactory()
    totp = TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).get_unused_codes()
    login = {"login": user.email, "password": PASSWORD, "next": url("account_profile")}
    page = client.post(url("account_login"), login, follow=True)
    assert "Second step" in page.content.decode()
    assert "UNDEFINED" not in page.content.decode()
    assert client.get(url("account_profile")).status_code == 302
    page = client.post(url("mfa_authenticate"), {"code": "000000"})
    assert "This code is wrong" in page.content.decode()
    page = client.post(url("mfa_authenticate"), {"code": totp_code("JBSWY3DPEHPK3PXP")})
    assert page["Location"] == url("account_profile")
    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
    ):
        page = client.get(url(name))
        assert page.status_code in (200, 302), name
        assert "UNDEFINED" not in page.content.decode(), name
    other = Client()
    other.post(url("account_login"), login)
    page = other.post(url("mfa_authenticate"), {"code": codes[0]})
    assert page["Location"] == url("account_profile")
    assert totp.instance.pk


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_authenticator_app(client):
    user = UserFactory()
    client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    client.get(url("mfa_activate_totp"))
    page = client.get(url("mfa_activate_totp"), follow=True)
    if "Confirm that it is you" in page.content.decode():
        client.post(url("account_reauthenticate"), {"password": PASSWORD})
        page = client.get(url("mfa_activate_totp"))
    secret = page.context["form"].secret
    page = client.post(url("mfa_activate_totp"), {"code": totp_code(secret)}, follow=True)
    assert "Recovery codes" in page.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert "Second factor added" in [m.subject for m in mail.outbox]


def test_the_language_of_the_account_rules_after_signing_in(client):
    user = UserFactory(language="zh-hans")
    page = client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    assert page["Location"] == url("dashboard", "zh-hans")
    assert page.cookies["language"].value == "zh-hans"


@pytest.mark.parametrize("by", ["link", "desk"])
def test_a_visitor_who_chose_a_language_keeps_it(client, by):
    user = UserFactory(language="zh-hans")
    before = url("account_login", "zh-hans")
    if by == "link":
        client.get(url("account_login"), headers={"referer": f"http://testserver{before}"})
    else:
        client.post("/i18n/setlang/", {"language": "en", "next": before})
    page = client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    assert page["Location"] == url("dashboard")
    user.refresh_from_db()
    assert user.language == "en"


def test_switching_while_signed_in_is_remembered_and_stays_on_the_page(client):
    user = UserFactory()
    client.force_login(user)
    page = client.post(
        "/i18n/setlang/", {"language": "zh-hans", "next": url("account_profile") + "?tab=1"}
    )
    assert page["Location"] == url("account_profile", "zh-hans") + "?tab=1"
    user.refresh_from_db()
    assert user.language == "zh-hans"


@pytest.mark.parametrize("code", ["", "xx", "de", "<script>"])
def test_an_unknown_language_changes_nothing(client, code):
    user = UserFactory()
    client.force_login(user)
    client.post("/i18n/setlang/", {"language": code, "next": "/en/"})
    user.refresh_from_db()
    assert user.language == "en"


def test_the_switch_needs_a_post(client):
    assert client.get("/i18n/setlang/").status_code == 405


def test_name_and_language_are_changed_on_the_account_page(client):
    user = UserFactory()
    client.force_login(user)
    page = client.post(url("account_profile"), {"name": "李雷 O’Connor", "language": "zh-hans"})
    assert page["Location"] == url("account_profile", "zh-hans")
    user.refresh_from_db()
    assert (user.name, user.language) == ("李雷 O’Connor", "zh-hans")


def test_too_many_requests_get_a_calm_page(client):
    for _ in range(30):
        page = client.post(url("account_login"), {"login": "x@example.org", "password": "y"})
    page = client.post(url("account_login"), {"login": "x@example.org", "password": "y"})
    assert page.status_code in (200, 429)


@pytest.mark.parametrize(
    ("came_from", "language"),
    [
        ("http://testserver/en/account/", "zh-hans"),
        ("http://testserver/en/account/?tab=1", "zh-hans"),
        ("http://testserver/en/offices/", "en"),
        ("http://testserver/zh-hans/account/", "en"),
        ("https://evil.example/en/account/", "en"),
        ("not an address", "en"),
        ("", "en"),
    ],
)
def test_only_the_switch_changes_the_language_of_the_account(client, came_from, language):
    user = UserFactory()
    client.force_login(user)
    page = client.get("/zh-hans/account/", headers={"referer": came_from})
    user.refresh_from_db()
    assert user.language == language
    assert page.cookies["language"].value == language


def test_a_page_one_came_for_stays_in_its_language(client):
    user = UserFactory(language="en")
    wanted = url("account_profile", "zh-hans")
    page = client.post(
        url("account_login", "zh-hans"),
        {"login": user.email, "password": PASSWORD, "next": wanted},
    )
    assert page["Location"] == wanted
