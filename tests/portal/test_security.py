"""What docs/security.md says of every answer: headers, cookies, and that its tests exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from tests.factories.accounts import UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/", "/zh-hans/track/", "/en/account/login/", "/en/no-such/"])
def test_no_page_lets_foreign_scripts_run(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_session_is_for_the_server_only_and_ends() -> None:
    client = Client()
    person: User = UserFactory.create()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    client.get("/en/dashboard/")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert 0 < int(cookie["max-age"] or settings.SESSION_COOKIE_AGE) <= 12 * 60 * 60


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/applications/%00/", "/en/verify/?code=%00", "/demo/mailbox/?to=%00"]
)
def test_an_address_with_a_nul_is_a_bad_request(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_every_test_that_the_document_names_exists() -> None:
    text = Path("docs/security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/.]+)`", text)
    assert len(named) > 10
    assert [name for name in named if not Path(name).exists()] == []
