"""The cache may go away: then nothing is remembered, and nobody notices but the log."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = structlog.get_logger(__name__)


def _forgiving(name: str, away: Callable[[dict[str, Any]], Any]) -> Callable[..., Any]:
    """The method of the same name, with an answer for when the server cannot be reached."""
    method = getattr(RedisCache, name)

    @wraps(method)
    def call(self: RedisCache, *args: Any, **options: Any) -> Any:
        try:
            return method(self, *args, **options)
        except (RedisConnectionError, RedisTimeoutError) as error:
            logger.warning("cache_away", operation=name, error=str(error))
            return away(options | ({"default": args[1]} if name == "get" and args[1:] else {}))

    return call


def _unknown_key(_options: dict[str, Any]) -> int:
    """As Django's caches answer a count that has never begun."""
    raise ValueError("The cache is away.")


class ForgivingRedisCache(RedisCache):
    """Redis as a cache that a page can do without.

    It holds counters of attempts and copies of what the database knows. While it is away, reading
    finds nothing, writing does nothing and counting raises ``ValueError`` as for a key that is not
    there: limits on attempts do not hold for that time, but everybody can sign in and every
    document can be checked. ``/readyz`` reports the broker, which is the same server, as failed.
    """

    get = _forgiving("get", lambda options: options.get("default"))
    get_many = _forgiving("get_many", lambda _options: {})
    add = _forgiving("add", lambda _options: True)  # who asks for a lock goes on
    set = _forgiving("set", lambda _options: None)
    set_many = _forgiving("set_many", lambda _options: [])
    touch = _forgiving("touch", lambda _options: False)
    delete = _forgiving("delete", lambda _options: False)
    delete_many = _forgiving("delete_many", lambda _options: None)
    has_key = _forgiving("has_key", lambda _options: False)
    incr = _forgiving("incr", _unknown_key)
    clear = _forgiving("clear", lambda _options: False)
