"""What every test gets: a clean message box, on-commit callbacks that run, a fixed set of helpers."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english_by_default() -> Iterator[None]:
    """A test that switches the language does not leak into the next."""
    with translation.override("en"):
        yield
