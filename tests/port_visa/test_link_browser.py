"""A private link in a real browser: made on a desk, used on a telephone, in both languages."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

from port_visa import services
from port_visa.models import Invitee
from tests.factories.port_visa import ANNA, Desk, picture
from tests.port_visa.test_roster_browser import signed_in
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEYOND = "() => document.documentElement.scrollWidth - window.innerWidth"


class Look:
    """axe and the width of every page that is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []

    def at(self, path: str = "") -> None:
        if path:
            self.page.goto(path)
        self.found += axe_violations(self.page)
        assert self.page.evaluate(BEYOND) <= 0, self.page.url

    def press(self) -> None:
        with self.page.expect_navigation():
            self.page.click("main form button[type=submit]:not([name])")
        self.at()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_made_on_a_desk_used_on_a_telephone(
    open_page: OpenPage, live_server: Any, desk: Desk, time_machine_at: None, language: str
) -> None:
    invitation = desk.visit(desk.draft())
    invitee = services.invitee_add(invitation=invitation, actor=desk.actor, now=desk.now)
    base = f"{live_server.url}/{language}"
    person = f"{base}/invitations/{invitation.pk}/people/{invitee.pk}"
    inviter = Look(signed_in(open_page, live_server, desk, 1280))
    inviter.at(f"{person}/passport/")
    assert inviter.page.is_visible("a[href$='/phone/']")
    inviter.at(f"{person}/phone/")
    inviter.press()
    assert inviter.page.is_visible("img[src^='data:image/svg+xml']")
    inviter.at(f"{person}/link/")
    inviter.page.click("button[name=copy]")
    inviter.at()
    address = inviter.page.input_value("#private-link")
    token = address.rstrip("/").rpartition("/")[2]

    traveller = Look(open_page("/robots.txt", width=390))
    fill(traveller, base, token)
    invitee = Invitee.objects.get(pk=invitee.pk)
    assert invitee.self_confirmed_at
    traveller.at(f"{base}/invited/link/{token}/")
    traveller.press()  # it opens nothing any more
    inviter.at(f"{base}/invitations/{invitation.pk}/people/")
    inviter.at(f"{base}/invitations/{invitation.pk}/check/")
    assert inviter.found + traveller.found == []


def fill(traveller: Look, base: str, token: str) -> None:
    """From the link to the confirmation, with the passport photographed."""
    page = traveller.page
    traveller.at(f"{base}/invited/link/{token}/")
    traveller.press()
    page.click("a[href$='/passport/']")
    traveller.at()
    assert page.locator("a[href$='/phone/']").count() == 0
    paper = FilePayload(name="anna.jpg", mimeType="image/jpeg", buffer=picture().read())
    page.fill("[name=lines]", ANNA.lines)
    page.set_input_files("[name=copy]", paper)
    traveller.press()
    page.check("[name=risky_compared]")
    traveller.press()
    page.fill("[name=occupation]", "Engineer")
    page.fill("[name=relation]", "Supplier")
    traveller.press()
    page.click("a[href$='/check/']")
    traveller.at()
    page.check("[name=right]")
    traveller.press()
