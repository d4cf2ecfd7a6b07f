"""The port officer's page by keyboard alone, with and without scripts, in both languages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from port_visa.models import PortDecision
from tests.factories.port_visa import ANNA, SAM
from tests.port_visa.passing import LOOKUP, browser_of, issued, porter
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUS = "document.activeElement.name || document.activeElement.textContent.trim()"
BEYOND = "document.documentElement.scrollWidth - window.innerWidth"
CURSOR = "document.activeElement !== document.body"  # before it stands somewhere, keys are lost


@pytest.fixture
def at_the_port(open_page: OpenPage, live_server: Any) -> Callable[..., Page]:
    """Open the page as a port officer."""

    def opened(language: str, **options: Any) -> Page:
        officer = porter()
        User.objects.filter(pk=officer.pk).update(language=language)
        page = open_page("/robots.txt", **options)
        client = browser_of(officer)
        values = {"sessionid": client.cookies["sessionid"].value}
        values[settings.LANGUAGE_COOKIE_NAME] = language
        page.context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in values.items()]
        )
        page.goto(live_server.url + LOOKUP)
        page.wait_for_function(CURSOR)
        return page

    return opened


def enter(page: Page, text: str) -> None:
    """What a reader does: it types fast and presses Enter."""
    page.keyboard.type(text)
    press(page, "Enter")


def press(page: Page, key: str) -> None:
    """A key that leads to another page, on which the cursor stands where one goes on."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_function(CURSOR)


def whole(page: Page) -> None:
    """Nothing for axe, nothing wider than the window."""
    assert axe_violations(page) == []
    assert page.evaluate(BEYOND) <= 0


def soon() -> dict[str, Any]:
    now = timezone.now()
    return {"at": now, "arrival_on": timezone.localdate(now) + timedelta(days=8)}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_queue_by_keyboard_alone(at_the_port: Callable[..., Page], language: str) -> None:
    document, other = issued(**soon()), issued(SAM, **soon())
    page = at_the_port(language)
    assert page.evaluate(FOCUS) == "q"
    whole(page)
    enter(page, f"https://portal.example/v/{document.code}#token")
    assert page.evaluate(FOCUS) == "q"
    whole(page)
    first, second = ANNA.lines.split("\n")
    page.keyboard.type(first)
    page.keyboard.press("Enter")  # the reader's first line: the page waits for the second
    enter(page, second)
    assert page.locator("tr.same").count() == 8
    assert page.evaluate(FOCUS) == "visa_number"
    whole(page)
    enter(page, "PV1234567")
    assert page.evaluate(FOCUS) == page.locator("button[autofocus]").inner_text()
    whole(page)
    press(page, "Enter")
    assert page.evaluate(FOCUS) == "q"
    assert page.locator("blockquote p").count() == 2
    whole(page)
    assert PortDecision.objects.get().visa_number == "PV1234567"
    enter(page, document.code)  # shown twice
    assert page.locator(".desk-banner--stop").count() == 1
    whole(page)
    enter(page, other.code)
    enter(page, ANNA.lines.replace("\n", ""))  # somebody else's passport: every line is marked
    assert page.locator("tr.different").count() >= 5
    whole(page)
    press(page, "F9")
    assert page.evaluate(FOCUS) in ("reason", "q")
    page.keyboard.press("F2")
    assert page.evaluate(FOCUS) == "q"
    press(page, "Escape")
    assert page.evaluate(FOCUS) == "q"


def test_without_scripts_and_on_a_narrow_screen(at_the_port: Callable[..., Page]) -> None:
    document = issued(**soon())
    page = at_the_port("en", width=390, javascript=False)
    first, second = ANNA.lines.split("\n")
    enter(page, first)
    enter(page, second)
    assert page.locator("tr.same").count() == 8
    assert page.evaluate(BEYOND) <= 0
    enter(page, "PV7654321")
    press(page, "Enter")
    assert PortDecision.objects.get().document == document
    assert page.evaluate(FOCUS) == "q"


def test_tab_goes_in_the_order_of_the_work(at_the_port: Callable[..., Page]) -> None:
    document = issued(**soon())
    page = at_the_port("en")
    enter(page, document.code)
    names = []
    for _press in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUS))
    assert names == ["Look up", "visa_number", "stay_days", "by_eye", "Grant: show once more"]
