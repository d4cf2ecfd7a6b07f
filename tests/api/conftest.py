"""One system of one organisation, on the Monday morning of the factories."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.api import Caller
from tests.factories.port_visa import NOW


@pytest.fixture
def specimens(settings) -> None:
    """Passports of the demonstration are read."""
    settings.PORTAL_DEMO = True


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def caller(db: None, specimens: None, monday: None) -> Caller:
    return Caller()
