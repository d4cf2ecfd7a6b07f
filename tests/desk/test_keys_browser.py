"""The queue by keyboard in Chromium: from case to case with the arrow keys, filters in one press."""

from typing import Any

import pytest
from playwright.sync_api import Page

from accounts.enums import PostRole
from offices.models import Office
from tests.desk.conftest import case_at, officer, signed_in
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = "/admin/applications/application/"
FOCUS = "document.activeElement.textContent.trim()"
BEYOND = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def queue(open_page: OpenPage, live_server: Any, office: Office) -> Page:
    cases = [case_at("accepted"), case_at("submitted")]
    assert {case.office for case in cases} == {office}
    client = signed_in(officer(office, PostRole.REVIEWER))
    page = open_page("/robots.txt")
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + QUEUE)
    return page


def test_arrows_go_from_case_to_case(queue: Page) -> None:
    links = queue.locator(
        "#result_list tbody tr th a, #result_list tbody tr .field-reference_code a"
    )
    first, second = links.nth(0).inner_text(), links.nth(1).inner_text()
    links.nth(0).focus()
    queue.keyboard.press("ArrowDown")
    assert queue.evaluate(FOCUS) == second
    queue.keyboard.press("ArrowDown")
    assert queue.evaluate(FOCUS) == second, "the last one stays"
    queue.keyboard.press("ArrowUp")
    assert queue.evaluate(FOCUS) == first
    with queue.expect_navigation():
        queue.keyboard.press("Enter")
    assert first in queue.content()


def test_a_filter_is_one_press(queue: Page) -> None:
    with queue.expect_navigation(url="**/?status=submitted"):
        queue.get_by_role("link", name="To be checked", exact=True).click()
    assert queue.locator("#result_list tbody tr").count() == 1
    for width in (390, 1280):
        queue.set_viewport_size({"width": width, "height": 900})
        assert queue.evaluate(BEYOND) <= 0
        assert [found for found in axe_violations(queue) if "desk-chip" in found] == []
