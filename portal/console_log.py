"""Lines for a person at a terminal: what somebody did and what went wrong, in few words.

Production writes every event as JSON instead (``LOG_FORMAT``).
"""

from collections.abc import Container

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

BEGINNINGS = frozenset({"request_started", "streaming_started", "task_enqueued", "task_started"})
ROUTINE = frozenset({"streaming_finished"})
TECHNICAL = ("logger", "ip", "user_agent", "user_id", "task_id", "parent_task_id")


def leave_out_routine(news: Container[str]) -> Processor:
    """A processor that drops what goes without saying.

    Args:
        news: names of the tasks whose success a person waits for; that of others is no news.
    """

    def drop(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        what = event.get("event")
        if what in BEGINNINGS or what in ROUTINE:
            raise structlog.DropEvent
        if what == "task_succeeded" and event.get("task") not in news:
            raise structlog.DropEvent
        return event

    return drop


def say_plainly(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Turn the events of requests and tasks into short sentences."""
    for key in TECHNICAL:
        event.pop(key, None)
    level = event.get("level")
    if level == "info":
        del event["level"]
    if event.get("event") == "request_finished":
        event["event"] = f"{event.pop('request')}  {event.pop('code')}"
    elif event.get("event") == "task_succeeded":
        _room, _tasks, name = str(event.pop("task", "task")).rpartition(".")
        event["event"] = f"{name} done in {event.pop('duration_ms', '?')} ms"
    if level == "info":
        event.pop("request_id", None)  # whoever looks for one has an error page before them
    return event
