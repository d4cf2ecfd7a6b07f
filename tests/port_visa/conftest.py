"""One member at their desk, and specimen passports allowed as in the demonstration."""

import pytest
import time_machine

from tests.factories.port_visa import NOW, Desk


@pytest.fixture
def desk(db, settings) -> Desk:
    settings.PORTAL_DEMO = True
    return Desk()


@pytest.fixture
def time_machine_at():
    """The clock stands on the Monday morning of the factories."""
    with time_machine.travel(NOW, tick=False):
        yield
