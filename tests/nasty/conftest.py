"""One world for the nasty tests, on the Monday morning of the factories."""

import logging
from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import applications, documents
from tests.factories.port_visa import NOW
from tests.nasty.forms import Place


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    """The world; numbers of documents begin beyond those that the portal gives."""
    applications.IssuedDocumentFactory.reset_sequence(5000, force=True)
    documents.IssuedDocumentFactory.reset_sequence(7000, force=True)
    with time_machine.travel(NOW, tick=False):
        yield Place()


@pytest.fixture(autouse=True)
def _no_log() -> Iterator[None]:
    """Thousands of requests: their log lines would take longer than they."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
