"""The tool's whole way in a real browser: axe, narrow screens, no script, paper."""

import pytest
from playwright.sync_api import Page

from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANSWERS = {
    "kind": "new_from_abroad",
    "zone": "hongqiao",
    "age": "35",
    "grounds_a": "nothing",
    "pay": "500000",
    "multiple": "less",
    "education": "master",
    "experience": "8",
    "grounds_b": "teacher",
    "teaching": "no",
    "months": "12",
    "chinese": "hsk3",
    "distinctions": "fortune_500",
    "bonus": "0",
    "family": "yes",
    "day": "",
}


def _fine(page: Page) -> None:
    """Nothing for axe to say, and nothing wider than a small telephone."""
    assert axe_violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def _answer(page: Page) -> str:
    key = page.url.rstrip("/").rsplit("/", 1)[1]
    if page.locator("input[name=answer][type=radio], input[name=answer][type=checkbox]").count():
        page.check(f"input[name=answer][value={ANSWERS[key]}]")
    elif ANSWERS[key]:
        page.fill("input[name=answer]", ANSWERS[key])
    page.locator("form[data-step] .govuk-button").click()
    return key


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_whole_way_is_fine_without_a_script_and_for_axe(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(f"/{language}/permit-finder/", javascript=True)
    _fine(page)
    page.locator(".govuk-button--start").click()
    page.locator("form[data-step] .govuk-button").click()  # nothing chosen: the error summary
    assert page.locator(".govuk-error-summary").is_visible()
    _fine(page)
    asked = []
    while not page.url.endswith("/check/"):
        _fine(page)
        asked.append(_answer(page))
    assert asked == list(ANSWERS)
    _fine(page)
    page.locator("main .govuk-button").click()
    assert "84" in page.locator(".portal-points").inner_text()
    _fine(page)
    page.goto(page.url.replace("/result/", "/documents/"))
    assert page.locator(".portal-papers__item").count() > 10
    _fine(page)


def test_the_way_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/en/permit-finder/kind/", javascript=False)
    while not page.url.endswith("/check/"):
        _answer(page)
    page.get_by_role("link", name="Change Chinese").click()
    page.check("input[value=hsk4]")
    page.locator("form[data-step] .govuk-button").click()
    page.get_by_role("button", name="See the result").click()
    assert "Category A" in page.locator("h1").inner_text()
    assert not page.get_by_role("button", name="Print this page").is_visible()


def test_on_paper_there_are_no_buttons_and_few_sheets(open_page: OpenPage) -> None:
    page = open_page("/en/permit-finder/kind/")
    while not page.url.endswith("/check/"):
        _answer(page)
    page.goto(page.url.replace("/check/", "/result/"))
    assert page.get_by_role("button", name="Print this page").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".govuk-button").first.is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 3
