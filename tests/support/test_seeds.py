"""Tests that commit leave the reference data as the migrations wrote it."""

import pytest

from applications.models import ServiceStandard
from offices.models import Port
from tests.factories.applications import ApplicationFactory, last_event


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_from_the_seeds(turn: int) -> None:
    assert Port.objects.filter(issues_port_visas=True).count() == 2
    assert ServiceStandard.objects.exists()
    case = ApplicationFactory(submitted=True)  # with rows in the log that refuses TRUNCATE
    assert last_event(case).sequence > 1
    Port.objects.update(issues_port_visas=False)
