"""One member at their desk, and specimen passports allowed as in the demonstration."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from documents.models import IssuedDocument
from tests.factories.port_visa import NOW, Desk
from tests.port_visa.passing import browser_of, issued, porter


@pytest.fixture
def desk(db, settings) -> Desk:
    settings.PORTAL_DEMO = True
    return Desk()


@pytest.fixture
def time_machine_at():
    """The clock stands on the Monday morning of the factories."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def port_day() -> Iterator[None]:
    """Monday, 2 March 2026, 10:00 in Shanghai, and running."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def officer() -> User:
    """An officer at the port."""
    return porter()


@pytest.fixture
def port(officer: User) -> Client:
    """Their browser."""
    return browser_of(officer)


@pytest.fixture
def document() -> IssuedDocument:
    """A Notification that somebody brings along."""
    return issued()
