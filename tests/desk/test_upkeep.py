"""The administrator's start page: what has got stuck, and the calendar that is still missing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory

from accounts.enums import PostRole
from accounts.models import User
from applications.admin.upkeep import upkeep
from tests.factories.accounts import OrganisationFactory, PostFactory, UserFactory
from tests.factories.documents import IssuedDocumentFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
OCTOBER = datetime(2026, 10, 9, 9, tzinfo=SHANGHAI)
NOVEMBER = datetime(2026, 11, 9, 9, tzinfo=SHANGHAI)


def shown(officer: User, now: datetime) -> dict[str, object]:
    request = RequestFactory().get("/admin/")
    request.user = officer
    return upkeep(request, now)


@pytest.fixture
def administrator() -> User:
    found: User = PostFactory.create(role=PostRole.ADMINISTRATOR).officer
    return found


def test_numbers_count_what_waits_for_a_hand(administrator: User) -> None:
    OrganisationFactory.create(pending=True)
    MessageFactory.create(failed=True)
    IssuedDocumentFactory.create(created_at=NOVEMBER - timedelta(hours=1))
    IssuedDocumentFactory.create(created_at=NOVEMBER - timedelta(minutes=1))  # still being drawn
    figures = shown(administrator, NOVEMBER)["upkeep"]
    assert isinstance(figures, list)
    assert {figure.url.split("/")[3]: figure.value for figure in figures} == {
        "message": 1,
        "issueddocument": 1,
        "upload": 0,
        "organisation": 1,
    }


@pytest.mark.parametrize(("now", "missing"), [(OCTOBER, None), (NOVEMBER, 2027)])
def test_next_year_is_missed_from_november_on(
    administrator: User, now: datetime, missing: int | None
) -> None:
    assert shown(administrator, now)["calendar_missing"] == missing


def test_nobody_else_sees_them() -> None:
    assert shown(PostFactory.create(role=PostRole.REVIEWER).officer, OCTOBER)["upkeep"] == []
    assert shown(UserFactory.create(), OCTOBER)["upkeep"] == []
