"""Two windows, staffed day and night, and an officer."""

import pytest

from accounts.models import User
from centre.models import ServiceWindow
from tests.factories.centre import ShiftFactory, WindowFactory, centre_officer


@pytest.fixture
def windows(db: None) -> list[ServiceWindow]:
    """Window 1 serves everything, window 2 only travel and advice."""
    made = [WindowFactory.create(number=1), WindowFactory.create(number=2, letters="CD")]
    ShiftFactory.create()
    return made


@pytest.fixture
def window(windows: list[ServiceWindow]) -> ServiceWindow:
    return windows[0]


@pytest.fixture
def officer(db: None) -> User:
    return centre_officer()
