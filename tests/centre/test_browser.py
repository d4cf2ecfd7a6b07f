"""Desk, phone and hall in a real browser: axe, widths, sizes of letters, and pages kept fresh."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from centre.services import ticket_call_next
from tests.access.test_every_page import BEYOND
from tests.factories.centre import CODE, ShiftFactory, WindowFactory, centre_officer, took
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZE = "(e) => parseFloat(getComputedStyle(e).fontSize)"
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#fresh *")]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
    .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""


@pytest.fixture
def hall() -> Any:
    windows = [WindowFactory.create(number=n) for n in range(1, 6)]
    ShiftFactory.create()
    officer = centre_officer()
    for letter in "ABCDABCDA":
        took(letter, now=timezone.now())

    def call(place: int) -> Any:
        return ticket_call_next(window=windows[place], actor=officer, now=timezone.now())

    for place in range(4):
        call(place)
    return call


def sound(page: Any) -> list[str]:
    beyond = page.evaluate(BEYOND)
    return [*axe_violations(page), *(f"too wide: {found}" for found in beyond)]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_are_sound_on_every_width(open_page: OpenPage, hall: Any, language: str) -> None:
    ticket = took(now=timezone.now())
    base = f"/{language}/centre/{CODE}/"
    wrong = []
    for path in ("", "kiosk/", "hall/", f"kiosk/{ticket.code}/", f"ticket/{ticket.code}/"):
        page = open_page(base + path, width=390)
        for width in (390, 1280, 1920) if path == "hall/" else (390, 1280):
            page.set_viewport_size({"width": width, "height": 1080})
            wrong += [f"{path} {width}: {found}" for found in sound(page)]
    assert wrong == []


def test_the_hall_is_read_from_five_metres(open_page: OpenPage, hall: Any) -> None:
    page = open_page(f"/en/centre/{CODE}/hall/", width=1920)
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.locator(".hall__number").first.evaluate(SIZE) >= 110
    assert page.evaluate(SMALLEST) >= 42
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080


def test_the_hall_takes_over_a_call_and_says_it_once(open_page: OpenPage, hall: Any) -> None:
    page = open_page(f"/en/centre/{CODE}/hall/", width=1280)
    page.evaluate(
        """() => { window.said = 0; const list = document.querySelector("[data-live]");
        new MutationObserver((all) => all.forEach((m) => window.said += m.addedNodes.length))
            .observe(list, { childList: true }); }"""
    )
    expect(page.locator(".hall__row")).to_have_count(4)
    called = hall(4)
    expect(page.locator(".hall__row")).to_have_count(5, timeout=60_000)
    expect(page.locator(".hall__row").first).to_contain_text(called.label)
    assert page.evaluate("window.said") == 1


def test_without_a_script_pages_reload_themselves(open_page: OpenPage, hall: Any) -> None:
    ticket = took(now=timezone.now())
    for path in ("hall/", f"ticket/{ticket.code}/"):
        page = open_page(f"/en/centre/{CODE}/{path}", javascript=False)
        assert page.locator("meta[http-equiv=refresh]").count() == 1


def test_by_keyboard_from_the_desk_to_a_number_and_back(open_page: OpenPage, hall: Any) -> None:
    page = open_page(f"/en/centre/{CODE}/kiosk/", width=1280)
    page.get_by_role("button", name="Signing a contract").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kiosk__number")).to_have_text("B003")
    assert "您前面还有" in page.content()
    page.get_by_role("button", name="Finish").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What do you come for?")).to_be_visible()


def test_the_phone_is_told_its_window(open_page: OpenPage, hall: Any) -> None:
    page = open_page(f"/zh-hans/centre/{CODE}/", width=390)
    page.get_by_role("button", name="合同签约").click()
    expect(page.locator(".centre-number")).to_have_text("B003")
    hall(4)  # the ninth of those before, who came earlier
    assert page.get_by_role("button", name="退出排队").is_visible()
