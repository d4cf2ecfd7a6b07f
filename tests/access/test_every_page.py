"""Every page behind a sign-in, in a real browser with scripts, the languages taking turns.

On a telephone axe finds nothing; there and on a desk no page is wider than its window, names of 39
letters included. ``tests/face`` watches the public pages, the journeys watch theirs on a desk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, ViewportSize

from accounts.models import Post
from applications.models import Application
from applications.specimen import Specimen
from port_visa.models import Invitee
from tests.access.addresses import ours
from tests.access.readers import PAGES
from tests.access.test_desk_matrix import STEPS_OF
from tests.access.world import World
from tests.face.pages import CHINESE_GAP
from tests.factories.applications import case_take
from tests.factories.port_visa import ANNA
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ["zh-hans", "en"]
TELEPHONE, DESK = (ViewportSize(width=width, height=900) for width in (390, 1280))
LONG = Specimen(
    "WOLFESCHLEGELSTEINHAUSENBERGERDORFFABCD", "", "W7344556", ANNA.birth_date, ANNA.expires_on
)
# What sticks out of the page on the right, when the page is wider than its window.
BEYOND = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [...document.querySelectorAll("body *")]
        .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1)
        .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`).slice(-4)"""
# Answers for machines, files, addresses that only lead elsewhere, and what tests/face watches.
NO_PAGES = {
    *("home", "guidance_port_visa", "official_site", "accessibility", "privacy", "offices"),
    *("working_days", "verify", "offline_check"),
    *("healthz", "readyz", "robots", "security_txt", "portal_keys", "set_language", "verify_short"),
    *("upload_open", "upload_preview", "application_document", "invitation_receipt_pdf"),
    *("member_role", "member_invitation_cancel", "access_answer", "organisation_hand_in"),
    *("visit_ics", "permit_receipt_pdf", "permit_person_receipt_pdf"),
    *("finder_start", "finder_restart"),
    *("invitation_roster_file", "api_schema", "api_token"),
    *("centre", "centre_hall", "centre_kiosk", "centre_kiosk_ticket", "centre_ticket"),
    *("centre_leave", "guidance_settlement"),
    "expedite",  # only for a case of the centre: tests/centre
    "professional_permit",
    *("identity_start", "identity_callback", "identity_unlink", "socialaccount_signup"),
    *("share_new", "share_end"),  # like the two before, they only take what is posted
}
LISTS = (
    *("accounts_organisation", "accounts_post", "documents_issueddocument", "documents_upload"),
    *("documents_checkfailure", "notifications_message", "offices_office", "offices_port"),
    *("offices_zone", "workdays_calendarnotice", "port_visa_portvisaparameter", "api_apiparameter"),
    "port_visa_organisationfiling",
    *("port_visa_professional", "port_visa_professionalproof", "port_visa_professionalpurpose"),
)
# Which of the three cases shows the form of a step; those without need a longer story,
# or two authorities.
STEP_CASES = {
    **dict.fromkeys(["accept", "supplement", "not_accept", "take", "assign", "note"], "new"),
    **dict.fromkeys(["approve", "recommend_approval", "recommend_refusal"], "open"),
    **dict.fromkeys(["clock_stop", "clock_extend"], "open"),
    **dict.fromkeys(["correct", "revoke", "guidance"], "issued"),
    **dict.fromkeys(["return", "refuse", "clock_resume", "give_back"], ""),
    **dict.fromkeys(["list", "joint_propose", "joint_agree", "joint_decline", "points"], ""),
    **dict.fromkeys(["transfer", "transfer_return"], ""),
    **dict.fromkeys(["expedite_ask", "expedite_grant", "expedite_decline"], ""),
}


@dataclass
class Sight:
    """Somebody's browser window, and what was wrong with the pages it showed."""

    page: Page
    base: str
    found: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def look(self, name: str, *args: object, query: str = "", **parts: object) -> None:
        """Open a page in the language whose turn it is; one page once, wherever it is led to."""
        language = LANGUAGES[len(self.seen) % 2]
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.base}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]
        with translation.override(language):
            path = reverse(name, args=args or None, kwargs=parts or None) + query
        answer = self.page.goto(self.base + path)
        assert answer is not None
        if answer.status >= 400:
            self.found.append(f"{path}: {answer.status}")
        if answer.status >= 400 or self.page.url in self.seen:
            return
        self.seen.add(self.page.url)
        self.found += [f"{path}: {violation}" for violation in axe_violations(self.page)]
        lines = self.page.inner_text("body").splitlines()
        self.found += [f"{path}: a hole in {line}" for line in lines if CHINESE_GAP.search(line)]
        for size in (DESK, TELEPHONE):
            self.page.set_viewport_size(size)
            if beyond := self.page.evaluate(BEYOND):
                self.found.append(f"{path}: wider than {size['width']} pixels: {beyond}")


@pytest.fixture
def world() -> World:
    """The matrix's world, in which the invited people have the longest names a passport prints."""
    made = World()
    made.draft = made.company.complete(LONG)
    made.draft_invitee = made.draft.invitees.get()
    return made


@pytest.fixture
def window(open_page: OpenPage, live_server: Any, world: World) -> Callable[[str], Sight]:
    """A telephone's browser in which somebody has signed in."""

    def window(role: str) -> Sight:
        page = open_page("/robots.txt", width=TELEPHONE["width"])
        for name, morsel in world.clients[role].cookies.items():
            page.context.add_cookies(
                [{"name": name, "value": morsel.value, "url": live_server.url}]
            )
        return Sight(page, live_server.url)

    return window


def test_pages_of_applicants(window: Callable[[str], Sight], world: World) -> None:
    windows = {role: window(role) for role in ("owner", "stranger", "holder", "employee")}
    for name, parts in ours():
        if name in NO_PAGES or not PAGES[name]:
            continue
        values = world.arguments(name)
        role = next(role for role in windows if role in PAGES[name])
        windows[role].look(name, **{part: values[part] for part in parts})
    assert [found for sight in windows.values() for found in sight.found] == []


def test_pages_of_reviewers(window: Callable[[str], Sight], world: World) -> None:
    supervisor = window("supervisor")
    for name, args, query in _case_pages(world):
        supervisor.look(f"admin:{name}", *args, query=query)
    for name in ("change", "accept", "return", "suspend"):
        supervisor.look(f"admin:port_visa_professional_{name}", world.waiting.pk)
    for name in ("change", "grant", "return"):
        supervisor.look(f"admin:port_visa_organisationfiling_{name}", world.filing.pk)
    personal = world.personal.invitees.get().application
    supervisor.look("admin:applications_application_change", personal.pk)
    assert supervisor.found == []


def test_pages_of_a_person_who_invites(window: Callable[[str], Sight], world: World) -> None:
    person, newcomer = window("professional"), window("stranger")
    for name, parts in ours():
        if name in NO_PAGES or not name.startswith(("invitation", "invitee", "professional")):
            continue
        values = world.personal_arguments(name)
        person.look(name, **{part: values[part] for part in parts})
    for name in ("dashboard", "professional", "professional_details", "invitation_new"):
        newcomer.look(name)
    assert person.found + newcomer.found == []


def test_pages_of_administrators_and_the_port(window: Callable[[str], Sight], world: World) -> None:
    administrator, port = window("administrator"), window("port_officer")
    for stem in LISTS:
        administrator.look(f"admin:{stem}_changelist")
    for stem, key in _rows(world):
        administrator.look(f"admin:{stem}_change", key)
    port.look("admin:port_lookup", query=f"?q={world.document.code}")
    assert administrator.found + port.found == []


def _case_pages(world: World) -> list[tuple[str, tuple[object, ...], str]]:
    """The desk's pages of cases: start, queue, search without result, each case and each step."""
    waiting = world.company.submitted(LONG).invitees.get()
    opened = world.company.submitted(LONG).invitees.get()
    cases: dict[str, Application] = {
        "new": _case(waiting),
        "open": case_take(_case(opened), "accept"),
        "issued": world.case,
    }
    stem = "applications_application"
    pages: list[tuple[str, tuple[object, ...], str]] = [
        ("index", (), ""),
        (f"{stem}_changelist", (), ""),
        (f"{stem}_changelist", (), "?q=nobody"),
        (f"{stem}_together", (cases["new"].pk,), ""),
    ]
    pages += [(f"{stem}_change", (case.pk,), "") for case in cases.values()]
    assert set(STEP_CASES) == set(STEPS_OF)
    for step, which in STEP_CASES.items():
        if which:
            pages.append((f"{stem}_step_{step}", (cases[which].pk,), ""))
    return pages


def _case(invitee: Invitee) -> Application:
    assert invitee.application is not None
    return invitee.application


def _rows(world: World) -> list[tuple[str, object]]:
    """One row of each list that opens."""
    office, post = world.case.office, Post.objects.get(officer=world.users["reviewer"])
    assert office is not None
    return [
        ("accounts_organisation", world.company.organisation.pk),
        ("accounts_post", post.pk),
        ("documents_issueddocument", world.document.pk),
        ("documents_upload", world.upload.pk),
        ("notifications_message", world.message.pk),
        ("offices_office", office.pk),
        ("port_visa_professional", world.waiting.pk),
        ("port_visa_organisationfiling", world.filing.pk),
    ]
