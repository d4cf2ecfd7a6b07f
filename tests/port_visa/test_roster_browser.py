"""A list of people in a real browser: on a desk and on a telephone, in both languages, with axe."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from port_visa.models import Invitation, Roster
from tests.factories.port_visa import Desk
from tests.factories.rosters import person, xlsx
from tests.support.browser import OpenPage, axe_violations
from tests.support.tasks import TaskBox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(open_page: OpenPage, live_server: Any, desk: Desk, width: int) -> Page:
    """A page of somebody who has signed in already."""
    page = open_page("/robots.txt", width=width)
    client = Client()
    client.force_login(desk.actor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    return page


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_a_list_from_the_file_to_the_people(
    open_page: OpenPage,
    live_server: Any,
    desk: Desk,
    task_box: TaskBox,
    time_machine_at: None,
    language: str,
    width: int,
) -> None:
    invitation: Invitation = desk.visit(desk.draft())
    page = signed_in(open_page, live_server, desk, width)
    found: list[str] = []

    page.goto(f"{live_server.url}/{language}/invitations/{invitation.pk}/roster/")
    found += axe_violations(page)
    rows = [person(1), person(2, birth_date="31.02.1990", sex="W"), person(3)]
    page.set_input_files(
        "input[type=file]",
        {"name": "people.xlsx", "mimeType": "application/zip", "buffer": xlsx(rows)},
    )
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-roster-running]")
    found += axe_violations(page)
    task_box.run()  # the page finds out by itself
    page.wait_for_selector("button[value=take]")
    found += axe_violations(page)

    page.click(f"a[href$='/{invitation.pk}/roster/fix/']")
    found += axe_violations(page)
    page.fill("[name=row-3-birth_date]", "1990-02-28")
    page.fill("[name=row-3-sex]", "F")
    page.click("main form button[type=submit]")
    page.click("button[value=take]")
    page.wait_for_selector("[data-roster-running]")
    task_box.run()
    page.wait_for_selector("text=/3 people were added|已添加3人/")
    found += axe_violations(page)
    assert Roster.objects.get().status == "done"
    assert found == []
