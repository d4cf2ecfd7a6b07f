"""Who may look at everybody's messages."""

from typing import Any


def can_see_outbox(user: Any) -> bool:
    """Only administrators: the outbox holds facts of every case."""
    return user.is_authenticated and user.administers()
