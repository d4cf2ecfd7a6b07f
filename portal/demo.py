"""The demonstration's data: each room brings its own part in ``<room>/demo.py``.

Such a module has one function, ``load(*, now) -> list[dict[str, str]]``. It is idempotent (running
it again changes nothing) and deterministic, and it returns the log-ins that it made, each with the
keys ``who``, ``email`` and ``password``, and ``group`` for the heading under which it is printed.
Rooms load from the lowest up.
"""

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.db import transaction

ROOMS = (
    "workdays",
    "offices",
    "notifications",
    "documents",
    "accounts",
    "applications",
    "visits",
    "permits",
    "port_visa",
    "centre",
    "api",
)


class DemoRefusedError(RuntimeError):
    """Demonstration data is never written into a production database."""


def demo_load(*, now: datetime, demo: bool) -> list[dict[str, str]]:
    """Load every room's demonstration data, all or nothing.

    Args:
        now: the instant that dates in the data are counted from.
        demo: whether this is the demonstration.

    Returns:
        The log-ins, in the order of the rooms.

    Raises:
        DemoRefusedError: this is not the demonstration.
    """
    if not demo:
        raise DemoRefusedError(
            "Demonstration data is refused in production (PORTAL_MODE=production)."
        )
    logins: list[dict[str, str]] = []
    with transaction.atomic():
        for room in ROOMS:
            if _has_demo(room):
                logins += import_module(f"{room}.demo").load(now=now)
    return logins


def _has_demo(room: str) -> bool:
    try:
        return find_spec(f"{room}.demo") is not None
    except ModuleNotFoundError:
        return False


def logins_table(logins: list[dict[str, str]]) -> str:
    """The log-ins as aligned columns, under the headings of their groups."""
    if not logins:
        return "No demonstration log-ins yet."
    keys = ("who", "email", "password")
    widths = [max(len(login[key]) for login in logins) for key in keys]
    groups: dict[str, list[str]] = {}
    for login in logins:
        cells = [login[key].ljust(width) for key, width in zip(keys, widths, strict=True)]
        groups.setdefault(login.get("group", ""), []).append("  ".join(cells).rstrip())
    lines: list[str] = []
    for group, rows in groups.items():
        lines += [f"  {group}"] if group else []
        lines += [f"    {row}" if group else f"  {row}" for row in rows]
    return "\n".join(lines)
