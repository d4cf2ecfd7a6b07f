"""The visit in a real browser: the keyboard, no script, axe and narrow screens in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from accounts.enums import PostRole
from accounts.models import User
from applications.deadlines import legal_date
from applications.models import Application
from tests.factories.accounts import PostFactory
from tests.factories.visits import OpeningRuleFactory, booked, case_of, office_of
from tests.support.browser import OpenPage, axe_violations
from visits.models import Booking, OpeningRule
from visits.queries import FreeDay, days_free

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def day(transactional_db: None) -> FreeDay:
    """The second day from now on that can be booked at Minhang."""
    OpeningRuleFactory.create()
    now = timezone.now()
    first = legal_date(now)
    found = days_free(office=office_of(), first=first, last=first + timedelta(days=20), now=now)
    return [one for one in found if one.free][1]


@pytest.fixture
def case(day: FreeDay) -> Application:
    return case_of(at=timezone.now())


@pytest.fixture
def open_as(open_page: OpenPage) -> Any:
    """Open a page as somebody who is signed in, in their language."""

    def opened(user: User, path: str, *, language: str = "en", **options: Any) -> Page:
        User.objects.filter(pk=user.pk).update(language=language)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        values = (("sessionid", client.cookies["sessionid"].value), ("language", language))
        cookies = [
            {
                "name": name,
                "value": value,
                "domain": "localhost",
                "path": "/",
                "expires": -1,
                "httpOnly": False,
                "secure": False,
                "sameSite": "Lax",
            }
            for name, value in values
        ]
        return open_page(path, storage_state={"cookies": cookies, "origins": []}, **options)

    return opened


def sound(page: Page) -> None:
    """Axe finds nothing, wide and narrow, and nothing is wider than the screen."""
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


WORDS = {
    "en": ("Choose a time", "Minhang service branch", "Continue", "Book the visit"),
    "zh-hans": ("选择时间", "闵行出入境服务点", "继续", "预约"),
}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_visit_is_booked_and_every_page_is_sound(
    open_as: Any, case: Application, day: FreeDay, language: str
) -> None:
    choose, office, go_on, book = WORDS[language]
    start = f"/{language}/visits/{case.reference}/"
    page = open_as(case.filed_by, start, language=language)
    sound(page)
    page.get_by_role("button", name=choose, exact=True).click()
    sound(page)
    page.get_by_label(office).check()
    page.get_by_role("button", name=go_on).click()
    sound(page)
    page.locator(f"a[href$='/{day.on:%Y-%m-%d}/']").click()
    sound(page)
    page.locator("a[href$='/0920/']").click()
    sound(page)
    page.get_by_role("button", name=book, exact=True).click()
    page.locator(".govuk-panel--confirmation").wait_for()
    sound(page)
    with page.expect_download() as download:
        page.locator("a[href$='visit.ics']").click()
    assert download.value.suggested_filename == f"visit-{case.reference}.ics"
    page.goto(f"{page.url.partition(start)[0]}{start}cancel/")
    sound(page)
    assert Booking.objects.get().starts_at == day.slots[1].starts_at


def test_with_the_keyboard_and_without_scripts(
    open_as: Any, case: Application, day: FreeDay
) -> None:
    path = f"/en/visits/{case.reference}/at/branch-minhang/{day.on:%Y-%m-%d}/"
    page = open_as(case.filed_by, path, javascript=False)
    page.locator("a[href$='/0900/']").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Book the visit").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your visit is booked").wait_for()
    assert Booking.objects.get().application == case


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_desk_is_sound(open_as: Any, case: Application, day: FreeDay, language: str) -> None:
    visit = booked(day.slots[-1].starts_at, application=case, now=timezone.now())
    OpeningRule.objects.update(closes="10:00")
    officer = PostFactory.create(office=office_of()).officer
    administrator = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
    rule = OpeningRule.objects.get()
    desk = "/admin/visits/"
    for path in (f"booking/?on={day.on:%Y-%m-%d}", f"booking/{visit.pk}/check-in/"):
        sound(open_as(officer, desk + path, language=language))
    for path in ("?office=branch-minhang", f"branch-minhang/rule/{rule.pk}/"):
        sound(open_as(administrator, f"{desk}openingrule/{path}", language=language))
