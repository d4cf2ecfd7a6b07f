"""The public check: each state, nothing more than needed, and a brake on guessing."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from documents import services
from documents.models import CheckFailure, IssuedDocument
from documents.services.checks import GUESSES
from tests.factories.documents import IssuedDocumentFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 27, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
LAST_DAY = date(2026, 3, 27)


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


def issued(state: str) -> IssuedDocument:
    document = IssuedDocumentFactory.create(valid=True, valid_until=LAST_DAY)
    if state == "used":
        services.document_mark_used(document=document, now=NOW)
    elif state == "revoked":
        services.document_revoke(document=document, reason="secret reason", now=NOW)
    elif state == "replaced":
        IssuedDocument.objects.filter(pk=document.pk).update(status="replaced")
    return document


def page(client: Client, code: str, language: str = "en") -> tuple[int, str]:
    response = client.get(f"/{language}/verify/{code}/")
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("state", "title_en", "title_zh", "board"),
    [
        ("valid", "Valid", "有效", True),
        ("used", "Already used", "已使用", False),
        ("replaced", "Replaced by a corrected version", "已被更正版替换", False),
        ("revoked", "Revoked", "已撤销", False),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_each_state_in_both_languages(client, state, title_en, title_zh, board) -> None:
    document = issued(state)
    status, english = page(client, document.code)
    assert status == 200
    assert f'portal-check__state">{title_en}<' in english
    assert ("OK to board: YES" in english) is board
    assert ("OK to board: NO" in english) is not board
    _status, chinese = page(client, document.code, "zh-hans")
    assert f'portal-check__state">{title_zh}<' in chinese
    assert "secret reason" not in english + chinese


def test_expires_at_midnight_in_beijing(client) -> None:
    document = IssuedDocumentFactory.create(valid=True, valid_until=LAST_DAY)
    with time_machine.travel(NOW, tick=False):
        assert "OK to board: YES" in page(client, document.code)[1]
    with time_machine.travel(datetime(2026, 3, 27, 16, 0, tzinfo=UTC), tick=False):
        text = page(client, document.code)[1]
        assert "Expired" in text
        assert "OK to board: NO" in text


def test_shows_only_what_is_needed(client) -> None:
    document = IssuedDocumentFactory.create(valid=True)
    text = page(client, document.code)[1]
    assert "ERI*****, A*****" in text
    assert "***2C3" in text
    for private in ("ERIKSSON", "L898902C3", "1974", "UTO", "Shanghai Example", "91310115", "PV-"):
        assert private not in text


def test_replaced_one_does_not_lead_to_the_new_one(client) -> None:
    old = issued("replaced")
    new = IssuedDocumentFactory.create(subject=old.subject, version=2, replaces=old, valid=True)
    text = page(client, old.code)[1]
    assert new.code not in text
    assert "ERI" not in text


def test_unknown_malformed_and_unfinished_look_the_same(client) -> None:
    draft = IssuedDocumentFactory.create()
    pages = [page(client, code) for code in (draft.code, "AAAA-AAAA-AAAA", "rubbish", "0O1I")]
    assert {status for status, _text in pages} == {404}
    for _status, text in pages:
        assert "Not known" in text
        assert "OK to board: NO" in text


def test_failed_checks_are_counted_per_day(client) -> None:
    with time_machine.travel(NOW, tick=False):
        page(client, "AAAA-AAAA-AAAA")
        page(client, "AAAA-AAAA-AAAC")
        page(client, IssuedDocumentFactory.create(valid=True).code)
    assert list(CheckFailure.objects.values_list("day", "count")) == [(LAST_DAY, 2)]


def test_guessing_is_braked_but_an_airline_desk_is_not(client) -> None:
    document = IssuedDocumentFactory.create(valid=True)
    for _number in range(GUESSES + 5):
        assert page(client, document.code)[0] == 200
    for _number in range(GUESSES):
        assert page(client, "AAAA-AAAA-AAAA")[0] == 404
    assert page(client, "AAAA-AAAA-AAAA")[0] == 429
    assert page(client, document.code)[0] == 429
    assert page(Client(REMOTE_ADDR="198.51.100.7"), document.code)[0] == 200


def test_one_query(client, django_assert_num_queries) -> None:
    document = IssuedDocumentFactory.create(valid=True)
    with django_assert_num_queries(1):
        page(client, document.code)


def test_answer_is_kept_nowhere(client) -> None:
    document = IssuedDocumentFactory.create(valid=True)
    response = client.get(f"/en/verify/{document.code}/")
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"  # its menu posts, and needs an origin
    assert client.post(f"/en/verify/{document.code}/").status_code == 405


@pytest.mark.parametrize(
    ("accept", "language"),
    [("zh-CN,zh;q=0.9", "zh-hans"), ("en-GB", "en"), ("fr", "en"), ("", "en")],
)
def test_short_address_leads_to_the_phones_language(client, accept, language) -> None:
    response = client.get("/v/7K3M-4Q9X-C2VD", headers={"accept-language": accept})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/verify/7K3M-4Q9X-C2VD/"


def test_typed_code_leads_to_its_page(client) -> None:
    response = client.get("/en/verify/", {"code": " 7k3m 4q9x c2vd "})
    assert response["Location"] == "/en/verify/7K3M-4Q9X-C2VD/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Type the check code."), ("abc", "twelve letters and digits"), ("x" * 100, "at most 60")],
)
def test_mistyped_code_says_what_to_do(client, typed, sentence) -> None:
    response = client.get("/en/verify/", {"code": typed})
    assert response.status_code == 200
    assert sentence in response.content.decode()


def test_form_is_empty_at_first(client) -> None:
    assert "There is a problem" not in client.get("/en/verify/").content.decode()


def test_keys_are_public(client) -> None:
    response = client.get("/.well-known/portal-keys.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age=3600" in response["Cache-Control"]
    [key] = response.json()["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}
    assert "d" not in key, "the private part stays here"


def test_known_failures_of_the_cache_do_not_matter(client, monkeypatch) -> None:
    """Between two calls the counter may run out."""
    page(client, "AAAA-AAAA-AAAA")

    def gone(key: str) -> int:
        raise ValueError(key)

    monkeypatch.setattr(cache, "incr", gone)
    assert page(client, "AAAA-AAAA-AAAA")[0] == 404
