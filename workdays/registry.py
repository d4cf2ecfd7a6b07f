"""What rooms above do when the calendar changes. They register; workdays knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workdays.rules import Calendar


@dataclass(frozen=True)
class Move:
    """A date that would move: of what, from when, to when."""

    label: str
    before: date
    after: date


@dataclass(frozen=True)
class Moves:
    """How many dates would move, the first of them, and how many provisional ones become final."""

    count: int = 0
    first: tuple[Move, ...] = ()
    settled: int = 0


# (calendar, now) -> what would move; reads only
PreviewHook = Callable[[Calendar, datetime], Moves]
# (calendar, actor, now) -> how many dates moved; runs inside the transaction of the change
ChangeHook = Callable[[Calendar, Any, datetime], int]

preview_hooks: list[PreviewHook] = []
change_hooks: list[ChangeHook] = []
permission_hooks: list[Callable[[Any], bool]] = []


def on_calendar_preview(hook: PreviewHook) -> None:
    """Let ``hook`` say which dates a changed calendar would move."""
    if hook not in preview_hooks:
        preview_hooks.append(hook)


def on_calendar_change(hook: ChangeHook) -> None:
    """Let ``hook`` recompute its dates when the calendar changes."""
    if hook not in change_hooks:
        change_hooks.append(hook)


def on_calendar_permission(hook: Callable[[Any], bool]) -> None:
    """Let ``hook`` say that a person may change the calendar."""
    if hook not in permission_hooks:
        permission_hooks.append(hook)
