"""What the tests of signing in with an identity from elsewhere share."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.accounts.test_signin import url
from tests.support.crooked import Crooked

Journey = Callable[..., Any]


@pytest.fixture
def crooked(settings: Any) -> Iterator[Crooked]:
    """A provider that misbehaves on demand, and that the portal is configured for."""
    provider = Crooked()
    settings.IDENTITY_PROVIDER = provider.settings
    yield provider
    provider.stop()


def leave(client: Client, language: str = "en", **fields: str) -> str:
    """Press the button; returns the address at the provider that the page leads to."""
    page = client.post(url("identity_start", language), fields)
    assert page.status_code == 200, page.headers.get("Location")
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
    assert found
    return html.unescape(found[1])


def come_back(client: Client, address: str) -> Any:
    return client.get(address.removeprefix("http://testserver"))


def through(client: Client, crooked: Crooked, language: str = "en", **fields: str) -> Any:
    """Leave, sign in there, come back; returns the portal's answer."""
    return come_back(client, crooked.authorise(leave(client, language, **fields)))


def words_of(client: Client, answer: Any) -> str:
    """What the reader sees in the end, without the markup."""
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.status_code == 200, answer["Location"]
    text = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    assert "UNDEFINED" not in text
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))
