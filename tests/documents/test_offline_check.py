"""The offline page in a real browser: it checks by itself, also after the connection is gone."""

import base64
import json

import pytest
from playwright.sync_api import Page, expect

from documents.signing import payload_fields, payload_sign
from tests.factories.documents import IssuedDocumentFactory
from tests.support.browser import OpenPage, axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def token(**changes) -> str:
    return payload_sign({**payload_fields(IssuedDocumentFactory.build()), **changes})


def check(page: Page, text: str) -> str | None:
    page.fill("#offline-token", text)
    page.evaluate("delete document.getElementById('offline-result').dataset.state")
    page.click("#offline-form button")
    page.wait_for_selector("#offline-result[data-state]")
    return page.get_attribute("#offline-result", "data-state")


def forged(good: str) -> str:
    head, body, signature = good.split(".")
    fields = json.loads(base64.urlsafe_b64decode(body + "=="))
    fields["nam"] = "SOMEBODY ELSE"
    other = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")
    return f"{head}.{other}.{signature}"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_checks_without_a_connection(open_page: OpenPage, language: str) -> None:
    page = open_page(f"/{language}/verify/offline/")
    expect(page.locator("#offline-keys")).not_to_be_empty()
    page.context.set_offline(True)
    good = token()
    assert check(page, f"https://portal.example/v/7K3M-4Q9X-C2VD#{good}") == "genuine"
    expect(page.locator("#offline-result")).to_contain_text("ERIKSSON, ANNA MARIA")
    expect(page.locator("#offline-result")).to_contain_text("沪口签通")
    assert check(page, good) == "genuine"
    assert check(page, token(vto="2026-01-01")) == "late"
    assert check(page, token(vfr="2098-01-01")) == "early"
    assert check(page, forged(good)) == "false"
    assert check(page, "https://portal.example/v/7K3M-4Q9X-C2VD") == "malformed"
    assert check(page, "a.b.c") == "malformed"


def test_knows_no_foreign_key(open_page: OpenPage, settings) -> None:
    from tests.documents.test_signing import new_key, private_pem

    page = open_page("/en/verify/offline/")
    expect(page.locator("#offline-keys")).not_to_be_empty()
    settings.SIGNING_KEY_PEM = private_pem(new_key())
    assert check(page, token()) == "unknownKey"


def test_page_opened_from_the_qr_checks_at_once(open_page: OpenPage) -> None:
    page = open_page(f"/en/verify/offline/#{token()}")
    page.wait_for_selector("#offline-result[data-state=genuine]")


@pytest.mark.parametrize("path", ["verify/", "verify/offline/", "verify/AAAA-AAAA-AAAA/"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_are_accessible(open_page: OpenPage, language: str, path: str) -> None:
    assert axe_violations(open_page(f"/{language}/{path}", width=390)) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_valid_page_is_accessible_and_fits(open_page: OpenPage, language: str) -> None:
    document = IssuedDocumentFactory.create(valid=True)
    page = open_page(f"/{language}/verify/{document.code}/", width=390)
    expect(page.locator(".portal-check--valid")).to_be_visible()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_javascript_the_page_points_to_the_code(open_page: OpenPage) -> None:
    page = open_page("/en/verify/offline/", javascript=False)
    expect(page.locator("#offline-form")).to_be_hidden()
    expect(page.get_by_text("type the check code instead")).to_be_visible()
