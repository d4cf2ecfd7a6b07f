"""What a person at the terminal reads: people's steps and troubles, not the machine's routine."""

import logging
from typing import Any

import pytest
import structlog
from structlog.types import EventDict

from portal.console_log import leave_out_routine, say_plainly

NEWS = {"documents.tasks.produce_document"}


def calm(**event: Any) -> EventDict | None:
    """The event after the filter; None when it was left out."""
    try:
        kept = leave_out_routine(NEWS)(logging.getLogger(), "info", event)
    except structlog.DropEvent:
        return None
    assert isinstance(kept, dict)
    return kept


def plain(**event: Any) -> EventDict:
    kept = say_plainly(logging.getLogger(), "info", event)
    assert isinstance(kept, dict)
    return kept


@pytest.mark.parametrize("event", ["request_started", "task_enqueued", "task_started"])
def test_beginnings_are_left_out(event: str) -> None:
    assert calm(event=event) is None


def test_most_tasks_are_news_only_when_they_fail() -> None:
    name = "portal.tasks.heartbeat"
    assert calm(event="task_succeeded", task=name) is None
    assert calm(event="task_failed", task=name) == {"event": "task_failed", "task": name}
    assert calm(event="task_succeeded", task="documents.tasks.produce_document") is not None


def test_a_request_is_one_short_line() -> None:
    event = {"event": "request_finished", "request": "GET /en/", "code": 200, "level": "info"}
    assert plain(**event, ip="127.0.0.1", request_id="a-1") == {"event": "GET /en/  200"}


def test_a_failed_request_keeps_its_id_and_its_level() -> None:
    event = {"event": "request_finished", "request": "GET /x", "code": 404, "level": "warning"}
    assert plain(**event, request_id="a-1", user_agent="curl") == {
        "event": "GET /x  404",
        "level": "warning",
        "request_id": "a-1",
    }


def test_a_task_is_called_by_its_name() -> None:
    event = {"event": "task_succeeded", "task": "documents.tasks.scan_upload", "level": "info"}
    assert plain(**event, duration_ms=31) == {"event": "scan_upload done in 31 ms"}
