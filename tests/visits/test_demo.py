"""The demonstration's hours: every branch, once, and people can book at once."""

from datetime import timedelta

import pytest

from accounts import demo as accounts_demo
from offices.enums import OfficeKind
from offices.queries import offices_of_kind
from tests.factories.applications import NOW
from visits import demo
from visits.models import ExtraHours, HoursChange, OpeningRule
from visits.queries import days_free

pytestmark = pytest.mark.django_db


def test_every_branch_has_hours_and_evenings_once() -> None:
    accounts_demo.load(now=NOW)
    assert demo.load(now=NOW) == []
    branches = list(offices_of_kind(OfficeKind.BRANCH))
    assert len(branches) == 5
    assert OpeningRule.objects.count() == 10
    assert ExtraHours.objects.count() == 15
    assert HoursChange.objects.count() == 25
    today = NOW.date()
    for office in branches:
        days = days_free(office=office, first=today, last=today + timedelta(days=7), now=NOW)
        assert sum(day.free for day in days) > 100
    demo.load(now=NOW + timedelta(days=1))
    assert OpeningRule.objects.count() == 10


def test_without_people_there_are_no_hours() -> None:
    assert demo.load(now=NOW) == []
    assert not OpeningRule.objects.exists()
