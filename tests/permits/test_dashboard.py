"""The dashboard: work and residence beside invitations, by what they need from the reader."""

import re

import pytest
from django.urls import reverse

from applications.enums import Status
from applications.shelves import SHOWN_CLOSED, Shelves
from tests.factories.permits import TwoHands
from tests.factories.port_visa import Desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statuses", "shelf"),
    [
        ({Status.SUPPLEMENT, Status.ACCEPTED}, "asked"),
        ({Status.SUPPLEMENT, Status.ISSUED}, "asked"),
        ({Status.DRAFT}, "drafts"),
        ({Status.HOME_CHECK}, "under_way"),
        ({Status.ISSUED, Status.ACCEPTED}, "under_way"),
        ({Status.ISSUED, Status.REFUSED}, "closed"),
        ({Status.SPLIT}, "closed"),
    ],
)
def test_entries_stand_where_they_need_somebody(statuses: set[str], shelf: str) -> None:
    board: Shelves[str] = Shelves()
    board.put("one", statuses)
    assert vars(board) == {**vars(Shelves()), shelf: ["one"]}
    assert not board.is_empty


def test_only_the_newest_closed_ones_are_shown() -> None:
    board: Shelves[int] = Shelves()
    for number in range(SHOWN_CLOSED + 1):
        board.put(number, {Status.ISSUED})
    assert board.closed == list(range(SHOWN_CLOSED))


def test_both_services_stand_under_the_same_headings(client) -> None:
    desk = Desk()
    desk.submitted()
    desk.complete()
    TwoHands(organisation=desk.organisation, employer=desk.actor).start()
    client.force_login(desk.actor)
    text = client.get(reverse("dashboard")).content.decode()
    shelves = dict(
        re.findall(r'<h2 class="govuk-heading-m">([^<]+)</h2>(.*?)(?=<h2|</main>)', text, re.S)
    )
    assert list(shelves) == ["Drafts", "Under way"]
    assert "Work and residence" in shelves["Drafts"]
    assert "Port visa" in shelves["Drafts"]
    assert "Work and residence" not in shelves["Under way"]
