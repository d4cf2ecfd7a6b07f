"""Two sign-ins at the same moment: one account, no error page."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from accounts.identity.adapter import IdentityAdapter
from accounts.identity.forms import IdentitySignupForm
from accounts.models import User
from accounts.signin.forms import SignupForm
from tests.accounts.identity.conftest import come_back, leave, through, words_of
from tests.accounts.test_signin import url
from tests.factories.accounts import UserFactory
from tests.support.crooked import Crooked
from tests.support.stack import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def at_once(*calls: Any) -> list[Any]:
    """Make the calls in threads, all beginning at the same moment."""
    gate = Barrier(len(calls))

    def one(call: Any) -> Any:
        gate.wait(60)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(120) for future in [pool.submit(one, call) for call in calls]]


def test_one_identity_in_two_browsers_makes_one_account(crooked: Crooked) -> None:
    browsers = [Client(), Client(), Client()]
    backs = [crooked.authorise(leave(browser)) for browser in browsers]
    answers = at_once(
        *[lambda b=b, w=w: come_back(b, w) for b, w in zip(browsers, backs, strict=True)]
    )
    assert [answer["Location"] for answer in answers] == [url("dashboard")] * 3
    assert User.objects.count() == SocialAccount.objects.count() == 1
    assert {b.session["_auth_user_id"] for b in browsers} == {str(User.objects.get().pk)}


def test_two_identities_with_one_address_make_one_account(
    crooked: Crooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when both have found the address free before either has made the account."""
    checked, meeting = IdentityAdapter.pre_social_login, Barrier(2)

    def check_then_meet(adapter: Any, request: HttpRequest, sociallogin: SocialLogin) -> None:
        checked(adapter, request, sociallogin)
        try:
            meeting.wait(1)
        except BrokenBarrierError:
            return  # the other one waits for us, as it should
        if sociallogin.account.uid == "0001":
            wait_until(User.objects.exists, what="the account of the first")

    monkeypatch.setattr(IdentityAdapter, "pre_social_login", check_then_meet)
    browsers, backs = [Client(), Client()], []
    for number, browser in enumerate(browsers):
        crooked.person["sub"] = f"000{number}"
        backs.append(crooked.authorise(leave(browser)))
    answers = at_once(
        *[lambda b=b, w=w: come_back(b, w) for b, w in zip(browsers, backs, strict=True)]
    )
    assert User.objects.count() == SocialAccount.objects.count() == 1
    refused = [
        (browser, answer)
        for browser, answer in zip(browsers, answers, strict=True)
        if answer["Location"] != url("dashboard")
    ]
    assert len(refused) == 1
    assert "There is already an account" in words_of(*refused[0])


def test_the_address_given_in_two_windows_makes_one_account(crooked: Crooked) -> None:
    crooked.person["email"] = None
    browsers = [Client(), Client()]
    for browser in browsers:
        through(browser, crooked)
    at_once(
        *[
            lambda b=b, n=n: b.post(url("socialaccount_signup"), {"email": f"ada{n}@example.org"})
            for n, b in enumerate(browsers)
        ]
    )
    assert User.objects.count() == SocialAccount.objects.count() == 1
    cache.clear()  # the letter with a code goes out every three minutes at most
    assert through(Client(), crooked)["Location"] == url("account_email_verification_sent")


@pytest.mark.parametrize("form", [IdentitySignupForm, SignupForm])
def test_two_who_type_one_address_make_one_account(
    crooked: Crooked, monkeypatch: pytest.MonkeyPatch, form: Any
) -> None:
    """Both find it free, then one is first: the other reads what later ones read."""
    cleaned, meeting = form.full_clean, Barrier(2)

    def clean_then_meet(bound: Any) -> None:
        cleaned(bound)
        if bound.is_bound:
            meeting.wait(60)

    crooked.person["email"] = None
    page = url("account_signup" if form is SignupForm else "socialaccount_signup")
    browsers = [Client(), Client()]
    for number, browser in enumerate(browsers):
        crooked.person["sub"] = f"000{number}"
        if form is IdentitySignupForm:
            through(browser, crooked)
    monkeypatch.setattr(form, "full_clean", clean_then_meet)
    answers = at_once(
        *[lambda b=b: b.post(page, {"email": "ada@example.org", "password1": ""}) for b in browsers]
    )
    assert User.objects.count() == 1
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert first["Location"] == url("account_email_verification_sent")
    assert second.status_code == 429, "one letter in three minutes, as for whoever comes later"


def test_two_accounts_link_one_identity(crooked: Crooked) -> None:
    browsers, backs = [], []
    for _ in range(2):
        browser = Client()
        user = UserFactory.create()
        user.set_unusable_password()
        user.save()
        browser.force_login(user, BACKEND)
        browsers.append(browser)
        backs.append(crooked.authorise(leave(browser, process="connect")))
    answers = at_once(
        *[lambda b=b, w=w: come_back(b, w) for b, w in zip(browsers, backs, strict=True)]
    )
    assert SocialAccount.objects.count() == 1
    said = [words_of(b, a) for b, a in zip(browsers, answers, strict=True)]
    assert sum("is linked. You can" in words for words in said) == 1
    assert sum("is linked to another account here" in words for words in said) == 1
