"""The project starts: checks pass and the home page answers in both languages."""

import pytest
from django.core.management import call_command
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_home_answers(client: Client, language: str) -> None:
    assert client.get(f"/{language}/").status_code == 200


@pytest.mark.django_db
def test_no_model_change_without_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
