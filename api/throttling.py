"""How often: each client has its own limit a minute, in its row."""

import hashlib
import time
from typing import Any

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.models import ApiClient

WINDOW = 60  # seconds


def count_in_window(key: str, limit: int) -> int:
    """Count one more; returns the seconds to wait, 0 while the limit is kept.

    One atomic counter a minute, shared by all web nodes. With the cache away nothing is limited.
    """
    now = time.time()
    slot = f"api-limit:{key}:{int(now // WINDOW)}"
    cache.add(slot, 0, WINDOW * 2)
    try:
        count = cache.incr(slot)
    except ValueError:
        return 0
    return 0 if count <= limit else WINDOW - int(now % WINDOW)


class ClientThrottle(BaseThrottle):
    """Counts the requests of a client, whichever of its tokens they come with."""

    seconds = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        client = request.auth
        if not isinstance(client, ApiClient):
            return True
        self.seconds = count_in_window(str(client.pk), client.requests_per_minute)
        return self.seconds == 0

    def wait(self) -> float:
        return float(self.seconds)


def token_wait(address: str, client_id: str) -> int:
    """Limit attempts to get a token: hashing a secret costs time. Returns the seconds to wait."""
    name = hashlib.sha256(client_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return max(count_in_window(f"token:{address}", 60), count_in_window(f"token:{name}", 30))
