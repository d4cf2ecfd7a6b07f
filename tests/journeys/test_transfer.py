"""A company in Jiangsu, its home office and the office of the port, on the real stack.

The company files; the home office hands over; Shanghai sends back, gets it again, accepts and
approves; the worker makes the Notification. At each point the company's page says who has the file.
"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser

from accounts.enums import MemberRole, PostRole, Province
from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from offices.models import Office
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory
from tests.factories.port_visa import ANNA
from tests.journeys.test_port_visa import Scene, all_have
from tests.support.people import Inviter, Officer
from tests.support.stack import Stack, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]
HOME, PORT = "partner-jiangsu", "pvg-port-visa"


@pytest.fixture
def company(transactional_db: None) -> Any:
    """A company in Nanjing that its home office has verified."""
    organisation = OrganisationFactory.create(
        verified=True,
        province=Province.JIANGSU,
        name_zh="南京示范仪器有限公司",
        name_en="Nanjing Specimen Instruments Co., Ltd.",
    )
    return MembershipFactory.create(organisation=organisation, role=MemberRole.OWNER)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    from applications.specimen import specimen_image

    path = tmp_path / "anna.jpg"
    path.write_bytes(specimen_image(ANNA))
    return path


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_from_the_home_office_to_the_notification(
    live_stack: Stack, chromium: Browser, company: Any, paper: Path, language: str, width: int
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, language, width, javascript=True)
    inviter = scene.visitor()
    inviter.sign_in(company.user.email, PASSWORD)
    inviter.invite(
        arrival=timezone.localdate() + timedelta(days=12),
        lines=[ANNA.lines],
        copies=[paper],
        paper=paper,
    )
    inviter.declare("吴示范")
    case = Application.objects.get()
    with_office(inviter, "", HOME, language)

    home, shanghai = scene.officer(PostRole.REVIEWER, HOME), scene.officer(PostRole.REVIEWER, PORT)
    home.open(case.reference)
    step(home, "transfer", reason="Confirmed by telephone.")
    with_office(inviter, case.reference, PORT, language)

    shanghai.open(case.reference)
    step(shanghai, "transfer-return", reason="Which company invites?")
    with_office(inviter, case.reference, HOME, language)
    assert "Which company invites?" in inviter.text

    home.open(case.reference)
    step(home, "transfer")
    with_office(inviter, case.reference, PORT, language)

    shanghai.open(case.reference)
    step(shanghai, "accept")
    step(shanghai, "approve")
    wait_until(lambda: all_have(Status.ISSUED), what="the Notification")
    with_office(inviter, case.reference, PORT, language)
    document = IssuedDocument.objects.get(subject=case.reference, status=DocumentStatus.VALID)
    assert document.facts["issuing_office_zh"] == name_of(PORT, "zh-hans")
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def name_of(code: str, language: str) -> str:
    with override(language):
        return str(Office.objects.get(code=code).name)


def with_office(inviter: Inviter, reference: str, code: str, language: str) -> None:
    """The company's page (the receipt when no reference is given) names who has the file now."""
    if reference:
        inviter.go(f"/applications/{reference}/")
    inviter.at(f"with-{code}")
    last = inviter.page.locator(".portal-custody li").last
    assert name_of(code, language) in last.inner_text()


def step(officer: Officer, code: str, **typed: str) -> None:
    """From an open case: press one of its buttons, fill in, confirm."""
    case = officer.page.url
    officer.page.goto(re.sub(r"change/.*$", f"{code}/", case))
    officer.fill(**typed)
    officer.at(f"step-{code}")
    officer.press("form .desk-button[type=submit]")
    officer.page.goto(case)
    officer.at(f"after-{code}")
