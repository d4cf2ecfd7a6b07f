"""What people see when something went wrong."""

import datetime as dt
import re
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client

from portal import error_pages

pytestmark = pytest.mark.django_db
NUMBER = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def test_not_found_carries_the_number_of_the_request(client: Client) -> None:
    response = client.get("/en/no-such-page/")
    assert response.status_code == 404
    assert re.search(NUMBER, response.content.decode())
    assert "找不到此页面" in client.get("/zh-hans/no-such-page/").content.decode()


def test_failure_of_ours_needs_no_database_and_speaks_both_languages(
    settings: Any, django_assert_num_queries: Any
) -> None:
    settings.ROOT_URLCONF = "tests.face.gallery"
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/en/breaks/")
    text = response.content.decode()
    assert response.status_code == 500
    assert re.search(NUMBER, text)
    assert "系统暂时出现故障" in text
    assert "RuntimeError" not in text


def test_last_words_when_even_the_template_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> str:
        raise OSError("no disk")

    monkeypatch.setattr(error_pages, "render_to_string", fail)
    response = error_pages.server_error(HttpRequest())
    assert response.status_code == 500
    assert "12367" in response.content.decode()


def test_expired_form_keeps_calm_and_leads_back(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.face.gallery"
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/gallery/?step=2", {"born_day": "1"})
    assert response.status_code == 403
    text = response.content.decode()
    assert 'href="/en/gallery/?step=2"' in text
    assert "open for too long" in text


def test_robots_hide_a_demonstration_and_private_pages(client: Client, settings: Any) -> None:
    settings.PORTAL_DEMO = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    settings.PORTAL_DEMO = False
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_security_txt_is_in_force(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = dt.datetime.fromisoformat(fields["Expires"])
    assert expires > dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
    assert fields["Contact"].startswith("mailto:")
