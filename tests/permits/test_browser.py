"""Two people, two languages, one application: a company at a desk, its employee at a telephone."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from applications.enums import Status
from permits.models import PermitApplication
from tests.factories.accounts import PASSWORD
from tests.factories.permits import TwoHands
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
MINE = (
    "",
    "passport/",
    "passport/confirm/",
    "passport/correct/",
    "passport/names/",
    "parts/studies/",
    "parts/experience/",
    "parts/stay/",
    "parts/home/",
    "family/",
    "family/add/",
    "photo/",
    "documents/",
    "documents/health/",
    "withdraw/",
    "check/",
)
THEIRS = (
    "",
    "employee/",
    "parts/place/",
    "parts/post/",
    "parts/contract/",
    "parts/basis/",
    "documents/",
    "documents/contract/",
    "withdraw/",
    "check/",
)


@pytest.fixture
def hands(transactional_db: None, settings: object) -> TwoHands:
    settings.PORTAL_DEMO = True  # type: ignore[attr-defined]
    return TwoHands(now=timezone.now())


def look(page: Page, base: str, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        page.goto(f"{base}{path}")
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
    return found


def press(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def declare(page: Page, address: str) -> list[str]:
    """Declare with one's full name; answers what axe found on the page."""
    page.goto(address)
    found = axe_violations(page)
    page.fill("main [name=declared_name]", "Full Name")
    page.check("main [name=declared]")
    press(page)
    return found + axe_violations(page)


@pytest.mark.parametrize(("theirs", "mine"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_two_people_apply_together(
    open_page: OpenPage, live_server: object, hands: TwoHands, theirs: str, mine: str
) -> None:
    permit = hands.complete()
    _link, token = hands.link(permit)
    base = str(live_server.url)  # type: ignore[attr-defined]
    company = open_page(f"/{theirs}/account/login/", width=1280)
    company.fill("main [name=login]", hands.employer.email)
    company.fill("main [name=password]", PASSWORD)
    press(company)
    person = open_page(f"/{mine}/permit-link/{token}/", width=390)
    found = axe_violations(person)
    press(person)
    assert person.url.endswith("/mine/")
    address = f"{base}/{{}}/permit-applications/{permit.pk}/"
    found += look(person, f"{address.format(mine)}mine/", MINE)
    found += look(company, address.format(theirs), THEIRS)
    found += declare(person, f"{address.format(mine)}mine/declare/")
    assert person.url.endswith("/declared/")
    found += declare(company, f"{address.format(theirs)}declare/")
    done = PermitApplication.objects.get(pk=permit.pk)
    assert company.url.endswith("/receipt/")
    assert done.application.status == Status.SUBMITTED
    assert done.application.reference in company.inner_text("main")
    person.reload()
    assert person.url.endswith("/mine/receipt/")
    found += axe_violations(person)
    assert found == [], "\n".join(found)
