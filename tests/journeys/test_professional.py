"""Somebody who lives in Shanghai invites a colleague from their phone, on the real stack.

They begin with nothing but an account: proof, an officer's check, the invitation, the declaration,
acceptance, approval, the Notification with their name. axe looks at every page.
"""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pypdf import PdfReader

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from port_visa.enums import ProfessionalStatus
from port_visa.models import Professional
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.port_visa import ANNA
from tests.journeys.test_port_visa import Scene, all_have
from tests.support.people import Inviter, Officer
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]
BEYOND = "() => document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def newcomer(transactional_db: None) -> Any:
    """Somebody with an account and nothing else."""
    return UserFactory.create(name="")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    from applications.specimen import specimen_image

    path = tmp_path / "anna.jpg"
    path.write_bytes(specimen_image(ANNA))
    return path


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_from_the_proof_to_the_notification(
    live_stack: Stack, chromium: Browser, newcomer: User, copy: Path, language: str
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, language, 390, javascript=True)
    inviter = scene.visitor()
    inviter.sign_in(newcomer.email, PASSWORD)
    prove(inviter, copy)
    officer = scene.officer(PostRole.REVIEWER)
    check(officer)
    invite(inviter, copy)
    reference = Application.objects.get().reference
    decide(officer, reference)
    fetch(inviter, reference)
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def fits(inviter: Inviter) -> None:
    """The page is no wider than the phone."""
    assert inviter.page.evaluate(BEYOND) <= 0, inviter.page.url


def prove(inviter: Inviter, copy: Path) -> None:
    """Begin, say who one is, add the copy of the permit."""
    inviter.go("/dashboard/")
    inviter.at("nothing-yet")
    inviter.follow(r"/professional/$")
    inviter.at("own-name")
    fits(inviter)
    inviter.follow(r"/professional/details/")
    inviter.at("about")
    inviter.fill(
        name="ERIKSDOTTER, FREJA",
        name_zh="傅蕾雅",
        occupation="Professor of chemistry",
        employer="Example University",
        address="上海市杨浦区示例路7号",
        phone="+86 138 0013 8000",
    )
    inviter.press()
    inviter.at("proof")
    fits(inviter)
    inviter.fill(proof="work_residence:A")
    inviter.page.locator("main [name='copies']").set_input_files(copy)
    inviter.press()
    inviter.at("waiting")
    fits(inviter)


def check(officer: Officer) -> None:
    """The officer compares the copy and accepts it until its last day."""
    row = Professional.objects.get()
    officer.desk("port_visa/professional/")
    officer.at("professionals")
    officer.desk(f"port_visa/professional/{row.pk}/change/")
    officer.at("professional")
    officer.desk(f"port_visa/professional/{row.pk}/accept/")
    officer.at("accept-proof")
    until = timezone.localdate() + timedelta(days=20)  # before the visit ends: a warning
    officer.page.locator("[name='valid_until']").fill(until.isoformat())
    officer.press("form .desk-button[type=submit]")
    row.refresh_from_db()
    assert row.status == ProfessionalStatus.ACCEPTED


def invite(inviter: Inviter, copy: Path) -> None:
    """The same way as a company's, with fewer papers and the own name."""
    inviter.invite(
        arrival=timezone.localdate() + timedelta(days=12),
        lines=[ANNA.lines],
        copies=[copy],
        paper=copy,
    )
    fits(inviter)
    assert inviter.page.locator("main .govuk-warning-text").count() == 1
    inviter.follow(r"/declare/")
    inviter.at("declare")
    fits(inviter)
    article = "第七十四条" if inviter.language == "zh-hans" else "74"
    assert article in inviter.text
    name = inviter.page.locator("main [name='declared_name']").input_value()
    assert name == "ERIKSDOTTER, FREJA"
    inviter.fill(declared="on")
    inviter.press()
    inviter.at("receipt")
    fits(inviter)


def decide(officer: Officer, reference: str) -> None:
    """Accept and approve, from the page of the case."""
    officer.open(reference)
    assert "ERIKSDOTTER, FREJA" in officer.page.inner_text("body")
    case = officer.page.url
    for step, status in (("accept", Status.ACCEPTED), ("approve", Status.APPROVED)):
        officer.page.goto(case.replace("/change/", f"/{step}/"))
        officer.at(step)
        officer.press("form .desk-button[type=submit]")
        wait_until(lambda: not all_have(Status.SUBMITTED), what=str(status))
    wait_until(lambda: all_have(Status.ISSUED), what="the Notification")


def fetch(inviter: Inviter, reference: str) -> None:
    """The PDF names the person, and no company."""
    inviter.go(f"/applications/{reference}/")
    inviter.at("issued")
    document = IssuedDocument.objects.get(subject=reference, status=DocumentStatus.VALID)
    link = inviter.page.locator(f"main a[href*='{document.pk}']").first.get_attribute("href")
    answer = inviter.page.request.get(inviter.base + str(link))
    words = PdfReader(BytesIO(answer.body())).pages[0].extract_text()
    assert "ERIKSDOTTER, FREJA" in words
    assert "Company code" not in words
    inviter.go("/professional/")
    inviter.at("standing")
    fits(inviter)
