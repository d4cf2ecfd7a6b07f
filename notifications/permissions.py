"""Who may look at everybody's messages."""

from typing import Any


def can_see_outbox(user: Any) -> bool:
    """Only administrators: the outbox holds facts of every case."""
    if not user.is_active or not user.is_staff:
        return False
    return user.is_superuser or any(post.role == "administrator" for post in user.held_posts())
