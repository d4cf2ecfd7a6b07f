"""Who changes reference data."""

from typing import Any


def can_edit_places(user: Any) -> bool:
    """Only administrators change offices, ports and zones."""
    return user.is_authenticated and user.administers()
