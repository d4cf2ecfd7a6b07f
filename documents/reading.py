"""Reads a finished PDF back, so that what it says can be compared with the record."""

import io
import unicodedata


def pdf_pages(data: bytes) -> int:
    """How many pages it has."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def pdf_text(data: bytes) -> str:
    """All its text, as a reader program or a search would get it."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def texts_missing(text: str, expected: list[str]) -> list[str]:
    """Which of ``expected`` cannot be found in ``text``, code point by code point.

    Only white space may differ, because long lines are wrapped.
    """
    solid = _solid(text)
    return [fact for fact in expected if _solid(fact) not in solid]


def _solid(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def qr_texts(data: bytes) -> list[str]:
    """What a camera reads in the QR codes of the first page."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[0].render(scale=3, grayscale=True, may_draw_forms=False).to_pil()
    finally:
        document.close()
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]
    return [code.text for code in found]
