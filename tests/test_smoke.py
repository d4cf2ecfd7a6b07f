"""The project starts: checks pass and the home page answers in both languages."""

import subprocess

import pytest
from django.core.management import call_command
from django.test import Client

from portal.env import BASE_DIR


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_home_answers(client: Client, language: str) -> None:
    assert client.get(f"/{language}/").status_code == 200


@pytest.mark.django_db
def test_no_model_change_without_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_links_and_no_environment_in_the_tree() -> None:
    """A tracked link named like an ignored folder would replace that folder on checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "--stage"],  # noqa: S607
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    links = [line.split("\t")[1] for line in listing if line.startswith("120000")]
    assert links == [], "git rm --cached these links, then commit again"
