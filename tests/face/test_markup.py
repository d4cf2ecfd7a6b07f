"""What the pages are made of: valid markup, nothing inline, everything translated, small."""

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.translation import override
from tinyhtml5.parser import HTMLParser
from whitenoise.compress import Compressor

from tests.face.pages import ADDRESSES, CHINESE_GAP

pytestmark = pytest.mark.django_db

LIMIT = 100 * 1024


def _parse_errors(text: str) -> list[object]:
    parser = HTMLParser()
    parser.parse(text)
    return list(parser.errors)


@pytest.mark.parametrize("address", ADDRESSES)
def test_markup_is_valid_and_nothing_is_inline(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    assert _parse_errors(text) == []
    soup = BeautifulSoup(text, "lxml")
    assert soup.select("[style], style, script:not([src], [type='application/json'])") == []
    handlers = [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]
    assert handlers == []
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [h.name for h in soup.find_all("h1")] == ["h1"]
    assert "UNDEFINED" not in text


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.startswith("/zh")])
def test_no_space_follows_a_chinese_stop(client: Client, address: str) -> None:
    soup = BeautifulSoup(client.get(address).content, "lxml")
    lines = soup.select("p, li:not(:has(p, ul, ol)), dt, dd, td, th, h1, h2, h3, legend, label")
    texts = (" ".join(line.get_text().split()) for line in lines)
    assert [text for text in texts if CHINESE_GAP.search(text)] == []


@cache
def _weight(address: str) -> int:
    """Bytes that a browser receives for a static file, as WhiteNoise compresses it."""
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    with TemporaryDirectory() as folder:
        file = Path(shutil.copy(found, folder))
        compressor = Compressor(quiet=True)
        if compressor.should_compress(file.name):
            list(compressor.compress(str(file)))
        return min(one.stat().st_size for one in file.parent.iterdir())


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_view_weighs_at_most_100_kb(client: Client, address: str) -> None:
    """The page itself counts uncompressed: not every deployment has a proxy that compresses."""
    content = client.get(address).content
    soup = BeautifulSoup(content, "lxml")
    parts = {str(tag["href"]) for tag in soup.select("link[rel=stylesheet], link[rel=icon]")}
    parts |= {str(tag["src"]) for tag in soup.select("script[src], img[src]")}
    total = len(content) + sum(_weight(part) for part in parts)
    assert total <= LIMIT, f"{total} bytes: {sorted(parts)}"


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a.startswith("/zh") and "account" not in a]
)
def test_chinese_pages_hold_no_english_sentence(client: Client, address: str) -> None:
    soup = BeautifulSoup(client.get(address).content, "lxml")
    for foreign in soup.select("[lang=en], [lang=en] *"):
        foreign.extract()
    main = soup.get_text(" ")
    assert re.findall(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", main) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_titles_and_alternates(client: Client, address: str) -> None:
    soup = BeautifulSoup(client.get(address).content, "lxml")
    language = "zh-Hans" if address.startswith("/zh") else "en"
    assert soup.html is not None
    assert soup.html["lang"] == language
    assert soup.title is not None
    assert soup.title.string
    assert {tag["hreflang"] for tag in soup.select("head link[rel=alternate]")} == {"en", "zh-Hans"}
    assert soup.select_one("meta[name=description]")


def test_a_form_with_errors_says_so_in_the_title(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.face.gallery"
    soup = BeautifulSoup(client.post("/en/gallery/", {"born_day": "3"}).content, "lxml")
    assert soup.title is not None
    assert str(soup.title.string).startswith("Error: ")
    links = [a["href"] for a in soup.select(".govuk-error-summary a")]
    ids = {f"#{tag['id']}" for tag in soup.select("[id]")}
    assert links
    assert set(links) <= ids


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_gallery_is_valid_too(client: Client, settings: Any, language: str) -> None:
    settings.ROOT_URLCONF = "tests.face.gallery"
    assert _parse_errors(client.get(f"/{language}/gallery/?wrong=1").content.decode()) == []


def test_the_menu_marks_where_you_are(client: Client) -> None:
    soup = BeautifulSoup(client.get("/en/guidance/port-visa/").content, "lxml")
    assert [tag.get_text(strip=True) for tag in soup.select("[aria-current]")] == ["Guidance"]


def test_other_language_of_a_page_that_is_not_there_is_home(client: Client) -> None:
    with override("en"):
        soup = BeautifulSoup(client.get("/en/no-such-page/").content, "lxml")
    link = soup.select_one("a.portal-language")
    assert link is not None
    assert link["href"] == "/zh-hans/"
