"""From the filing to the entry at the port, on the real stack, in both languages.

An owner asks for the filing, an officer grants it; the company applies for an electronic visa, the
worker seals the confirmation; the port officer scans it and lets the traveller in, once. axe looks
at every page, and none is wider than its window.
"""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pypdf import PdfReader

from accounts.enums import MemberRole, PostRole
from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentKind, DocumentStatus
from documents.models import IssuedDocument
from notifications.enums import MessageEvent, MessageStatus
from notifications.models import Message
from port_visa.enums import FilingStatus, PortOutcome
from port_visa.models import Invitee, OrganisationFiling, PortDecision
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory
from tests.factories.port_visa import ANNA
from tests.journeys.test_port_visa import Scene, all_have
from tests.support.people import Inviter, Officer, Person
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]
BEYOND = "() => document.documentElement.scrollWidth - window.innerWidth"
LINES = ANNA.lines.replace("\n", "")


@pytest.fixture
def company(transactional_db: None) -> Any:
    """A verified company with one owner, not filed."""
    return MembershipFactory.create(
        organisation=OrganisationFactory.create(verified=True), role=MemberRole.OWNER
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    from applications.specimen import specimen_image

    path = tmp_path / "anna.jpg"
    path.write_bytes(specimen_image(ANNA))
    return path


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_from_the_filing_to_the_entry(
    live_stack: Stack, chromium: Browser, company: Any, copy: Path, language: str, width: int
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, language, width, javascript=True)
    owner = scene.visitor()
    owner.sign_in(company.user.email, PASSWORD)
    ask(owner, company.organisation.pk)
    officer = scene.officer(PostRole.REVIEWER)
    grant(officer)
    owner.go(f"/organisations/{company.organisation.pk}/filing/")
    at(owner, "filed")
    reference = invite(owner, copy)
    decide(officer, reference)
    document = fetch(owner, reference)
    enter(scene, document)
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def at(person: Person, name: str) -> None:
    """Look with axe, and see that nothing sticks out."""
    person.at(name)
    assert person.page.evaluate(BEYOND) <= 0, person.page.url


def ask(owner: Inviter, organisation: Any) -> None:
    owner.go(f"/organisations/{organisation}/")
    owner.follow(r"/filing/$")
    at(owner, "not-filed")
    owner.press()
    at(owner, "filing-nothing-said")
    owner.fill(statement="Engineers of our suppliers come every month.")
    owner.press()
    at(owner, "filing-waits")
    assert OrganisationFiling.objects.get().due_on


def grant(officer: Officer) -> None:
    row = OrganisationFiling.objects.get()
    officer.desk("port_visa/organisationfiling/")
    officer.at("filings")
    officer.desk(f"port_visa/organisationfiling/{row.pk}/change/")
    officer.at("filing")
    officer.desk(f"port_visa/organisationfiling/{row.pk}/grant/")
    officer.at("grant-filing")
    officer.press("form .desk-button[type=submit]")
    row.refresh_from_db()
    assert row.status == FilingStatus.ACTIVE


def invite(owner: Inviter, copy: Path) -> str:
    owner.invite(
        arrival=timezone.localdate() + timedelta(days=12),
        lines=[ANNA.lines],
        copies=[copy],
        paper=copy,
    )
    assert ("电子口岸签证" if owner.language == "zh-hans" else "Electronic port visa") in owner.text
    owner.declare("陈示例")
    Invitee.objects.update(email="anna@example.org")
    return Application.objects.get().reference


def decide(officer: Officer, reference: str) -> None:
    officer.open(reference)
    case = officer.page.url
    for step in ("accept", "approve"):
        officer.page.goto(case.replace("/change/", f"/{step}/"))
        officer.press("form .desk-button[type=submit]")
    wait_until(lambda: all_have(Status.ISSUED), what="the electronic visa")


def fetch(owner: Inviter, reference: str) -> IssuedDocument:
    """The two days in words on the page and in the PDF; the traveller's letter has left."""
    owner.go(f"/applications/{reference}/")
    at(owner, "electronic-case")
    document = IssuedDocument.objects.get(subject=reference, status=DocumentStatus.VALID)
    assert document.kind == DocumentKind.ELECTRONIC_PORT_VISA
    link = owner.page.locator(f"main a[href*='{document.pk}']").first.get_attribute("href")
    pages = PdfReader(BytesIO(owner.page.request.get(owner.base + str(link)).body())).pages
    words = re.sub(r"\s+", " ", pages[0].extract_text())
    assert len(pages) == 1
    for fact in ("Enter on or before", "your last day is", "L898902C3", document.code):
        assert fact in words
    invitation = Invitee.objects.get().invitation_id
    owner.go(f"/invitations/{invitation}/receipt/")
    at(owner, "electronic-receipt")
    owner.go("/guidance/electronic-visa/")
    at(owner, "electronic-guidance")
    letters = Message.objects.filter(event=MessageEvent.ELECTRONIC_VISA_SENT)
    wait_until(lambda: letters.filter(status=MessageStatus.SENT).exists(), what="the letter")
    return document


def enter(scene: Scene, document: IssuedDocument) -> None:
    """Code, passport, entry, confirmed by Enter; a second showing says what happened."""
    counter = scene.officer(PostRole.PORT_OFFICER, "sha-port-visa")
    counter.desk(f"port_visa/portdecision/port/?q={document.code}")
    at(counter, "port-electronic")
    counter.fill(q=LINES)
    counter.press("form.scan button")
    at(counter, "port-electronic-compared")
    counter.press("form[action$='/enter/'] button")
    at(counter, "port-electronic-confirm")
    counter.press("form button[autofocus]")
    at(counter, "port-electronic-done")
    made = PortDecision.objects.get()
    assert (made.outcome, made.port.code) == (PortOutcome.ENTERED, "SHA")
    assert made.entered_on is not None
    assert made.last_day == made.entered_on + timedelta(days=10)
    counter.desk(f"port_visa/portdecision/port/?q={document.code}")
    at(counter, "port-electronic-again")
    assert counter.page.locator("form[action$='/enter/']").count() == 0
    stranger = scene.visitor()
    stranger.go(f"/verify/{document.code}/")
    at(stranger, "electronic-used")
    assert stranger.page.locator(".portal-check--used").count() == 1
