"""The public tool: its path, what it keeps, what it tells."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
TOOL = "/en/permit-finder/"

EXAMPLE: dict[str, Any] = {
    "kind": "new_from_abroad",
    "zone": "hongqiao",
    "age": "35",
    "grounds_a": "nothing",
    "pay": "500,000",
    "multiple": "less",
    "education": "master",
    "experience": "8",
    "grounds_b": "nothing",
    "months": "12",
    "chinese": "hsk3",
    "distinctions": "fortune_500",
    "bonus": "0",
    "family": "no",
    "day": "",
}


def walk(client: Client, tool: str = TOOL, **changed: Any) -> list[str]:
    """Answer what is asked until the check page; returns the questions in their order."""
    values = {**EXAMPLE, **changed}
    client.get(tool)
    url, asked = f"{tool}kind/", []
    while not url.endswith("/check/"):
        key = url.rstrip("/").rsplit("/", 1)[1]
        assert client.get(url).status_code == 200, url
        answer = client.post(
            url, values[key] if isinstance(values[key], dict) else {"answer": values[key]}
        )
        assert answer.status_code == 302, (url, answer.content.decode()[:3000])
        asked.append(key)
        url = answer["Location"]
    return asked


def test_first(client: Client) -> None:
    assert walk(client) == list(EXAMPLE)
    text = client.get(f"{TOOL}result/").content.decode()
    assert "8 years of experience: 11 points" in text
    assert client.get(f"{TOOL}documents/").status_code == 200
