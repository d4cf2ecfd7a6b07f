"""Signing in with an identity of the city, in a real browser, at a real provider on another site.

A newcomer gets an account; somebody with an account is told to link it, does, uses it and unlinks
it; who cancels is back. On a telephone and on a desk, in both languages, with and without scripts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import Browser

from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.test_port_visa import Scene
from tests.journeys.test_professional import fits
from tests.support.people import Inviter
from tests.support.provider.people import LENA, WEI, Holder
from tests.support.provider.people import PASSWORD as PASSWORD_THERE
from tests.support.provider.running import Provider
from tests.support.stack import Stack, free_port

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]
BUTTON = "form[action$='/account/identity/start/'] button[type=submit]"
NAME = {"en": "City Identity", "zh-hans": "城市统一认证"}


@pytest.fixture
def city(live_stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The real provider, and a portal that was started with its settings."""
    folder = tmp_path / "provider"
    folder.mkdir()
    provider = Provider(free_port(), folder, (live_stack.url,))
    provider.start()
    for name, value in provider.environment.items():
        monkeypatch.setenv(name, value)
    live_stack.start("web")
    yield provider
    provider.stop()


@pytest.mark.parametrize(
    ("language", "width", "javascript"),
    [("en", 1280, True), ("zh-hans", 390, True), ("zh-hans", 1280, False), ("en", 390, False)],
)
def test_with_an_identity_of_the_city(
    live_stack: Stack,
    city: Provider,
    chromium: Browser,
    language: str,
    width: int,
    javascript: bool,
) -> None:
    scene = Scene(live_stack, chromium, language, width, javascript=javascript)
    newcomer(scene.visitor(), city)
    member = UserFactory.create(email=LENA.email, language=language)
    links(scene.visitor(), city, member)
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def newcomer(visitor: Inviter, city: Provider) -> None:
    """Cancels, tries again from the page that says so, and is where they wanted to go."""
    visitor.go("/inbox/")
    reach(visitor, "sign-in")
    go_there(visitor, city, WEI)
    answer_there(visitor, allow=False)
    reach(visitor, "cancelled")
    assert NAME[visitor.language] in visitor.text
    assert not User.objects.exists()
    visitor.press(BUTTON)
    answer_there(visitor, allow=True)
    reach(visitor, "inbox")
    assert visitor.path == "/inbox/"
    user = User.objects.get()
    assert (user.email, user.language) == (WEI.email, visitor.language)
    visitor.go("/account/")
    reach(visitor, "account")
    visitor.follow("/account/identity/$")
    reach(visitor, "linked")
    assert WEI.name in visitor.text


def links(visitor: Inviter, city: Provider, member: User) -> None:
    """Has an account with the same address: signs in as before, links, unlinks."""
    visitor.go("/account/login/")
    go_there(visitor, city, LENA)
    answer_there(visitor, allow=True)
    reach(visitor, "taken")
    visitor.follow("/account/login/")
    visitor.fill(login=member.email, password=PASSWORD)
    visitor.press()
    reach(visitor, "not-linked")
    visitor.press(BUTTON)
    reach(visitor, "confirm")
    visitor.fill(password=PASSWORD)
    visitor.press()
    answer_there(visitor, allow=True)
    reach(visitor, "linked-now")
    assert SocialAccount.objects.get(user=member).provider == city.issuer
    visitor.follow("/account/identity/unlink/")
    reach(visitor, "unlink")
    visitor.press()
    reach(visitor, "unlinked")
    assert not SocialAccount.objects.filter(user=member).exists()


def reach(visitor: Inviter, name: str) -> None:
    """The page is ours, in the reader's language, and no wider than the window."""
    assert visitor.page.url.startswith(f"{visitor.base}/{visitor.language}/"), visitor.page.url
    visitor.at(name)
    fits(visitor)


def go_there(visitor: Inviter, city: Provider, holder: Holder) -> None:
    """Press the button, and sign in at the provider: its pages are not ours to judge.

    The page in between goes on by itself; a browser that cannot is led on by its button.
    """
    page: Any = visitor.page
    page.route(f"{city.issuer}/**", lambda route: route.fulfill(status=204))
    visitor.press(BUTTON)
    reach(visitor, "leave")
    page.unroute(f"{city.issuer}/**")
    page.click("main a.govuk-button")
    page.wait_for_url(f"{city.issuer}/login/**")
    page.fill("[name=username]", holder.login)
    page.fill("[name=password]", PASSWORD_THERE)
    with page.expect_navigation():
        page.click("button[type=submit]")


def answer_there(visitor: Inviter, *, allow: bool) -> None:
    """Allow or cancel on the provider's page, and wait for being back."""
    page: Any = visitor.page
    page.wait_for_url("**/authorize/**")
    page.click("button[name=allow]" if allow else "button:not([name])")
    page.wait_for_url(f"{visitor.base}/**")
