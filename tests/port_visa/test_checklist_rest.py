"""Saying at once that the rest of a checklist is in order: fewer presses, the same care."""

from typing import Any

import pytest
from django.test import Client

from accounts.enums import PostRole
from applications.enums import CheckResult
from applications.models import Application
from documents.models import Upload
from port_visa.queries import active_invitees
from tests.desk.conftest import content, page, signed_in
from tests.factories.accounts import PostFactory
from tests.factories.port_visa import NOW, Desk

pytestmark = pytest.mark.django_db
REST = "The rest is in order: save"


@pytest.fixture
def port_visa(settings: Any) -> Application:
    settings.PORTAL_DEMO = True
    invitation = Desk().submitted()
    Upload.objects.update(status="clean", scanned_at=NOW)
    return active_invitees().get(invitation=invitation).application


@pytest.fixture
def reviewer(port_visa: Application) -> Client:
    post = PostFactory.create(office=port_visa.office, role=PostRole.REVIEWER)
    return signed_in(post.officer)


def ticked(case: Application) -> dict[str, str]:
    return dict(case.ticks.values_list("code", "result"))


def shown(client: Client, case: Application) -> str:
    return content(client.get(page(case)))


class TestTheRestIsInOrder:
    def test_one_press_for_every_line_with_something_to_look_at(
        self, reviewer: Client, port_visa: Application
    ) -> None:
        assert REST in shown(reviewer, port_visa)
        reviewer.post(page(port_visa, "checklist"), {"rest": "in_order"})
        found = ticked(port_visa)
        assert set(found.values()) == {CheckResult.IN_ORDER}
        assert {"visit", "details", "passport_copy", "licence"} <= found.keys()
        assert "passport" not in found, "its signs are compared one by one"
        assert port_visa.events.filter(kind="check_ticked").count() == len(found)

    def test_what_was_chosen_counts_and_a_note_is_not_swallowed(
        self, reviewer: Client, port_visa: Application
    ) -> None:
        typed = {
            "rest": "in_order",
            "result_licence": "unclear",
            "note_licence": "Blurred",
            "note_visit": "Ask them",
        }
        answer = reviewer.post(page(port_visa, "checklist"), typed, follow=True)
        found = ticked(port_visa)
        assert found["licence"] == CheckResult.UNCLEAR
        assert "visit" not in found
        assert "choose what you found" in content(answer)

    def test_what_was_found_before_stays(self, reviewer: Client, port_visa: Application) -> None:
        reviewer.post(page(port_visa, "checklist"), {"result_licence": "missing"})
        reviewer.post(page(port_visa, "checklist"), {"rest": "in_order"})
        assert ticked(port_visa)["licence"] == CheckResult.MISSING

    def test_a_file_that_is_still_checked_is_not_in_order(
        self, reviewer: Client, port_visa: Application
    ) -> None:
        Upload.objects.update(status="quarantined", scanned_at=None)
        reviewer.post(page(port_visa, "checklist"), {"rest": "in_order"})
        assert {"visit", "details"} == ticked(port_visa).keys()

    def test_when_all_is_looked_at_the_buttons_come_next(
        self, reviewer: Client, port_visa: Application
    ) -> None:
        rest = reviewer.post(page(port_visa, "checklist"), {"rest": "in_order"})
        assert rest.headers["Location"].endswith("#checklist")
        assert REST not in shown(reviewer, port_visa)
        last = reviewer.post(page(port_visa, "checklist"), {"result_passport": "in_order"})
        assert last.headers["Location"] == page(port_visa)
