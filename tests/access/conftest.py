"""One world for all tests of a module: making one takes seconds, and the matrix only looks at it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.access.world import World


@pytest.fixture(scope="module")
def matrix_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A world in a transaction of its own; what a test writes is rolled back to here after it.

    For tests marked ``django_db`` without ``transaction``: theirs nests inside this one.
    """
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
