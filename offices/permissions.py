"""Who changes reference data."""

from typing import Any


def can_edit_places(user: Any) -> bool:
    """Only administrators change offices, ports and zones."""
    if not (user.is_active and user.is_staff):
        return False
    return bool(user.is_superuser or user.posts.filter(active=True, role="administrator").exists())
