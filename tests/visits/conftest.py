"""The stub service lets single-window cases book, in every test of this room."""

from collections.abc import Iterator

import pytest

from tests.factories.visits import OpeningRuleFactory, StubVisits
from visits import registry
from visits.models import OpeningRule


@pytest.fixture(autouse=True)
def service() -> Iterator[StubVisits]:
    stub = StubVisits()
    with registry.override(stub):
        yield stub


@pytest.fixture
def rule(db: None) -> OpeningRule:
    """Minhang, Monday to Friday, 9 to 11: six slots of one seat."""
    made: OpeningRule = OpeningRuleFactory.create()
    return made
