"""Every address of the portal, and whether an answer to one of them is a refusal."""

import re
from collections.abc import Iterator
from typing import Any, cast

from django.urls import URLPattern, get_resolver, reverse

from tests.access.world import World

# Django's and allauth's own pages: whoever comes, nothing breaks and nothing of others shows.
FOREIGN = ("account_", "mfa_")


def routes(
    resolver: Any = None, spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every address of the portal: its full name, the names of the parts that vary."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name or ""]), re.findall(r"<(?:\w+:)?(\w+)>", path)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, inner, path)


def address(world: World, name: str, parts: list[str]) -> str:
    values = world.arguments(name)
    return reverse(name, kwargs={part: values[part] for part in parts})


def without_file(answer: Any) -> Any:
    """The answer, with the file that it would send closed; close() ends the connection, too."""
    for close in cast("Any", answer)._resource_closers:
        close()
    return answer


def refused(answer: Any) -> bool:
    """Sent to the sign-in page, asked for a token, forbidden, or not there."""
    if answer.status_code == 302:
        return "/login/" in answer.headers["Location"]
    return answer.status_code in (401, 403, 404)


def ours() -> list[tuple[str, list[str]]]:
    return [
        (name, parts)
        for name, parts in routes()
        if not name.startswith(("admin:", *FOREIGN)) and name
    ]
