"""What is kept of public checks: a number of failures a day, and a brake on guessing."""

from datetime import datetime

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

GUESSES = 30
GUESS_SECONDS = 600
_COUNT = """
    INSERT INTO documents_checkfailure (day, count) VALUES (%s, 1)
    ON CONFLICT (day) DO UPDATE SET count = documents_checkfailure.count + 1
"""


def check_failed(*, address: str, now: datetime) -> None:
    """Count a check of a code that we do not know, per day and against its sender.

    The sender's address is only a key in the cache, forgotten after ten minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [timezone.localdate(now)])
    key = _key(address)
    if not cache.add(key, 1, GUESS_SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.add(key, 1, GUESS_SECONDS)


def too_many_guesses(*, address: str) -> bool:
    """Whether this sender has asked for too many unknown codes. Known ones never count."""
    return int(cache.get(_key(address), 0)) >= GUESSES


def _key(address: str) -> str:
    return f"document-guesses:{address}"
