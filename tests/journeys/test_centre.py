"""At the 24-hour centre on the real stack: a walk-in, then expedited handling of the same case.

An officer opens the case at the window in the inviter's pages; the inviter has it then, and asks for
expedited handling; a supervisor grants it. axe looks at every page, at a phone's width and a desk's.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from accounts.enums import PostRole
from applications.enums import Status
from applications.lanes import Rank
from applications.models import Application
from tests.factories.accounts import PASSWORD
from tests.factories.centre import CODE
from tests.factories.port_visa import ANNA
from tests.journeys.test_port_visa import Scene, company, papers
from tests.support.people import Inviter, Officer
from tests.support.stack import Stack

__all__ = ["company", "papers"]
pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(300)]
BEYOND = "() => document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-hans", 390)])
def test_from_the_window_to_the_hour_of_the_decision(
    live_stack: Stack,
    chromium: Browser,
    company: Any,
    papers: list[Path],
    language: str,
    width: int,
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, language, width, javascript=True)
    window = scene.officer(PostRole.REVIEWER, CODE)
    reference = open_at_the_window(window, company.organisation.uscc, papers)
    inviter = scene.visitor()
    inviter.sign_in(company.user.email, PASSWORD)
    ask(inviter, reference)
    grant(scene.officer(PostRole.SUPERVISOR, CODE), reference)
    inviter.go(f"/applications/{reference}/")
    inviter.at("expedited")
    fits(inviter)
    assert ("加急" if language == "zh-hans" else "Expedited") in inviter.text
    assert scene.axe.found == [], "\n".join(scene.axe.found)


def fits(person: Inviter | Officer) -> None:
    """The page is no wider than the window."""
    assert person.page.evaluate(BEYOND) <= 0, person.page.url


def open_at_the_window(window: Officer, uscc: str, papers: list[Path]) -> str:
    """Find the company by its code, fill in its pages, hand in, see the receipt."""
    window.desk(f"centre/ticket/open/?who={uscc}")
    window.at("walk-in")
    fits(window)
    window.press("form:has([name=organisation]) button")
    pages = Inviter(window.page, window.base, window.language, window.seen)
    pages.describe(
        arrival=timezone.localdate() + timedelta(days=1),
        lines=[ANNA.lines],
        copies=papers[:1],
        paper=papers[0],
    )
    pages.declare("Anna Eriksson")
    fits(pages)
    case = Application.objects.get()
    assert case.opened_by is not None
    assert case.office is not None
    assert case.office.code == CODE
    window.desk(f"applications/application/{case.pk}/change/")
    assert case.reference not in window.page.inner_text("body")  # four eyes
    return case.reference


def ask(inviter: Inviter, reference: str) -> None:
    """The inviter finds the case in their account, and asks with a reason."""
    inviter.go("/dashboard/")
    inviter.at("dashboard")
    inviter.go(f"/applications/{reference}/")
    inviter.at("case")
    inviter.follow(r"/expedite/")
    inviter.at("expedite")
    fits(inviter)
    inviter.fill(reason="waiting_at_port", text="She has landed and waits at the port.")
    inviter.press()
    inviter.at("asked")


def grant(boss: Officer, reference: str) -> None:
    """The supervisor sees the request, grants it, accepts the case; it is first in the queue."""
    boss.desk("centre/expedite/")
    boss.at("requests")
    fits(boss)
    assert reference in boss.page.inner_text("body")
    key = Application.objects.get(reference=reference).pk
    for step in ("expedite-grant", "accept"):
        boss.desk(f"applications/application/{key}/{step}/")
        boss.at(step)
        fits(boss)
        boss.press("form .desk-button[type=submit]")
    case = Application.objects.get(reference=reference)
    assert (case.rank, case.status) == (Rank.EXPEDITED, Status.ACCEPTED)
    assert case.due_at is not None
    boss.desk("applications/application/")
    boss.at("queue")
