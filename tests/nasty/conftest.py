"""One world for the nasty tests, on the Monday morning of the factories."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.applications import IssuedDocumentFactory
from tests.factories.port_visa import NOW
from tests.nasty.forms import Place


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    """The world; numbers of documents begin beyond those that the portal gives."""
    IssuedDocumentFactory.reset_sequence(5000, force=True)
    with time_machine.travel(NOW, tick=False):
        yield Place()
