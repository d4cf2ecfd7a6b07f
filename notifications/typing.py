"""What this room needs to know of a user, who is defined above it."""

from typing import Any, Protocol


class Recipient(Protocol):
    """Somebody with an address and a language."""

    pk: Any
    email: Any
    language: Any
