"""The cache: as Django's own while it is there, silent when it is not."""

import time
from typing import Any

import pytest

from portal.cache import ForgivingRedisCache
from portal.settings import queues
from tests.support.stack import broker_url, free_port


def cache_at(url: str) -> ForgivingRedisCache:
    options = queues.CACHES["default"]["OPTIONS"]
    return ForgivingRedisCache(url, {"OPTIONS": options, "KEY_PREFIX": "test-cache"})


@pytest.fixture
def there() -> Any:
    cache = cache_at(broker_url())
    cache.delete_many(["a", "b"])
    yield cache
    cache.delete_many(["a", "b"])


def test_while_the_server_is_there_it_is_a_cache(there: ForgivingRedisCache) -> None:
    assert there.get("a", "nothing") == "nothing"
    assert there.add("a", 1)
    assert not there.add("a", 2)
    assert there.incr("a") == 2
    assert there.set_many({"b": [1]}) == []
    assert there.get_many(["a", "b"]) == {"a": 2, "b": [1]}
    assert there.delete("a")
    with pytest.raises(ValueError, match="not found"):
        there.incr("a")


AWAY: list[tuple[str, tuple[Any, ...], dict[str, Any], Any]] = [
    ("get", ("a",), {}, None),
    ("get", ("a", 7), {}, 7),
    ("get", ("a",), {"default": 7}, 7),
    ("get_many", (["a"],), {}, {}),
    ("add", ("a", 1), {}, True),
    ("set", ("a", 1), {}, None),
    ("set_many", ({"a": 1},), {}, []),
    ("touch", ("a",), {}, False),
    ("delete", ("a",), {}, False),
    ("delete_many", (["a"],), {}, None),
    ("has_key", ("a",), {}, False),
    ("clear", (), {}, False),
    ("get_or_set", ("a", 5), {}, 5),
]


@pytest.mark.parametrize(("name", "args", "options", "answer"), AWAY)
def test_while_it_is_away_nothing_is_remembered_and_nobody_waits(
    name: str, args: tuple[Any, ...], options: dict[str, Any], answer: Any
) -> None:
    cache = cache_at(f"redis://127.0.0.1:{free_port()}/0")
    started = time.monotonic()
    assert getattr(cache, name)(*args, **options) == answer
    assert time.monotonic() - started < 2


def test_counting_while_it_is_away_is_a_count_that_never_began() -> None:
    with pytest.raises(ValueError, match="away"):
        cache_at(f"redis://127.0.0.1:{free_port()}/0").incr("a")
