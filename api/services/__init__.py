"""Use cases of this room: clients and their secrets."""

from api.services.clients import (
    client_change,
    client_create,
    client_revoke,
    client_rotate_secret,
    requests_sweep,
)

__all__ = [
    "client_change",
    "client_create",
    "client_revoke",
    "client_rotate_secret",
    "requests_sweep",
]
