"""HTML to PDF/UA, with the packaged fonts and nothing from the network or the machine."""

import base64
import functools
import html
import logging
import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from documents.errors import DocumentNotProduced

ROOM = Path(__file__).resolve().parent
FONTS = ROOM / "fonts"
ASSETS = ROOM / "assets"
FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSansSCRare-Regular.ttf",
)
REPLACEMENT = "\u25a1"
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
_TAG = re.compile(r"<(style|script|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)


def document_render_pdf(template: str, context: dict[str, Any], *, strict: bool = False) -> bytes:
    """Draw ``template`` as a tagged PDF.

    A character that no packaged font has is drawn as an empty box; with ``strict`` it raises
    ``DocumentNotProduced`` instead: an official document never shows a box.
    """
    return html_to_pdf(render_to_string(template, context), strict=strict)


def html_to_pdf(source: str, *, strict: bool = False) -> bytes:
    """As ``document_render_pdf``, for HTML at hand."""
    missing = glyphs_missing(html.unescape(_TAG.sub(" ", source)))
    if missing and strict:
        names = ", ".join(f"{sign} U+{ord(sign):04X}" for sign in sorted(missing))
        raise DocumentNotProduced(f"no packaged font has: {names}", code="missing_glyph")
    source = source.translate({ord(sign): REPLACEMENT for sign in missing})
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=source, url_fetcher=_fetcher(), base_url="asset:")
    return document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[_stylesheet()])


def glyphs_missing(text: str) -> set[str]:
    """The characters of ``text`` that no packaged font can draw; control characters apart."""
    return {sign for sign in set(text) if ord(sign) not in _covered() and not sign.isspace()}


def data_address(data: bytes, media_type: str) -> str:
    """Bytes as an address that a template can show."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


@functools.cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    codes: set[int] = set()
    for name in FONT_FILES:
        with TTFont(FONTS / name, lazy=True) as font:
            codes |= font.getBestCmap().keys()
    return frozenset(codes)


@functools.cache
def _weasyprint():  # type: ignore[no-untyped-def]
    """The library, told of the packaged fonts before it first looks for any."""
    folder = Path(settings.DATA_DIR) / "fontconfig"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "fonts.conf"
    file.write_text(_FONTCONFIG.format(fonts=FONTS, cache=folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(file)
    import weasyprint

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    return weasyprint


@functools.cache
def _fetcher():  # type: ignore[no-untyped-def]
    """Serves packaged files (``asset:name``) and embedded pictures; refuses everything else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class PackagedFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            name = url.removeprefix("asset:")
            if name == url or not re.fullmatch(r"[a-z0-9-]+\.(svg|png)", name):
                raise FatalURLFetchingError(f"a document may not fetch {url}")
            return URLFetcherResponse(url, (ASSETS / name).read_bytes())

    return PackagedFiles(allowed_protocols=("data", "asset"))


@functools.cache
def _stylesheet():  # type: ignore[no-untyped-def]
    """The house style of documents, read and parsed once a process."""
    return _weasyprint().CSS(string=(ASSETS / "document.css").read_text(encoding="utf-8"))
