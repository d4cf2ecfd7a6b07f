"""Buttons on pages that only a code opens, in Chromium.

Such a page says what it sends along (``ui.responses.unlisted``). With a policy that sends nothing,
a browser posts with the origin "null" and every button answers 403. Django's test client sends no
origin at all and cannot see that.
"""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Response, expect

from accounts.models import User
from centre.enums import TicketState
from centre.models import Ticket
from tests.factories.accounts import UserFactory
from tests.factories.centre import CODE, ShiftFactory, WindowFactory
from tests.factories.port_visa import Desk
from tests.port_visa.passing import issued
from tests.support.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKEND = "django.contrib.auth.backends.ModelBackend"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False])


def signed_in(page: Page, base: str, user: User) -> None:
    client = Client()
    client.force_login(user, BACKEND)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])


def opened(page: Page, address: str) -> Response:
    """Open a page by its code; it must be one whose address is nobody else's business."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "same-origin"
    return answer


def pressed(page: Page, name: str) -> Response:
    """Press a button of the page and wait for what the site answers to it."""
    with page.expect_response(lambda one: one.request.method == "POST") as posted:
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()
    return posted.value


@SCRIPTS
def test_leaving_the_queue_from_the_phone(open_page: OpenPage, javascript: bool) -> None:
    WindowFactory.create(number=1)
    ShiftFactory.create()
    page = open_page(f"/en/centre/{CODE}/", width=390, javascript=javascript)
    page.locator("button.centre-purpose").first.click()
    page.wait_for_url("**/ticket/*/")
    opened(page, page.url)
    answer = pressed(page, "Leave the queue")
    assert answer.status == 302
    assert answer.request.headers["origin"] != "null"
    expect(page.get_by_role("link", name="Take another number")).to_be_visible()
    assert Ticket.objects.get().state == TicketState.LEFT


@SCRIPTS
def test_signing_out_beside_a_verified_document(
    open_page: OpenPage, live_server: Any, javascript: bool
) -> None:
    document = issued()
    page = open_page("/robots.txt", javascript=javascript)
    signed_in(page, live_server.url, UserFactory.create())
    opened(page, f"{live_server.url}/en/verify/{document.code}/")
    expect(page.locator("main")).to_contain_text(document.number)
    answer = pressed(page, "Sign out")
    assert answer.status == 302
    page.goto(f"{live_server.url}/en/")
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_signing_out_beside_a_link_for_the_phone(open_page: OpenPage, live_server: Any) -> None:
    desk = Desk()
    invitee = desk.person(desk.draft())
    page = open_page("/robots.txt")
    signed_in(page, live_server.url, desk.actor)
    address = f"/en/invitations/{invitee.invitation_id}/people/{invitee.pk}/phone/"
    opened(page, live_server.url + address)
    answer = pressed(page, "Sign out")
    assert (answer.status, answer.request.headers["origin"]) == (302, live_server.url)
