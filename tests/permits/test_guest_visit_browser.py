"""On a telephone, with nothing but the private link: the person books the visit and moves it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.deadlines import legal_date
from tests.factories.permits import TwoHands
from tests.factories.visits import OpeningRuleFactory, office_of
from tests.support.browser import OpenPage, axe_violations
from visits.enums import BookingState
from visits.models import Booking
from visits.queries import days_free

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_without_an_account(
    open_page: OpenPage, transactional_db: None, settings: object, language: str
) -> None:
    settings.PORTAL_DEMO = True  # type: ignore[attr-defined]
    hands = TwoHands(now=timezone.now())
    OpeningRuleFactory.create()
    permit = hands.complete()
    _link, token = hands.link(permit)
    first = legal_date(hands.now)
    days = days_free(
        office=office_of(), first=first, last=first + timedelta(days=20), now=hands.now
    )
    day = [one for one in days if one.free][1]
    page = open_page(f"/{language}/permit-link/{token}/", width=390)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/mine/")
    hands.declare(permit, "employer")
    hands.declare(permit, "person")
    reference = permit.application.reference
    page.reload()
    assert page.url.endswith("/mine/receipt/")
    page.locator(f"main a[href$='/visits/{reference}/']").first.click()
    found = axe_violations(page)
    page.locator("main a[href*='/office/'], main a[href*='/at/']").first.click()
    found += axe_violations(page)
    page.locator(f"main a[href$='/{day.on:%Y-%m-%d}/']").click()
    page.locator("main a[href$='/0920/']").click()
    found += axe_violations(page)
    page.locator("main form[method=post] .govuk-button").first.click()
    page.locator(".govuk-panel--confirmation").wait_for()
    found += axe_violations(page)
    assert found == [], "\n".join(found)
    booking = Booking.objects.get()
    assert (booking.state, booking.application) == (BookingState.BOOKED, permit.application)
    event = permit.application.events.get(kind="visit_booked")
    assert (event.actor, event.data["hand"]) == (hands.person, "person")
    assert "sign-in" not in page.url
