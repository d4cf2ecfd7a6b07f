"""Turns a record into a finished PDF and proves that the PDF says what the record says."""

import io
from dataclasses import dataclass
from typing import Any

import segno

from documents.errors import DocumentNotProduced
from documents.keys import seal_is_specimen
from documents.models import IssuedDocument
from documents.reading import pdf_pages, pdf_text, qr_texts, texts_missing
from documents.registry import DocumentType, document_type
from documents.rendering import data_address, document_render_pdf
from documents.sealing import pdf_seal, seal_check
from documents.signing import check_address, payload_fields, payload_sign, payload_verify

DENSITIES = ("normal", "close", "closest")


@dataclass(frozen=True)
class Product:
    """A finished file, and the token in its QR."""

    pdf: bytes
    payload: str


def document_draw(document: IssuedDocument) -> Product:
    """Draw, read back, seal. Raises ``DocumentNotProduced`` rather than let a doubt pass."""
    kind = document_type(document.kind)
    payload = payload_sign(payload_fields(document))
    address = check_address(document, payload)
    pdf = _draw_to_fit(kind, _context(document, kind, address))
    _compare(document, kind, pdf, address)
    if kind.sealed:
        pdf = pdf_seal(pdf)
        if not seal_check(pdf):
            raise DocumentNotProduced("The seal does not verify.", code="seal")
    return Product(pdf, payload)


def _draw_to_fit(kind: DocumentType, context: dict[str, Any]) -> bytes:
    """Set it closer, up to twice, until it fits its pages: names and companies can be long."""
    pdf = b""
    for density in DENSITIES:
        pdf = document_render_pdf(kind.template, {**context, "density": density}, strict=True)
        if not kind.pages or pdf_pages(pdf) <= kind.pages:
            break
    return pdf


def qr_address(text: str) -> str:
    """A QR code as an embedded picture."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="png", scale=4, border=2)
    return data_address(out.getvalue(), "image/png")


def _context(document: IssuedDocument, kind: DocumentType, address: str) -> dict[str, Any]:
    extra = kind.context(document) if kind.context else {}
    return {
        "document": document,
        "facts": document.facts,
        "qr": qr_address(address),
        "check_address": check_address(document).split("://", 1)[-1],
        "specimen": seal_is_specimen(),
        **extra,
    }


def _compare(document: IssuedDocument, kind: DocumentType, pdf: bytes, address: str) -> None:
    """Every fact on the page code point by code point, the QR as a camera reads it, one page."""
    pages = pdf_pages(pdf)
    if kind.pages and pages != kind.pages:
        raise DocumentNotProduced(f"It has {pages} pages, not {kind.pages}.", code="pages")
    until = document.valid_until.isoformat() if document.valid_until else None
    if document.facts.get("valid_until") != until:
        raise DocumentNotProduced("Record and facts differ in the last day.", code="valid_until")
    expected = [document.number, document.code, *kind.read_back(document.facts)]
    missing = texts_missing(pdf_text(pdf), expected)
    if missing:
        raise DocumentNotProduced(
            "Not found on the finished page: " + " | ".join(missing), code="read_back"
        )
    if qr_texts(pdf) != [address]:
        raise DocumentNotProduced("The QR code does not read as it should.", code="qr")
    if payload_verify(address.partition("#")[2]) != payload_fields(document):
        raise DocumentNotProduced("The signed code does not say what the record says.", code="qr")
