"""The desk in a real browser: axe, narrow screens, the keyboard, both languages."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.enums import PostRole
from accounts.models import User
from applications.enums import CheckResult
from applications.models import Application, ChecklistTick
from offices.models import Office
from tests.desk.conftest import case_at, officer, page, signed_in
from tests.support.browser import OpenPage, axe_violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
QUEUE = "/admin/applications/application/"
# Rules that the admin framework's own frame breaks; ours is what stands inside it.
FRAME = "#main"


@pytest.fixture
def people(office: Office) -> dict[str, User]:
    return {
        "reviewer": officer(office, name="Rui Reviewer"),
        "supervisor": officer(office, PostRole.SUPERVISOR, name="Su Supervisor"),
    }


@pytest.fixture
def case(people: dict[str, User]) -> Application:
    found = case_at("submitted", traveller__document_number="C0G1A9K3U")
    ChecklistTick.objects.create(
        application=found,
        code="letter",
        result=CheckResult.MISSING,
        note="No stamp",
        officer=people["reviewer"],
        ticked_at=found.created_at,
    )
    case_at("accepted", organisation=found.organisation)
    return found


@pytest.fixture
def open_as(open_page: OpenPage) -> Any:
    """Open a page as an officer, in the language of their account."""

    def opened(user: User, path: str, *, language: str = "en", **options: Any) -> Page:
        User.objects.filter(pk=user.pk).update(language=language)
        client: Client = signed_in(user)
        key = client.cookies["sessionid"].value
        cookies = [
            {
                "name": name,
                "value": value,
                "domain": "localhost",
                "path": "/",
                "expires": -1,
                "httpOnly": False,
                "secure": False,
                "sameSite": "Lax",
            }
            for name, value in (("sessionid", key), ("language", language))
        ]
        state = {"cookies": cookies, "origins": []}
        return open_page(path, storage_state=state, **options)

    return opened


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("where", ["start", "queue", "case", "supplement", "accept", "together"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_as: Any, people: dict[str, User], case: Application, where: str, language: str
) -> None:
    paths = {"start": "/admin/", "queue": QUEUE, "case": page(case)}
    shown = open_as(people["reviewer"], paths.get(where, page(case, where)), language=language)
    assert axe_violations(shown) == []
    shown.set_viewport_size({"width": 390, "height": 900})
    assert axe_violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_case_is_decided_with_the_keyboard_alone(
    open_as: Any, people: dict[str, User], case: Application
) -> None:
    case.ticks.all().delete()
    shown = open_as(people["reviewer"], QUEUE)
    shown.locator(f"a:has-text('{case.reference}')").focus()
    shown.keyboard.press("Enter")
    shown.get_by_role("link", name="Accept", exact=True).focus()
    shown.keyboard.press("Enter")
    shown.get_by_role("button", name="Accept the application").focus()
    shown.keyboard.press("Enter")
    shown.get_by_text("is accepted. Decision due on").wait_for()
    assert shown.get_by_role("link", name="Next in your queue").count() == 1
    case.refresh_from_db()
    assert case.status == "accepted"


def test_without_javascript_the_buttons_work(
    open_as: Any, people: dict[str, User], case: Application
) -> None:
    case.ticks.all().delete()
    shown = open_as(people["reviewer"], page(case, "accept"), javascript=False)
    shown.get_by_role("button", name="Accept the application").click()
    case.refresh_from_db()
    assert case.status == "accepted"


def test_the_language_is_switched_in_place(
    open_as: Any, people: dict[str, User], case: Application
) -> None:
    shown = open_as(people["reviewer"], page(case))
    shown.get_by_role("button", name="简体中文").click()
    shown.get_by_role("heading", name="办理记录").wait_for()
    assert page(case) in shown.url
