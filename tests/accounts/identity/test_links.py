"""Linking and unlinking in the account."""

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.accounts.identity.conftest import come_back, leave, through, words_of
from tests.accounts.identity.test_accounts import known, signed_in
from tests.accounts.test_signin import url
from tests.factories.accounts import PASSWORD, UserFactory
from tests.support.crooked import Crooked

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    """Somebody with a password, signed in and confirmed with it a moment ago."""
    user = UserFactory.create()
    enter(client, user)
    return user


def enter(client: Client, user: User) -> None:
    client.post(url("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(url("account_reauthenticate"), {"password": PASSWORD})


def test_link_use_and_unlink(
    client: Client, crooked: Crooked, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = client.cookies["sessionid"].value
    answer = through(client, crooked, process="connect")
    assert "City Identity is linked. You can sign in with it now." in words_of(client, answer)
    assert client.cookies["sessionid"].value != before
    assert mail.outbox[-1].subject == "City Identity linked"
    assert "If this was not you" in mail.outbox[-1].body
    words = client.get(url("account_profile")).content.decode()
    assert "Linked" in words
    visitor = Client()
    through(visitor, crooked)
    assert signed_in(visitor) == user
    page = client.get(url("identity")).content.decode()
    assert "Ada Byron" in page
    assert "Unlink City Identity?" in client.get(url("identity_unlink")).content.decode()
    answer = client.post(url("identity_unlink"))
    assert "City Identity is unlinked." in words_of(client, answer)
    assert mail.outbox[-1].subject == "City Identity unlinked"
    assert not SocialAccount.objects.exists()
    for event in ("identity_linked", "identity_unlinked"):
        line: Any = next(r.msg for r in caplog.records if event in str(r.msg))
        assert line["user"] == user.pk
        assert line["request_id"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_identity_that_opens_another_account(
    client: Client, crooked: Crooked, user: User, language: str
) -> None:
    other = UserFactory.create()
    known(crooked, other)
    words = words_of(client, through(client, crooked, language, process="connect"))
    sentence = {
        "en": "This identity at City Identity is linked to another account here.",
        "zh-hans": "该城市统一认证身份已关联本站的另一个",
    }
    assert sentence[language] in words
    assert SocialAccount.objects.get().user == other
    assert signed_in(client) == user


def test_one_identity_an_account(client: Client, crooked: Crooked, user: User) -> None:
    back = crooked.authorise(leave(client, process="connect"))
    row = known(crooked, user)
    assert "City Identity was linked already." in words_of(client, come_back(client, back))
    row.uid = "0002"
    row.save()
    words = words_of(client, through(client, crooked, process="connect"))
    assert "Your account is linked to another identity at City Identity." in words
    assert SocialAccount.objects.get().uid == "0002"


def test_cancelled_while_linking(client: Client, crooked: Crooked, user: User) -> None:
    back = leave(client, process="connect")
    state = back.split("state=")[1].split("&")[0]
    answer = client.get(url("identity_callback"), {"error": "access_denied", "state": state})
    assert answer["Location"] == url("identity")
    assert "You stopped at City Identity. Nothing has changed here." in words_of(client, answer)


def test_linking_ends_with_the_sign_in_that_began_it(
    client: Client, crooked: Crooked, user: User
) -> None:
    """Signed out, or another account signed in meanwhile: nothing is linked to anybody."""
    back = crooked.authorise(leave(client, process="connect"))
    client.post(url("account_logout"))
    words = words_of(client, come_back(client, back))
    assert "This sign-in was begun more than ten minutes ago" in words
    enter(client, user)
    back = crooked.authorise(leave(client, process="connect"))
    user.is_active = False
    user.save()
    assert "begun more than ten minutes ago" in words_of(client, come_back(client, back))
    assert not SocialAccount.objects.exists()


def test_linking_and_unlinking_ask_again_who_it_is(
    client: Client, crooked: Crooked, user: User
) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        answer = client.post(url("identity_start"), {"process": "connect"})
        assert answer["Location"].startswith(url("account_reauthenticate"))
        page = client.post(answer["Location"], {"password": PASSWORD})
        assert page.status_code == 200
        assert "On to City Identity" in page.content.decode()
    known(crooked, user)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        answer = client.post(url("identity_unlink"))
        assert answer["Location"].startswith(url("account_reauthenticate"))
        assert SocialAccount.objects.exists()


def test_the_only_way_in_stays(client: Client, crooked: Crooked, user: User) -> None:
    known(crooked, user)
    EmailAddress.objects.all().delete()
    answer = client.post(url("identity_unlink"))
    assert "This is your only way to sign in. Confirm your e-mail" in words_of(client, answer)
    assert SocialAccount.objects.exists()


def test_a_second_press_changes_nothing(client: Client, crooked: Crooked, user: User) -> None:
    for _ in range(2):
        assert client.post(url("identity_unlink"))["Location"] == url("identity")
    assert client.get(url("identity_unlink"))["Location"] == url("identity")


def test_nobody_links_without_signing_in(client: Client, crooked: Crooked) -> None:
    answer = client.post(url("identity_start"), {"process": "connect"})
    assert "Start again" in words_of(client, answer)
    for name in ("identity", "identity_unlink"):
        assert url("account_login") in client.get(url(name))["Location"]
        assert url("account_login") in client.post(url(name))["Location"]


def test_who_is_signed_in_does_not_sign_in_again(
    client: Client, crooked: Crooked, user: User
) -> None:
    assert client.post(url("identity_start"))["Location"] == url("identity")
    assert client.get(url("identity_start"))["Location"] == url("identity")
    assert crooked.asked == []


def test_linking_is_no_link_that_somebody_can_be_sent(client: Client, crooked: Crooked) -> None:
    """A form of another site, or an address, begins nothing: the token is missing."""
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url("identity_start"), {"process": "connect"}).status_code == 403
    assert strict.post(url("identity_unlink")).status_code in (302, 403)
