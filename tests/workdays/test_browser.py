"""The year's page in a real browser: axe, narrow screens, the calculator without a script, paper."""

import pytest

from tests.support.browser import OpenPage, axe_violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
ASKED = "2026/?start_day=30&start_month=9&start_year=2026&n=3"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("address", [ASKED, "2027/", "2026/?start_day=x&n=x"])
def test_axe_and_narrow_screens(open_page: OpenPage, language: str, address: str) -> None:
    page = open_page(f"/{language}/working-days/{address}")
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_counting_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/en/working-days/2026/", javascript=False)
    for part, value in {"day": "30", "month": "September", "year": "2026"}.items():
        page.fill(f"#id_start_{part}", value)
    page.fill("#id_n", "3")
    page.get_by_role("button", name="Count", exact=True).click()
    assert page.locator("#answer strong").first.inner_text() == "Saturday 10 October 2026"


def test_a_year_prints_on_two_sheets_at_most(open_page: OpenPage) -> None:
    page = open_page("/zh-hans/working-days/2026/")
    page.emulate_media(media="print")
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
