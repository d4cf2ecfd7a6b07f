"""A list about a passport and a letter: asked at the desk, answered where it asks, and the clock."""

import re

import pytest
from django.test import Client
from zeal import zeal_ignore

from accounts.enums import PostRole
from applications.models import Application
from port_visa.queries import active_invitees
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import ANNA, NOW, SAM, Desk, picture


@pytest.fixture
def case(desk: Desk, time_machine_at: None) -> Application:
    """Anna's, handed in together with Sam's."""
    return active_invitees().filter(invitation=desk.submitted(ANNA, SAM))[0].application


@pytest.fixture
def officer(case: Application) -> Client:
    client = Client()
    client.force_login(PostFactory.create(office=case.office, role=PostRole.REVIEWER).officer)
    return client


def ask_for_passport_and_letter(officer: Client, case: Application) -> None:
    page = f"/admin/applications/application/{case.pk}/supplement/"
    with zeal_ignore():
        shown = officer.get(page).content.decode()
        names = re.findall(r'name="use_(\w+)"', shown)
        assert "passport" in names
        letter = next(name for name in names if "letter" in name)
        answer = officer.post(
            page,
            {
                "use_passport": "on",
                "text_passport": "Read the number again.",
                f"use_{letter}": "on",
                f"text_{letter}": "The letter is not signed.",
            },
        )
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def test_what_was_asked_is_answered_where_it_asks_and_the_clock_starts_anew(
    client: Client, desk: Desk, case: Application, officer: Client
) -> None:
    ask_for_passport_and_letter(officer, case)
    client.force_login(desk.actor)
    url = f"/en/applications/{case.reference}/supplement/"
    page = client.get(url).content.decode()
    passport = re.search(r'href="([^"]+/passport/)"', page)
    assert passport, "the point about the passport leads to its form"
    items = case.supplement_requests.get().items.order_by("pk")
    data_item, letter = items
    assert f'name="files_{letter.pk}"' in page
    assert f'name="files_{data_item.pk}"' not in page

    nothing = client.post(url, {"send": "1"})
    assert "Still open" in nothing.content.decode()

    answered = client.post(
        url,
        {
            "send": "1",
            f"answer_{data_item.pk}": "Read again: it is as in the passport.",
            f"files_{letter.pk}": picture(ANNA, "letter.jpg"),
        },
    )
    assert answered.status_code == 302, answered.content.decode()[-2000:]
    case.refresh_from_db()
    assert case.status == "submitted"
    assert case.next_on is not None
    assert case.next_on > NOW.date()
    with zeal_ignore():
        accept = officer.post(f"/admin/applications/application/{case.pk}/accept/", {})
    assert accept.status_code == 302
    case.refresh_from_db()
    assert (case.status, str(case.due_on)) == ("accepted", "2026-03-05")


def test_the_other_person_is_asked_nothing(
    client: Client, desk: Desk, case: Application, officer: Client
) -> None:
    ask_for_passport_and_letter(officer, case)
    other = Application.objects.exclude(pk=case.pk).get()
    client.force_login(desk.actor)
    answer = client.get(f"/en/applications/{other.reference}/supplement/")
    assert answer.headers["Location"].endswith(f"/applications/{other.reference}/")
