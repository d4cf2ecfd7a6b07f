"""The schema is committed, complete, and served in both languages."""

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.test import Client

from api.management.commands import api_schema


def test_the_committed_schema_is_that_of_the_code() -> None:
    call_command("api_schema", "--check")


def test_drift_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(api_schema, "PATH", tmp_path / "openapi.yaml")
    with pytest.raises(CommandError, match="out of date"):
        call_command("api_schema", "--check")


@pytest.mark.parametrize(("language", "word"), [("en", "Begin an invitation"), ("zh", "新建邀请")])
def test_it_is_served_in_both_languages(client: Client, language: str, word: str) -> None:
    answer = client.get("/api/schema/", headers={"Accept-Language": language})
    found = yaml.safe_load(answer.content)
    assert found["openapi"].startswith("3.1")
    assert found["paths"]["/api/v1/invitations/"]["post"]["summary"] == word
    assert client.get("/api/schema/?format=json").json()["openapi"].startswith("3.1")


def test_every_operation_says_its_scope_and_its_errors(client: Client) -> None:
    found = client.get("/api/schema/?format=json").json()
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["security"][0]["oauth2"], where
            assert {"400", "401", "403", "429"} <= set(operation["responses"]), where
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            assert ("Idempotency-Key" in names) == (method == "post"), where
