"""The engine is tested without the services above it: a stub answers for them."""

from collections.abc import Iterator
from typing import Any

import pytest

from applications import registry
from tests.factories.stubs import StubAdapter


@pytest.fixture(autouse=True)
def adapter() -> Iterator[StubAdapter]:
    """The stub adapter in force, which remembers what the engine asked of it."""
    stub = StubAdapter()
    with registry.override(stub):
        yield stub


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The messages that the engine hands to the outbox."""
    box: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "applications.services.messages.message_enqueue",
        lambda **message: box.append(message),
    )
    return box
