"""What the pages are made of: valid markup, nothing inline, everything translated, small."""

import re
import shutil
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override
from tinyhtml5.parser import HTMLParser
from whitenoise.compress import Compressor

from portal.env import BASE_DIR
from tests.face.pages import ADDRESSES

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
    assert soup.select("[style], style, script:not([src])") == []
    handlers = [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]
    assert handlers == []
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [h.name for h in soup.find_all("h1")] == ["h1"]
    assert "UNDEFINED" not in text


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Bytes that a browser receives for each compiled file, as WhiteNoise compresses it."""
    folder = tmp_path_factory.mktemp("static") / "face"
    shutil.copytree(BASE_DIR / "static" / "face", folder)
    files = list(folder.iterdir())
    compressor = Compressor(quiet=True)
    for file in files:
        if compressor.should_compress(file.name):
            list(compressor.compress(str(file)))
    return {
        f"/static/face/{file.name}": min(one.stat().st_size for one in folder.glob(f"{file.name}*"))
        for file in files
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_view_weighs_at_most_100_kb(
    client: Client, address: str, weights: dict[str, int]
) -> None:
    """The page itself counts uncompressed: not every deployment has a proxy that compresses."""
    content = client.get(address).content
    soup = BeautifulSoup(content, "lxml")
    parts = {str(tag["href"]) for tag in soup.select("link[rel=stylesheet], link[rel=icon]")}
    parts |= {str(tag["src"]) for tag in soup.select("script[src], img[src]")}
    total = len(content) + sum(weights[part] for part in parts)
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
