"""An earlier invitation used again with chosen people, in a real browser, in both languages."""

import re
from typing import Any

import pytest

from port_visa.models import Invitation
from tests.factories.port_visa import ANNA, SAM, Desk
from tests.port_visa.test_link_browser import Look
from tests.port_visa.test_roster_browser import signed_in
from tests.support.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_the_same_visit_with_one_of_two(
    open_page: OpenPage,
    live_server: Any,
    desk: Desk,
    time_machine_at: None,
    language: str,
    width: int,
) -> None:
    earlier = desk.submitted(ANNA, SAM)
    look = Look(signed_in(open_page, live_server, desk, width))
    page, base = look.page, f"{live_server.url}/{language}/invitations"
    look.at(f"{base}/{earlier.pk}/receipt/")
    with page.expect_navigation():
        page.click("main a[href$='/copy/']")
    look.at()
    boxes = page.locator("main input[type=checkbox]")
    assert boxes.count() == 2
    for index in range(2):
        boxes.nth(index).set_checked("TESTER" in page.inner_text(f"label[for={ids(boxes, index)}]"))
    look.press()
    copy = Invitation.objects.get(copied_from=earlier)
    assert re.search(rf"/invitations/{copy.pk}/", page.url)
    look.at(f"{base}/{copy.pk}/people/")
    assert "TESTER" in page.inner_text("main")
    assert "ERIKSSON" not in page.inner_text("main")
    look.at(f"{base}/{copy.pk}/check/")
    assert copy.arrival_on is None
    assert look.found == []


def ids(boxes: Any, index: int) -> str:
    return str(boxes.nth(index).get_attribute("id"))
