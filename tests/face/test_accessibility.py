"""The pages in a real browser: axe, narrow screens, large text, keyboard, no script, paper."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.face.pages import ADDRESSES, LANGUAGES
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [1280, 390]


def _overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture
def gallery(settings: Any) -> None:
    """Put the page with every component into the addresses."""
    settings.ROOT_URLCONF = "tests.face.gallery"


def _violations_at_both_widths(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += axe_violations(page)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_and_320_pixels_are_enough(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    assert _violations_at_both_widths(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert _overflow(page) <= 0


@pytest.mark.usefixtures("gallery")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?wrong=1"])
def test_axe_finds_nothing_in_the_components(
    open_page: OpenPage, language: str, query: str
) -> None:
    assert _violations_at_both_widths(open_page(f"/{language}/gallery/{query}")) == []


@pytest.mark.usefixtures("gallery")
def test_axe_finds_nothing_in_the_open_menu_and_on_error_pages(open_page: OpenPage) -> None:
    page = open_page("/en/", width=390)
    page.get_by_role("button", name="Menu").click()
    assert axe_violations(page) == []
    assert axe_violations(open_page("/en/no-such-page/")) == []


@pytest.mark.usefixtures("gallery")
@pytest.mark.parametrize("language", LANGUAGES)
def test_components_fit_320_pixels_and_double_text(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/gallery/?wrong=1", width=320)
    assert _overflow(page) <= 0
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert _overflow(page) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_at_200_percent_stays_on_the_page(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert _overflow(page) <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_keyboard_skips_to_the_content_and_sees_its_focus(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(f"/{language}/privacy/")
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link")
    assert skip.evaluate("element => element === document.activeElement")
    assert skip.bounding_box()["height"] > 20  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.goto(page.url.partition("#")[0] + "?fresh")
    for _ in range(6):
        page.keyboard.press("Tab")
        look = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            "return [s.boxShadow, s.outlineStyle, s.backgroundColor] })()"
        )
        assert look[0] != "none" or look[1] not in ("none", ""), look


@pytest.mark.parametrize("javascript", [True, False])
def test_menu_opens_on_a_telephone_without_script(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/en/", width=390, javascript=javascript)
    link = page.get_by_role("link", name="Guidance", exact=True)
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    link.click()
    assert page.url.endswith("/en/guidance/port-visa/")


def test_language_switch_keeps_the_page(open_page: OpenPage) -> None:
    page = open_page("/en/privacy/?from=mail", javascript=False)
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/zh-hans/privacy/?from=mail")
    assert page.locator("h1").inner_text() == "隐私"


@pytest.mark.usefixtures("gallery")
def test_error_summary_takes_the_focus_and_leads_to_the_box(open_page: OpenPage) -> None:
    page = open_page("/en/gallery/?wrong=1")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="30 February does not exist").click()
    assert page.evaluate("document.activeElement.id") == "id_born_day"


def test_on_paper_there_is_no_menu_and_the_ground_is_white(open_page: OpenPage) -> None:
    page = open_page("/en/guidance/port-visa/")
    page.emulate_media(media="print")
    assert not page.locator(".portal-menu").is_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_forced_colours_keep_the_counted_days_apart(open_page: OpenPage, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.face.gallery"
    page = open_page("/en/gallery/", forced_colors="active")
    width = page.locator(".portal-days__day--last").evaluate(
        "element => getComputedStyle(element).borderTopWidth"
    )
    assert width == "3px"
