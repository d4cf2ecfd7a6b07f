"""One member at their desk, and specimen passports allowed as in the demonstration."""

import pytest

from tests.factories.port_visa import Desk


@pytest.fixture
def desk(db, settings) -> Desk:
    settings.PORTAL_DEMO = True
    return Desk()
