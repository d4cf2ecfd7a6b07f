"""From the first click to the visa counter, on the real stack, in both languages.

A company files an invitation for two, without JavaScript on a phone as well as with it; an officer
accepts and approves both; the worker produces the Notifications; anybody checks them; the port
officer marks one as used. axe looks at every page that they reach.
"""

import re
from dataclasses import dataclass, field
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
from offices.models import Office
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory, PostFactory
from tests.factories.port_visa import ANNA, SAM
from tests.support.browser import PATIENCE, axe_violations
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
    from applications.specimen import specimen_image

    paths = [tmp_path / "anna.jpg", tmp_path / "sam.jpg"]
    for path, person in zip(paths, (ANNA, SAM), strict=True):
        path.write_bytes(specimen_image(person))
    return paths


class Axe:
    """Remembers what axe found on the pages that were reached."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, name: str, page: Page) -> None:
        self.found += [f"{name}: {violation}" for violation in axe_violations(page)]


def all_have(status: Status) -> bool:
    return set(Application.objects.values_list("status", flat=True)) == {status}


@dataclass
class Scene:
    """The stack, the people who will use it, and how their pages are opened and watched."""

    stack: Stack
    chromium: Browser
    language: str
    width: int
    javascript: bool
    axe: Axe = field(default_factory=Axe)

    def page(self, **options: Any) -> Page:
        context = self.chromium.new_context(
            viewport={"width": self.width, "height": 900},
            locale="en-GB" if self.language == "en" else "zh-CN",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def visitor(self) -> Inviter:
        # axe needs scripts, so without JavaScript the pages are only walked
        watch: Any = self.axe if self.javascript else lambda name, page: None
        page = self.page(java_script_enabled=self.javascript)
        return Inviter(page, self.stack.url, self.language, watch)

    def officer(self, role: PostRole, office: str = "pvg-port-visa") -> Officer:
        user = PostFactory.create(role=role, office=Office.objects.get(code=office)).officer
        user.language = self.language
        user.save()
        officer = Officer(self.page(), self.stack.url, self.language, self.axe)
        officer.sign_in_to_the_desk(user.email, PASSWORD)
        return officer


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
    scene = Scene(live_stack, chromium, language, width, javascript)
    inviter = scene.visitor()
    inviter.sign_in(company.user.email, PASSWORD)
    references = file_for_two(inviter, papers)
    decide(scene.officer(PostRole.REVIEWER), inviter, references)
    document = fetch_the_notification(inviter, references[0])
    check_and_use(scene, document)
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def file_for_two(inviter: Inviter, papers: list[Path]) -> list[str]:
    """File, declare, hand in; answer with the references on the receipt."""
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
    return references


def decide(desk: Officer, inviter: Inviter, references: list[str]) -> None:
    """Accept and approve both, and wait for the workers to finish the Notifications."""
    desk.open(references[0])
    desk.for_all("accept")
    assert all_have(Status.ACCEPTED)
    inviter.go(f"/applications/{references[0]}/")
    inviter.at("accepted-case")
    desk.for_all("approve")
    wait_until(lambda: all_have(Status.ISSUED), what="both Notifications")


def fetch_the_notification(inviter: Inviter, reference: str) -> IssuedDocument:
    """Download the PDF from the page of the case and compare it with the record."""
    inviter.go(f"/applications/{reference}/")
    inviter.at("issued-case")
    document = IssuedDocument.objects.get(subject=reference, status=DocumentStatus.VALID)
    link = inviter.page.locator(f"main a[href*='{document.pk}']").first.get_attribute("href")
    answer = inviter.page.request.get(inviter.base + str(link))
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.body())).pages
    words = re.sub(r"\s+", " ", pages[0].extract_text())
    assert len(pages) == 1
    for fact in ("ERIKSSON, ANNA MARIA", "L898902C3", document.code, document.number):
        assert fact in words
    for name in ("dashboard", "inbox"):
        inviter.go(f"/{name}/")
        inviter.at(name)
    return document


def check_and_use(scene: Scene, document: IssuedDocument) -> None:
    """Anybody checks the code; the port officer uses the Notification; the check page says so."""
    stranger = scene.visitor()
    stranger.go("/verify/")
    stranger.fill(code=document.code.lower().replace("-", " "))
    stranger.press()
    stranger.at("checked")
    assert stranger.page.locator(".portal-check--valid").count() == 1
    assert "L898902C3" not in stranger.text
    assert "ANNA MARIA" not in stranger.text
    counter = scene.officer(PostRole.PORT_OFFICER)
    counter.desk(f"port_visa/portdecision/port/?q={document.code}")
    counter.at("port")
    counter.fill(visa_number="PV1234567")
    counter.page.check("[name=by_eye]")
    counter.press("form:has([name=visa_number]) button")
    counter.press("form button[autofocus]")
    stranger.go(f"/verify/{document.code}/")
    stranger.at("used")
    assert stranger.page.locator(".portal-check--used").count() == 1
