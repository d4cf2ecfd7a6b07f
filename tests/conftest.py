"""What every test gets: English, no broker, pages that are watched for N+1 queries.

Fixtures for others: ``task_box`` (what was sent to Celery; ``task_box.run()`` runs it), ``committed``
(a context in which on-commit callbacks run, as after a real commit), ``live_stack`` (real gunicorn
and workers, tests/support/stack.py), ``open_page`` (a real browser, tests/support/browser.py).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from celery import Task
from django.core.cache import cache
from django.utils import translation

from tests.support import seeds
from tests.support.tasks import TaskBox

pytest_plugins = [
    "tests.support.browser",
    "tests.support.stack",
    "tests.support.provider.running",
]

seeds.install()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the seeded rows as soon as the test database exists."""
    with django_db_blocker.unblock():
        seeds.keep()


@pytest.fixture(autouse=True)
def _english_by_default() -> Iterator[None]:
    """A test that switches the language does not leak into the next."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and cached calendars of one test are no business of the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def task_box(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> TaskBox:
    """Tasks never reach a broker from a test, except those marked ``broker``."""
    box = TaskBox()
    if request.node.get_closest_marker("broker"):
        return box

    def apply_async(self: Task, args: Any = None, kwargs: Any = None, **options: Any) -> None:
        box.catch(self, args, kwargs, options)

    monkeypatch.setattr(Task, "apply_async", apply_async)
    return box


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]],
) -> Callable[[], AbstractContextManager[list[Any]]]:
    """``with committed():`` runs the on-commit callbacks of its block at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
