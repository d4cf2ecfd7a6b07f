"""Who may look at everybody's messages."""

from typing import Any


def can_see_outbox(user: Any) -> bool:
    """Only administrators: the outbox holds facts of every case."""
    if not user.is_active or not user.is_staff:
        return False
    return bool(user.is_superuser or user.posts.filter(active=True, role="administrator").exists())
