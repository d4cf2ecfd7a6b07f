"""Choices of columns whose list grows with the portal."""

from typing import Any

from django.db import models


class GrowingChoices(models.TextChoices):
    """Choices to which a member is added with nearly every feature: kinds of events, of messages.

    A column names them as ``choices=Kind.listed``. A migration then refers to the list instead of
    repeating it, and a new member needs none.
    """

    @classmethod
    def listed(cls) -> list[tuple[Any, Any]]:
        """Pairs of value and label, as they are now."""
        return list(cls.choices)
