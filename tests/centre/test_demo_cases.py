"""The demonstration's cases at the centre: one expedited, one asking for it, one walk-in."""

import pytest
from django.utils import timezone

from applications.lanes import Rank
from applications.models import Application
from centre.models import Expedite
from portal.demo import demo_load

pytestmark = pytest.mark.django_db


def test_one_is_due_in_hours_one_waits_and_one_was_opened_at_the_window() -> None:
    now = timezone.now()
    for _twice in range(2):
        demo_load(now=now, demo=True)
        cases = Application.objects.filter(office__code="eastern-hub")
        expedited = cases.get(rank=Rank.EXPEDITED)
        assert expedited.due_at is not None
        assert 0 < (expedited.due_at - now).total_seconds() <= 6 * 3600
        assert Expedite.objects.filter(granted=None).count() == 1
        assert cases.filter(opened_by__email="centre@example.org").count() == 1
        assert cases.count() == 3
