"""Who may change the calendar."""

from typing import Any

from workdays import registry


def may_change_calendar(user: Any) -> bool:
    """Whether the person is a superuser, or a room above says so (an administrator's post)."""
    if user is None or not (user.is_authenticated and user.is_active and user.is_staff):
        return False
    return user.is_superuser or any(hook(user) for hook in registry.permission_hooks)
