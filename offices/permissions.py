"""Who changes reference data."""

from typing import Any


def can_edit_places(user: Any) -> bool:
    """Only administrators change offices, ports and zones."""
    if not (user.is_active and user.is_staff):
        return False
    return user.is_superuser or any(post.role == "administrator" for post in user.held_posts())
