"""Somebody else travels in an approved person's place, on the real stack, in both languages.

A company has a Notification for one engineer and names another without filing the visit again. The
officer sees both side by side and approves; in that moment the first Notification is revoked. axe
looks at every page, and none is wider than its window.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from accounts.enums import PostRole
from applications.enums import Status
from applications.models import Application
from documents.enums import DocumentStatus
from documents.models import IssuedDocument
from port_visa.models import Invitee
from tests.factories.accounts import PASSWORD
from tests.factories.port_visa import ANNA, SAM
from tests.journeys.test_electronic import at, decide
from tests.journeys.test_port_visa import Scene, company, papers
from tests.support.people import Inviter, Officer
from tests.support.stack import Stack, wait_until

__all__ = ["company", "papers"]
pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]


@pytest.mark.parametrize(
    ("language", "width"), [("en", 1280), ("zh-hans", 390), ("en", 390), ("zh-hans", 1280)]
)
def test_from_one_notification_to_the_other(
    live_stack: Stack,
    chromium: Browser,
    company: Any,
    papers: list[Path],
    language: str,
    width: int,
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, language, width, javascript=True)
    inviter = scene.visitor()
    inviter.sign_in(company.user.email, PASSWORD)
    old = approved(inviter, scene.officer(PostRole.REVIEWER), papers[0])
    new = name_another(inviter, old, papers[1])
    decide_both(scene.officer(PostRole.REVIEWER), old, new)
    afterwards(scene, inviter, old, new)
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def approved(inviter: Inviter, officer: Officer, copy: Path) -> Invitee:
    """Anna has her Notification."""
    inviter.invite(
        arrival=timezone.localdate() + timedelta(days=12),
        lines=[ANNA.lines],
        copies=[copy],
        paper=copy,
    )
    inviter.declare("陈示例")
    invitee = Invitee.objects.select_related("application").get()
    decide(officer, invitee.application.reference)
    return invitee


def name_another(inviter: Inviter, old: Invitee, copy: Path) -> Invitee:
    """From the receipt over a draft that lacks only the person to the declaration."""
    receipt = f"/invitations/{old.invitation_id}/receipt/"
    inviter.go(f"/applications/{old.application.reference}/")
    at(inviter, "swap-case")
    inviter.go(receipt)
    at(inviter, "swap-receipt")
    inviter.follow(r"/swap/$")
    at(inviter, "swap-offer")
    inviter.press()
    at(inviter, "swap-tasks")
    new = Invitee.objects.select_related("application").get(replaces=old)
    inviter.go(receipt)
    at(inviter, "swap-begun")
    person = f"/invitations/{new.invitation_id}/people/{new.pk}"
    inviter.go(f"{person}/passport/")
    inviter.fill(lines=ANNA.lines)
    inviter.press()
    at(inviter, "swap-same-person")
    inviter.fill(lines=SAM.lines)
    inviter.page.locator("main [name='copy']").set_input_files(copy)
    inviter.press()
    if inviter.page.locator("main [name='risky_compared']").count():
        inviter.fill(risky_compared="on")
    inviter.press()
    at(inviter, "swap-details")
    inviter.fill(occupation="Engineer", relation="Supplier's engineer")
    inviter.press()
    inviter.go(f"/invitations/{new.invitation_id}/check/")
    at(inviter, "swap-check")
    inviter.declare("陈示例")
    at(inviter, "swap-handed-in")
    inviter.go(receipt)
    at(inviter, "swap-named")
    return new


def decide_both(officer: Officer, old: Invitee, new: Invitee) -> None:
    """Both side by side; the first one counts until the second is approved."""
    officer.open(new.application.reference)
    at(officer, "swap-desk")
    assert "L898902C3" in officer.page.inner_text(".desk-table--pair")
    assert "X1234578" in officer.page.inner_text(".desk-table--pair")
    paper = IssuedDocument.objects.get(subject=old.application.reference)
    case = officer.page.url
    officer.page.goto(case.replace("/change/", "/accept/"))
    officer.press("form .desk-button[type=submit]")
    paper.refresh_from_db()
    assert paper.status == DocumentStatus.VALID
    officer.page.goto(case.replace("/change/", "/approve/"))
    at(officer, "swap-approve")
    officer.press("form .desk-button[type=submit]")
    paper.refresh_from_db()
    assert paper.status == DocumentStatus.REVOKED
    waiting = Application.objects.filter(pk=new.application_id)
    wait_until(lambda: waiting.get().status == Status.ISSUED, what="the new Notification")


def afterwards(scene: Scene, inviter: Inviter, old: Invitee, new: Invitee) -> None:
    """What everybody reads: the inviter of both, the port and the public of the old paper."""
    for one, name in ((old, "swap-gave-up"), (new, "swap-took")):
        inviter.go(f"/invitations/{one.invitation_id}/receipt/")
        at(inviter, f"{name}-receipt")
        inviter.go(f"/applications/{one.application.reference}/")
        at(inviter, f"{name}-case")
    inviter.go("/dashboard/")
    at(inviter, "swap-dashboard")
    paper = IssuedDocument.objects.get(subject=old.application.reference)
    counter = scene.officer(PostRole.PORT_OFFICER)
    counter.desk(f"port_visa/portdecision/port/?q={paper.code}")
    at(counter, "swap-port")
    assert counter.page.locator("[name=visa_number]").count() == 0
    stranger = scene.visitor()
    stranger.go(f"/verify/{paper.code}/")
    at(stranger, "swap-verify")
    assert stranger.page.locator(".portal-check--revoked").count() == 1
    for page in (counter, stranger):
        assert SAM.primary not in page.page.inner_text("body")
