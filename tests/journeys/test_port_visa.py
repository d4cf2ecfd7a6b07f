"""From the first click to the visa counter, on the real stack, in both languages.

A company files an invitation for two, without JavaScript on a phone as well as with it; an officer
accepts and approves both; the worker produces the Notifications; anybody checks them; the port
officer marks one as used. axe looks at every page that they reach.
"""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from accounts.enums import MemberRole, PostRole
from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory, PostFactory
from tests.factories.port_visa import ANNA, SAM
from tests.support.browser import axe_violations
from tests.support.people import Inviter, Officer
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]


@pytest.fixture
def company(transactional_db: None) -> Any:
    """A verified company with one owner."""
    return MembershipFactory.create(
        organisation=OrganisationFactory.create(verified=True), role=MemberRole.OWNER
    )


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Passport copies of the two visitors."""
    from port_visa.specimen import specimen_image

    paths = [tmp_path / "anna.jpg", tmp_path / "sam.jpg"]
    for path, person in zip(paths, (ANNA, SAM), strict=True):
        path.write_bytes(specimen_image(person))
    return paths


class Axe:
    """Remembers what axe found on the pages that were reached."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pages: list[str] = []

    def __call__(self, name: str, page: Page) -> None:
        self.pages.append(name)
        assert "request id" not in page.inner_text("body").lower(), f"{name}: {page.url}"
        self.found += [f"{name}: {violation}" for violation in axe_violations(page)]


def all_have(status: Status) -> bool:
    return set(Application.objects.values_list("status", flat=True)) == {status}


@pytest.mark.parametrize(
    ("language", "width", "javascript"),
    [("en", 1280, True), ("zh-hans", 1280, True), ("en", 390, False), ("zh-hans", 390, False)],
)
def test_from_invitation_to_the_counter(
    live_stack: Stack,
    chromium: Browser,
    company: Any,
    papers: list[Path],
    language: str,
    width: int,
    javascript: bool,
) -> None:
    live_stack.start()
    axe = Axe()
    reviewer = PostFactory.create().officer
    counter = PostFactory.create(role=PostRole.PORT_OFFICER).officer
    for officer in (reviewer, counter):
        officer.language = language
        officer.save()
    locale = "en-GB" if language == "en" else "zh-CN"

    def page(**options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=locale, **options
        )
        opened = context.new_page()
        opened.set_default_timeout(20_000)
        return opened

    # axe needs scripts, so without JavaScript the pages are only walked
    watch: Any = axe if javascript else lambda name, page: axe.pages.append(name)
    inviter = Inviter(page(java_script_enabled=javascript), live_stack.url, language, watch)
    inviter.sign_in(company.user.email, PASSWORD)
    inviter.invite(
        arrival=timezone.localdate() + timedelta(days=12),
        lines=[ANNA.lines, SAM.lines],
        copies=papers,
        paper=papers[0],
    )
    inviter.declare("陈示例")
    references = list(Application.objects.order_by("pk").values_list("reference", flat=True))
    assert len(references) == 2
    assert all(reference in inviter.text for reference in references)

    desk = Officer(page(), live_stack.url, language, axe)
    desk.sign_in_to_the_desk(reviewer.email, PASSWORD)
    desk.open(references[0])
    desk.for_all("accept")
    assert all_have(Status.ACCEPTED)
    inviter.go(f"/applications/{references[0]}/")
    inviter.at("accepted-case")
    desk.for_all("approve")
    wait_until(lambda: all_have(Status.ISSUED), seconds=60, what="both Notifications")

    inviter.go(f"/applications/{references[0]}/")
    inviter.at("issued-case")
    document = IssuedDocument.objects.get(subject=references[0], status=DocumentStatus.VALID)
    link = inviter.page.locator(f"main a[href*='{document.pk}']").first.get_attribute("href")
    answer = inviter.page.request.get(live_stack.url + str(link))
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.body())).pages
    words = re.sub(r"\s+", " ", pages[0].extract_text())
    assert len(pages) == 1
    for fact in ("ERIKSSON, ANNA MARIA", "L898902C3", document.code, document.number):
        assert fact in words
    inviter.go("/dashboard/")
    inviter.at("dashboard")
    inviter.go("/inbox/")
    inviter.at("inbox")

    stranger = Inviter(page(java_script_enabled=javascript), live_stack.url, language, watch)
    stranger.go("/verify/")
    stranger.fill(code=document.code.lower().replace("-", " "))
    stranger.press()
    stranger.at("checked")
    assert stranger.page.locator(".portal-check--valid").count() == 1
    assert "L898902C3" not in stranger.text
    assert "ANNA MARIA" not in stranger.text

    port = Officer(page(), live_stack.url, language, axe)
    port.sign_in_to_the_desk(counter.email, PASSWORD)
    port.desk(f"applications/application/port/?q={document.code}")
    port.at("port")
    port.press("form[method=post] .desk-button")
    stranger.go(f"/verify/{document.code}/")
    assert stranger.page.locator(".portal-check--used").count() == 1
    assert axe.found == [], "\n".join(axe.found)
    assert len(axe.pages) > 25
