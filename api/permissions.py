"""Who lets systems in."""

from typing import Any


def can_manage_clients(user: Any) -> bool:
    """Administrators do; they see no case by it."""
    return bool(user.is_authenticated and user.is_active and user.administers())
