"""The engine is tested without the services above it: a stub answers for them."""

from collections.abc import Iterator

import pytest

from applications import registry
from tests.factories.applications import StubAdapter


@pytest.fixture(autouse=True)
def adapter() -> Iterator[StubAdapter]:
    """The stub adapter in force, which remembers what the engine asked of it."""
    stub = StubAdapter()
    with registry.override(stub):
        yield stub
