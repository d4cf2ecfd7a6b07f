"""What makes hundreds of cases a day bearable: filters that need one press."""

import pytest
from django.test import Client

from accounts.enums import PostRole
from offices.models import Office
from tests.desk.conftest import content, signed_in
from tests.factories.accounts import PostFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/applications/application/"


@pytest.fixture
def reviewer(db: None) -> Client:
    place = Office.objects.get(code="pvg-port-visa")
    return signed_in(PostFactory.create(office=place, role=PostRole.REVIEWER).officer)


class TestShortcuts:
    def current(self, client: Client, query: str = "") -> str:
        text = content(client.get(QUEUE + query))
        chips = text.partition('class="desk-chips"')[2].partition("</nav>")[0]
        assert chips.count("aria-current") <= 1
        return chips.partition('aria-current="true">')[2].partition("<")[0]

    @pytest.mark.parametrize(
        ("query", "label"),
        [
            ("", "All open"),
            ("?p=1", "All open"),
            ("?status=submitted", "To be checked"),
            ("?status=recommended", "To countersign"),
            ("?due=overdue", "Overdue"),
            ("?owner=mine", "My cases"),
            ("?owner=mine&due=overdue", ""),
            ("?q=anna", ""),
        ],
    )
    def test_the_one_that_is_on_is_marked(self, reviewer: Client, query: str, label: str) -> None:
        assert self.current(reviewer, query) == label

    def test_home_offices_have_their_own(self, db: None) -> None:
        post = PostFactory.create(
            office=Office.objects.get(code="partner-jiangsu"), role=PostRole.REVIEWER
        )
        client = signed_in(post.officer)
        text = content(client.get(QUEUE))
        assert "?status=home_check" in text
        assert (
            "?status=recommended"
            not in text.partition('id="result_list"')[0]
            .partition('class="desk-chips"')[2]
            .partition("</nav>")[0]
        )
