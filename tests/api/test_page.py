"""The page of the interface shows every call of the schema, in both languages."""

import pytest
from django.test import Client

from api.problems import TITLES


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "word"), [("en", "Begin an invitation"), ("zh-hans", "新建邀请")]
)
def test_every_call_and_every_error_is_shown(client: Client, language: str, word: str) -> None:
    schema = client.get("/api/schema/?format=json").json()
    text = client.get(f"/{language}/api/").content.decode()
    assert word in text
    calls = [call["operationId"] for path in schema["paths"].values() for call in path.values()]
    assert [call for call in calls if f'id="{call}"' not in text] == []
    assert [code for code in TITLES if f'id="problem-{code}"' not in text] == []
    assert "<script" not in text.partition("<main")[2].partition("</main>")[0]
