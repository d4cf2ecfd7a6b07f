"""How often somebody may try to guess: counted in the cache, by window of time."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most ``times`` in ``seconds``, for each value of ``name``."""

    name: str
    times: int
    seconds: int

    def allows(self, value: str, now: datetime) -> bool:
        """Count one attempt, and say whether it is still within the limit."""
        window = int(now.timestamp()) // self.seconds
        digest = hashlib.sha256(value.encode()).hexdigest()[:32]
        key = f"limit:{self.name}:{digest}:{window}"
        cache.add(key, 0, timeout=self.seconds)
        try:
            return cache.incr(key) <= self.times
        except ValueError:  # the window ended between the two calls
            return True


# One address tries a few cases; one reference is guessed at from many addresses.
BY_ADDRESS = Limit("track-address", times=20, seconds=600)
BY_REFERENCE = Limit("track-reference", times=10, seconds=3600)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address: in production, what the reverse proxy itself put last."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.PORTAL_DEMO:
        return address
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rpartition(",")[2].strip() or address
