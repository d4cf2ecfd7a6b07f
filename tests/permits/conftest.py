"""Two people at their pages, and specimen passports allowed as in the demonstration."""

import pytest
import time_machine

from tests.factories.permits import TwoHands
from tests.factories.port_visa import NOW


@pytest.fixture
def hands(db, settings) -> TwoHands:
    settings.PORTAL_DEMO = True
    return TwoHands()


@pytest.fixture
def time_machine_at():
    """The clock stands on the Monday morning of the factories."""
    with time_machine.travel(NOW, tick=False):
        yield
